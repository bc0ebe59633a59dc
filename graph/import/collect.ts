/**
 * Finds the files of an import: named files and everything below named folders, sorted, with limits checked
 * before a byte is read. Symbolic links below a folder are not followed; hidden files and build folders are left alone.
 */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isGraphError } from '../model/errors';
import { byText } from '../model/ids';
import { expandArchive } from './archive';
import { companionNames } from './companions';
import { LIMITS, showBytes } from './limits';
import type { SourceFile } from './read-file';

export type CollectLimits = {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Files in all. */
  readonly files: number;
  /** Folders below a named folder. */
  readonly folderDepth: number;
};

export type CollectedFile = SourceFile & {
  /** Named by the caller itself rather than found in a folder. */
  readonly named: boolean;
};

export type CollectError = {
  readonly name: string;
  readonly named: boolean;
  /** What is wrong and what to do, in a sentence. */
  readonly error: string;
};

const SKIPPED = new Set(['node_modules', '__pycache__', '.git', '.dvc', '.venv']);

/** Folders of an MLflow run that hold one value per file; the run's own `meta.yaml` stands beside them. */
const RUN_DETAILS = new Set(['params', 'metrics', 'tags', 'traces']);

type Found = {
  readonly name: string;
  readonly path: string;
  readonly named: boolean;
  readonly error?: string;
};

/**
 * Files of the given paths, one after the other, sorted by name, each name relative to the base name of the path it was found
 * under. What cannot be read gives an error in its place; the others go on.
 */
export async function* collectInputs(
  paths: readonly string[],
  limits: Partial<CollectLimits> = {},
): AsyncIterable<CollectedFile | CollectError> {
  const bounds: CollectLimits = { ...LIMITS, ...limits };
  const found: Found[] = [];
  for (const path of paths) await findUnder(path, bounds, found);
  const sorted = uniqueNames(found).sort((a, b) => byText(a.name, b.name));
  let count = 0;
  for (const item of sorted) {
    const { name, named } = item;
    if (item.error !== undefined) {
      yield { name, named, error: item.error };
      continue;
    }
    count++;
    if (count > bounds.files) {
      yield {
        name,
        named,
        error: `${name}: more than ${bounds.files} files were given. Name fewer files or folders.`,
      };
      return;
    }
    yield* opened(await readOne(item, bounds));
  }
}

/** The files inside an archive in its place; what is wrong with an archive is told under its name. */
function opened(item: CollectedFile | CollectError): readonly (CollectedFile | CollectError)[] {
  if ('error' in item) return [item];
  try {
    return expandArchive(item).map((file) => ({ ...file, named: item.named && file.name === item.name }));
  } catch (error) {
    if (!isGraphError(error)) throw error;
    return [{ name: item.name, named: item.named, error: error.message }];
  }
}

async function readOne(
  { name, path, named }: Found,
  bounds: CollectLimits,
): Promise<CollectedFile | CollectError> {
  try {
    const { size } = await stat(path);
    if (size > bounds.fileBytes)
      return {
        name,
        named,
        error: `${name}: the file has ${showBytes(size)}; ${showBytes(bounds.fileBytes)} is the limit. Split it, or leave out what is no inventory.`,
      };
    return { name, named, bytes: await readFile(path), companions: await companionsOf(path, bounds) };
  } catch (error) {
    return { name, named, error: `${name}: ${cannotRead(error)}` };
  }
}

async function companionsOf(
  path: string,
  bounds: CollectLimits,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const found = new Map<string, Uint8Array>();
  for (const name of companionNames(basename(path))) {
    const beside = join(dirname(path), name);
    const info = await lstat(beside).catch(() => undefined);
    if (info?.isFile() && info.size <= bounds.fileBytes) found.set(name, await readFile(beside));
  }
  return found.size > 0 ? found : undefined;
}

async function findUnder(path: string, bounds: CollectLimits, found: Found[]): Promise<void> {
  const name = basename(resolve(path)) || 'input';
  try {
    const info = await stat(path);
    if (info.isDirectory()) await walk(path, name, 0, bounds, found);
    else if (info.isFile()) found.push({ name, path, named: true });
    else
      found.push({
        name,
        path,
        named: true,
        error: `${path}: this is neither a file nor a folder. Name one of these.`,
      });
  } catch (error) {
    found.push({ name, path, named: true, error: `${path}: ${cannotRead(error)}` });
  }
}

async function walk(
  folder: string,
  name: string,
  depth: number,
  bounds: CollectLimits,
  found: Found[],
): Promise<void> {
  if (depth > bounds.folderDepth) {
    found.push({
      name,
      path: folder,
      named: false,
      error: `${name}: folders are nested more than ${bounds.folderDepth} deep. Name the inner folder itself.`,
    });
    return;
  }
  const entries = await readdir(folder).catch((error: unknown): string[] => {
    found.push({ name, path: folder, named: false, error: `${name}: ${cannotRead(error)}` });
    return [];
  });
  const isRun = entries.includes('meta.yaml');
  for (const entry of entries.sort(byText)) {
    if (entry.startsWith('.') || SKIPPED.has(entry)) continue;
    if (found.length > bounds.files + 1) return;
    const path = join(folder, entry);
    const info = await lstat(path);
    if (info.isDirectory() && isRun && RUN_DETAILS.has(entry)) continue;
    if (info.isDirectory()) await walk(path, `${name}/${entry}`, depth + 1, bounds, found);
    else if (info.isFile()) found.push({ name: `${name}/${entry}`, path, named: false });
  }
}

/** Two paths may end in the same name; the later one is then shown with more of its path. */
function uniqueNames(found: readonly Found[]): Found[] {
  const taken = new Map<string, string>();
  return found.flatMap((item) => {
    const whole = resolve(item.path);
    const known = taken.get(item.name);
    if (known === whole) return [];
    if (known === undefined) {
      taken.set(item.name, whole);
      return [item];
    }
    const parts = whole.split(/[\\/]/).filter((part) => part !== '');
    let length = item.name.split('/').length + 1;
    let name = parts.slice(-length).join('/');
    while (taken.has(name) && length < parts.length) {
      length++;
      name = parts.slice(-length).join('/');
    }
    if (taken.has(name)) return [];
    taken.set(name, whole);
    return [{ ...item, name }];
  });
}

function cannotRead(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file or folder. Check the path.';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read. Check its permissions.';
  return 'it could not be read. Check the path and its permissions.';
}
