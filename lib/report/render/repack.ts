/**
 * Office files are zip archives whose libraries write the clock and random ids into them. Repacking in a fixed
 * order with a fixed time, and numbering the ids, makes equal reports equal bytes.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The earliest time a zip entry can bear. */
const EPOCH = new Date(1980, 0, 1);

/** The archive again, texts passed through `rewrite`. Throws fflate's error where the bytes are no zip archive. */
export function repack(bytes: Uint8Array, rewrite: (text: string, name: string) => string): Uint8Array {
  const entries = unzipSync(bytes);
  const out: Zippable = {};
  for (const name of Object.keys(entries).sort(contentTypesFirst)) {
    const data = entries[name];
    if (!data) continue;
    out[name] = /\.(xml|rels)$/.test(name) ? strToU8(rewrite(strFromU8(data), name)) : data;
  }
  return zipSync(out, { mtime: EPOCH, os: 3, attrs: 0 });
}

const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : 1);
const contentTypesFirst = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);

/** Replaces each distinct match by its number in order of first appearance, the same one in every file. */
export function numbering(prefix: string): (match: string) => string {
  const known = new Map<string, string>();
  return (match) => {
    const given = known.get(match) ?? `${prefix}${known.size + 1}`;
    known.set(match, given);
    return given;
  };
}

/** Every time stamp of document properties set to one instant. */
export const datedAt = (text: string, iso: string): string =>
  text.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g, `$1${iso}$3`);
