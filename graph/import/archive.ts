/** Zip archives: what is in them, checked before anything is unpacked. Nothing is ever written to disk. */
import { posix } from 'node:path';
import { unzipSync } from 'fflate';
import { byText } from '../model/ids';
import { companionNames } from './companions';
import { LIMITS, showBytes } from './limits';
import { refuse } from './parse-text';
import type { SourceFile } from './read-file';

const ARCHIVE = { entries: 10_000, ratio: 100, bytes: 500 * 1024 * 1024, depth: 2 } as const;

type Entry = { readonly name: string; readonly size: number; readonly originalSize: number };

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** True for a zip archive that is a spreadsheet. */
export function isWorkbook(bytes: Uint8Array, file: string): boolean {
  return isZip(bytes) && entriesOf(bytes, file).some(({ name }) => /^xl\/workbook\.(xml|bin)$/.test(name));
}

function entriesOf(bytes: Uint8Array, file: string): readonly Entry[] {
  const entries: Entry[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries.push({ name, size, originalSize });
        return false;
      },
    });
  } catch (error) {
    throw refuse(file, '', 'this archive is damaged.', 'Pack it again; nothing of it was imported.', error);
  }
  return entries;
}

/** Throws GraphError `invalid` for an archive that would unpack to too much. Gives its entries. */
export function checkArchive(bytes: Uint8Array, file: string): readonly Entry[] {
  const entries = entriesOf(bytes, file);
  if (entries.length > ARCHIVE.entries)
    throw refuse(
      file,
      '',
      `the archive has ${entries.length} entries; ${ARCHIVE.entries} is the limit.`,
      'Pack only the inventories.',
    );
  const whole = entries.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (whole > ARCHIVE.bytes)
    throw refuse(
      file,
      '',
      `the archive unpacks to ${showBytes(whole)}; ${showBytes(ARCHIVE.bytes)} is the limit.`,
      'Pack only the inventories.',
    );
  const bomb = entries.find(
    ({ size, originalSize }) => originalSize > 1024 * 1024 && originalSize > size * ARCHIVE.ratio,
  );
  if (bomb)
    throw refuse(
      file,
      bomb.name.slice(0, 200),
      `this entry is packed more than ${ARCHIVE.ratio} to one.`,
      'No inventory is; check where the archive comes from.',
    );
  return entries;
}

/** Unsafe names are those that would lead out of a folder. They are refused even though nothing is unpacked to disk. */
const leadsOut = (name: string): boolean =>
  name.startsWith('/') || /^[a-z]:/i.test(name) || name.split(/[\\/]/).includes('..');

/**
 * The files in a zip archive, each named `archive/path`, archives inside archives opened too (two deep), sorted.
 * Any other file, and a spreadsheet, comes back as it is. Throws GraphError `invalid`.
 */
export function expandArchive(file: SourceFile, depth = 0): readonly SourceFile[] {
  if (!isZip(file.bytes) || isWorkbook(file.bytes, file.name)) return [file];
  if (depth >= ARCHIVE.depth)
    throw refuse(file.name, '', 'archives are nested too deep.', 'Unpack the inner ones.');
  const entries = checkArchive(file.bytes, file.name);
  const slip = entries.find(({ name }) => leadsOut(name));
  if (slip)
    throw refuse(
      file.name,
      slip.name.slice(0, 200),
      'this name leads out of the archive.',
      'Check where the archive comes from; nothing of it was imported.',
    );
  const unpacked = unpack(file, entries);
  return Object.entries(unpacked)
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([name, bytes]) =>
      expandArchive({ name: `${file.name}/${name}`, bytes, companions: besideIn(unpacked, name) }, depth + 1),
    );
}

function besideIn(
  files: Readonly<Record<string, Uint8Array>>,
  name: string,
): ReadonlyMap<string, Uint8Array> | undefined {
  const found = companionNames(name).flatMap((beside) => {
    const bytes = files[posix.join(posix.dirname(name), beside)];
    return bytes ? [[beside, bytes] as const] : [];
  });
  return found.length > 0 ? new Map(found) : undefined;
}

function unpack(file: SourceFile, entries: readonly Entry[]): Readonly<Record<string, Uint8Array>> {
  const wanted = new Set(
    entries
      .filter(
        ({ name, originalSize }) => !skips(name) && originalSize > 0 && originalSize <= LIMITS.fileBytes,
      )
      .map(({ name }) => name),
  );
  try {
    return unzipSync(file.bytes, { filter: ({ name }) => wanted.has(name) });
  } catch (error) {
    throw refuse(
      file.name,
      '',
      'this archive is damaged.',
      'Pack it again; nothing of it was imported.',
      error,
    );
  }
}

/** Folders, hidden files, and what systems add to archives on their own. */
const skips = (name: string): boolean => name.endsWith('/') || /(^|\/)(\.|__MACOSX\/)/.test(name);
