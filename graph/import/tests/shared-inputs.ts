/** Real input files for tests: they lie beside the project, and tests that need them say so where they do not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset } from '../../model/asset';
import type { AssetKind } from '../../model/asset-kinds';
import { applyTo, EMPTY_SNAPSHOT, type Snapshot } from '../../model/snapshot';
import { type MergeOutcome, mergeProposals, type NamedResult } from '../merge';
import { readInput } from '../read-file';

export const SHARED = join(process.cwd(), '..', 'shared', 'inputs');

export const haveShared = existsSync(SHARED);

/** For a test's title where the files are absent: a skip that says why. */
export const sharedNote = haveShared ? '' : ' (skipped: ../shared/inputs is absent)';

/** Reads a file or every file below a folder of the shared inputs; refused files give their message. */
export async function readShared(
  ...names: readonly string[]
): Promise<{ results: NamedResult[]; refused: { name: string; message: string }[] }> {
  const results: NamedResult[] = [];
  const refused: { name: string; message: string }[] = [];
  const files = names.flatMap((name) =>
    /\.[a-z]+$|MLmodel$/.test(name)
      ? [name]
      : readdirSync(join(SHARED, name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(SHARED.length + 1)),
  );
  for (const name of files.sort()) {
    try {
      results.push({ name, result: await readInput({ name, bytes: readFileSync(join(SHARED, name)) }) });
    } catch (error) {
      refused.push({ name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { results, refused };
}

/** The graph that results give on their own. */
export function graphOf(results: readonly NamedResult[]): { graph: Snapshot; outcome: MergeOutcome } {
  const outcome = mergeProposals(EMPTY_SNAPSHOT, results);
  return { graph: applyTo(EMPTY_SNAPSHOT, outcome.operations), outcome };
}

/** How many assets of each kind. */
export function kindsOf(graph: Snapshot): Partial<Record<AssetKind, number>> {
  const counts: Partial<Record<AssetKind, number>> = {};
  for (const { kind } of graph.assets) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Influences as `from -kind-> to`, by name, sorted. */
export function edgesOf(graph: Snapshot): readonly string[] {
  const names = new Map(graph.assets.map(({ id, name }: Asset) => [id as string, name]));
  return graph.influences
    .map(({ kind, from, to }) => `${names.get(from)} -${kind}-> ${names.get(to)}`)
    .sort();
}

/** Reads text as if it were a file. */
export async function readText(name: string, text: string): Promise<NamedResult> {
  return { name, result: await readInput({ name, bytes: new TextEncoder().encode(text) }) };
}
