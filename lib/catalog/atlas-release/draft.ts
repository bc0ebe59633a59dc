/**
 * What every form of an ATLAS release is first read into: ids without an edition, relations not yet checked. Ids,
 * names and relations are taken; the source's descriptions are not, ours are put beside them.
 */
import { z } from 'zod';
import type { Taxonomy, TaxonomyEntry } from '@/graph/model/catalogue';
import { byText, type TaxonomyKey, taxonomyKey } from '@/graph/model/ids';

export type ReleaseWarning = { readonly at: string; readonly message: string };

export type DraftEntry = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'tactic' | 'technique' | 'sub-technique' | 'mitigation' | 'case-study';
  readonly parent?: string;
  readonly tactics?: readonly string[];
  readonly maturity?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Relation name to ids, in the order the source gives. */
  readonly relations?: Readonly<Record<string, readonly string[]>>;
};

export type Draft = {
  readonly format: 'atlas-5' | 'atlas-6' | 'stix-2.1';
  readonly edition: string;
  readonly released: string;
  readonly entries: readonly DraftEntry[];
  readonly warnings: readonly ReleaseWarning[];
};

const ATLAS_ID = /^AML\.(TA|T|M|CS)\d{4}(\.\d{3})?$/;

/** Plain reading of unknown data: what is missing or of another type is simply absent. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => {
  const read = z.record(z.string(), z.unknown()).safeParse(value);
  return read.success ? read.data : {};
};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : undefined;
};
export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).flatMap((item) => textOf(item) ?? []);

/** Only the fields that are there: absent is absent, never undefined. */
export function given<T extends Readonly<Record<string, unknown>>>(
  fields: T,
): { [K in keyof T]?: NonNullable<T[K]> };
export function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/**
 * Makes a taxonomy of a draft: full names for sub-techniques, keys of the edition, relations whose ends exist. What
 * does not fit is left out with a warning; a release is never refused for one bad line.
 */
export function taxonomyOf(draft: Draft): {
  readonly taxonomy: Taxonomy;
  readonly warnings: readonly ReleaseWarning[];
} {
  const warnings: ReleaseWarning[] = [...draft.warnings];
  const byId = new Map<string, DraftEntry>();
  for (const entry of draft.entries) {
    if (!ATLAS_ID.test(entry.id)) warnings.push({ at: entry.id, message: 'is no ATLAS id; left out' });
    else if (byId.has(entry.id))
      warnings.push({ at: entry.id, message: 'stands there twice; the first counts' });
    else byId.set(entry.id, entry);
  }
  const keyOf = (id: string): TaxonomyKey => taxonomyKey.parse(`ATLAS@${draft.edition}/${id}`);
  const known = (at: string, ids: readonly string[]): readonly TaxonomyKey[] =>
    ids.flatMap((id) => {
      if (byId.has(id)) return [keyOf(id)];
      warnings.push({ at, message: `names ${id}, which the release does not contain; left out` });
      return [];
    });
  const entries = [...byId.values()].map((entry) => entryOf(entry, draft.edition, byId, keyOf, known));
  return {
    taxonomy: {
      scheme: 'ATLAS',
      edition: draft.edition,
      title: 'MITRE ATLAS',
      publisher: 'The MITRE Corporation',
      released: draft.released,
      licence: 'As the imported file states; identifiers, names and relations only',
      url: 'https://atlas.mitre.org',
      entries: entries.sort((a, b) => byText(a.key, b.key)),
    },
    warnings: warnings.sort((a, b) => byText(a.at, b.at) || byText(a.message, b.message)),
  };
}

const FOLDERS: Readonly<Record<DraftEntry['kind'], string>> = {
  tactic: 'tactics',
  technique: 'techniques',
  'sub-technique': 'techniques',
  mitigation: 'mitigations',
  'case-study': 'studies',
};

function entryOf(
  entry: DraftEntry,
  edition: string,
  byId: ReadonlyMap<string, DraftEntry>,
  keyOf: (id: string) => TaxonomyKey,
  known: (at: string, ids: readonly string[]) => readonly TaxonomyKey[],
): TaxonomyEntry {
  const { id, kind, facts, maturity } = entry;
  const parent = entry.parent === undefined ? undefined : byId.get(entry.parent);
  const stated = entry.tactics ?? parent?.tactics;
  const relations = Object.entries(entry.relations ?? {}).flatMap(([name, ids]) => {
    const keys = known(id, ids);
    return keys.length > 0 ? [[name, keys] as const] : [];
  });
  return {
    key: keyOf(id),
    scheme: 'ATLAS',
    edition,
    id,
    name: parent === undefined ? entry.name : `${parent.name}: ${entry.name}`,
    kind,
    url: `https://atlas.mitre.org/${FOLDERS[kind]}/${id}`,
    confirmed: 'primary',
    ...(parent === undefined ? {} : { parent: keyOf(parent.id) }),
    ...(stated === undefined ? {} : { tactics: known(id, stated) }),
    ...(maturity === undefined ? {} : { maturity: maturity.toLowerCase() }),
    ...(facts === undefined || Object.keys(facts).length === 0 ? {} : { facts }),
    ...(relations.length === 0 ? {} : { relations: Object.fromEntries(relations) }),
  };
}
