/**
 * Birnbaum importance: by how much the expected loss changes per unit of an edge's likelihood. Exposure is
 * linear in each likelihood, so for edges that can be crossed it falls out of the exact solvers; for edges of
 * likelihood 0 it is the difference that a sure edge would make.
 */
import type { CompiledGraph } from './compile';
import type { Ladder } from './ladder';
import { lossOf, reachIn } from './reach';
import type { SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

export type Importance = { readonly id: string; readonly birnbaum: number };

export type ImportanceList = {
  /** In id order. */
  readonly edges: readonly Importance[];
  /** Edges whose importance is not known exactly. */
  readonly omitted: number;
};

/** Edges of likelihood 0 that are looked at one by one, at most. */
const MAX_ABSENT = 200;

export function importanceOf(compiled: CompiledGraph, ladder: Ladder, options: SolveOptions): ImportanceList {
  const named = compiled.arcNames.flatMap((id, e) => (id === '' ? [] : [{ id, e }]));
  const total = totalGradient(compiled, ladder);
  if (total === null) return { edges: [], omitted: named.length };
  const edges: Importance[] = [];
  let absent = 0;
  for (const { id, e } of named) {
    if ((ladder.scenario.weight[e] ?? 0) > 0) {
      edges.push({ id, birnbaum: (total.get(e) ?? 0) * (ladder.scenario.folded[e] ?? 1) });
      continue;
    }
    if (++absent > MAX_ABSENT) continue;
    const birnbaum = gainOfAbsent(compiled, e, options);
    if (birnbaum !== null) edges.push({ id, birnbaum });
  }
  edges.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { edges, omitted: named.length - edges.length };
}

function totalGradient(compiled: CompiledGraph, ladder: Ladder): ReadonlyMap<number, number> | null {
  const total = new Map<number, number>();
  for (const target of compiled.targets) {
    if (target.impact === 0) continue;
    const gradient = ladder.gradient(target.at);
    if (gradient === null) return null;
    for (const [e, g] of gradient) total.set(e, (total.get(e) ?? 0) + target.impact * g);
  }
  return total;
}

/** Loss with the edge crossed for sure (its common controls as they are) less the loss without it. */
function gainOfAbsent(compiled: CompiledGraph, arc: number, options: SolveOptions): number | null {
  const without = scenarioOf(compiled);
  const weight = without.weight.slice();
  weight[arc] = without.folded[arc] ?? 1;
  if (weight[arc] === 0) return 0;
  const opened = { ...without, weight };
  const before = lossOf(compiled, reachIn(compiled, without, options).targets);
  const after = lossOf(compiled, reachIn(compiled, opened, options).targets);
  return before.kind === 'exact' && after.kind === 'exact' ? after.value - before.value : null;
}
