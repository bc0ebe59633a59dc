/**
 * Merges what files propose into a graph, as operations that somebody may look at, prune and apply.
 *
 * A file speaks with its own voice: a newer file of the same name replaces what that name said and nothing
 * else, least of all what a person said. The order of files does not matter, and importing again does nothing.
 */
import type { Operation } from '../model/change-set';
import { GraphError } from '../model/errors';
import { byId, byText } from '../model/ids';
import type { InputFile, Warning } from '../model/input-file';
import { RECORD_TYPES } from '../model/records';
import type { Snapshot } from '../model/snapshot';
import { MergeAssets } from './merge-assets';
import { mergeInfluences } from './merge-influences';
import { mergeSubjects } from './merge-subjects';
import type { MergeConflict, MergeContext, NoLongerReported } from './merge-types';
import type { ReadResult } from './read-file';
import { type SuggestedMerge, suggestMerges } from './suggest-merges';

export type NamedResult = { readonly name: string; readonly result: ReadResult };

export type FileOutcome = {
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  /** Distinct assets and influences of the graph that this file speaks of. */
  readonly assets: number;
  readonly influences: number;
  readonly warnings: readonly Warning[];
};

export type MergeOutcome = {
  /** In writing order; empty where nothing changes. */
  readonly operations: readonly Operation[];
  readonly inputs: readonly InputFile[];
  readonly conflicts: readonly MergeConflict[];
  readonly suggestedMerges: readonly SuggestedMerge[];
  /** What a newer file no longer mentions and nobody else does: shown, never deleted. */
  readonly noLongerReported: readonly NoLongerReported[];
  readonly perFile: readonly FileOutcome[];
};

/**
 * The operations that bring what was read into the graph. Pure: nothing is written.
 * Throws GraphError `invalid` where two results bear the same name.
 */
export function mergeProposals(base: Snapshot, results: readonly NamedResult[]): MergeOutcome {
  const sorted = [...results].sort((a, b) => byText(a.name, b.name));
  refuseSameName(sorted);
  const context: MergeContext = {
    base,
    results: sorted,
    replaced: new Set(sorted.map(({ name }) => `file:${name}`)),
    warnings: new Map(sorted.map(({ name }) => [name, []])),
    puts: [],
    removals: [],
    conflicts: [],
    noLongerReported: [],
  };
  const assets = new MergeAssets(context).merge();
  const influences = mergeInfluences(context, assets);
  mergeSubjects(context, assets, influences);
  const inputs = inputRecords(context, assets.countOf, influences.countOf);
  const rank = (operation: Operation): number => RECORD_TYPES.indexOf(operation.type);
  const puts = [...context.puts].sort((a, b) => rank(a) - rank(b) || byText(putId(a), putId(b)));
  return {
    operations: [
      ...puts,
      ...[...context.removals].sort((a, b) => rank(b) - rank(a) || byText(putId(a), putId(b))),
    ],
    inputs,
    conflicts: context.conflicts,
    suggestedMerges: suggestMerges(assets.after, assets.mentioned),
    noLongerReported: [...context.noLongerReported].sort(byId),
    perFile: sorted.map(({ name, result }) => ({
      file: name,
      format: result.format,
      sha256: result.sha256,
      assets: assets.countOf(name),
      influences: influences.countOf(name),
      warnings: [...result.warnings, ...(context.warnings.get(name) ?? [])],
    })),
  };
}

const putId = (operation: Operation): string => (operation.op === 'put' ? operation.record.id : operation.id);

function refuseSameName(results: readonly NamedResult[]): void {
  const twice = results.find(({ name }, index) => results[index + 1]?.name === name);
  if (twice)
    throw new GraphError(
      'invalid',
      `Two files are called ${twice.name}. Give one of them another name, or import them one after the other.`,
    );
}

/** One record per file read, and the records that an export carried, unless the file itself was read. */
function inputRecords(
  context: MergeContext,
  assets: (name: string) => number,
  influences: (name: string) => number,
): readonly InputFile[] {
  const read = context.results.map(({ name, result }) => ({
    id: name,
    format: result.format,
    sha256: result.sha256,
    bytes: result.bytes,
    assets: assets(name),
    influences: influences(name),
    warnings: [...result.warnings].slice(0, 500),
  }));
  const known = new Set([...read.map(({ id }) => id), ...context.base.inputs.map(({ id }) => id)]);
  const carried = new Map(
    context.results.flatMap(({ result }) =>
      result.proposal.inputs.filter(({ id }) => !known.has(id)).map((input) => [input.id, input]),
    ),
  );
  const inputs = [...read, ...carried.values()].sort(byId);
  const before = new Map(context.base.inputs.map((input) => [input.id, JSON.stringify(input)]));
  for (const record of inputs)
    if (before.get(record.id) !== JSON.stringify(record))
      context.puts.push({ op: 'put', type: 'input', record });
  return inputs;
}
