/**
 * Cuts what files say to what the model holds: lengths, list sizes, characters that no store or page should
 * see. Nothing else is changed: a value that fits passes through as it is.
 */
import type { AssetFields } from '../model/asset';
import type { InfluenceFields } from '../model/influence';

/** Control characters but tab and line feed, lone surrogates, and marks that reorder text on a page. */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without unwanted characters, cut at `max` UTF-16 units (a cut never splits a surrogate pair). */
export function fitText(text: string, max: number): string {
  const clean = text.replace(UNWANTED, '').trim();
  if (clean.length <= max) return clean;
  return `${clean.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** One line: names, owners, versions. */
const fitLine = (text: string, max: number): string => fitText(text.replace(/\s+/g, ' '), max);

const LINES = {
  name: 500,
  owner: 300,
  supplier: 300,
  version: 200,
  licence: 300,
  boundary: 120,
  location: 2000,
};
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Asset fields that the model accepts; empty ones are left out, since empty says nothing. */
export function fitAssetFields(fields: Partial<AssetFields>): Partial<AssetFields> {
  const fitted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) fitted[key] = value;
  for (const [key, max] of Object.entries(LINES)) {
    const value = fitted[key];
    if (typeof value === 'string') fitted[key] = fitLine(value, max) || undefined;
  }
  if (fields.description !== undefined)
    fitted['description'] = fitText(fields.description, 4000) || undefined;
  if (fields.digests) fitted['digests'] = fitList(fields.digests, 20, 200);
  if (fields.tags) fitted['tags'] = fitList(fields.tags, 100, 120);
  if (fields.facts) fitted['facts'] = withoutUndefined(fields.facts);
  if (fields.properties) fitted['properties'] = fitProperties(fields.properties);
  return withoutUndefined(fitted) ?? {};
}

export function fitInfluenceFields(says: InfluenceFields): InfluenceFields {
  const { note, ...rest } = says;
  return withoutUndefined({ ...rest, note: note ? fitText(note, 1000) || undefined : undefined }) ?? {};
}

function fitList(list: readonly string[], count: number, length: number): string[] | undefined {
  const fitted = [...new Set(list.map((item) => fitLine(item, length)).filter((item) => item !== ''))];
  return fitted.length > 0 ? fitted.slice(0, count) : undefined;
}

function fitProperties(properties: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const entries = Object.entries(properties)
    .map(([key, value]) => [fitLine(key, 200), fitText(value, 2000)] as const)
    .filter(([key, value]) => key !== '' && value !== '' && !UNSAFE_KEYS.has(key))
    .slice(0, 100);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function withoutUndefined<T extends object>(record: T): T | undefined {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}
