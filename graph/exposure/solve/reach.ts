/** Exposure of every target of a compiled graph, and the expected loss. */
import type { CompiledGraph } from './compile';
import { estimateWide } from './estimates';
import type { Loss } from './exposure-result';
import { Ladder } from './ladder';
import { bounded, type Reach, type SolveOptions } from './reach-types';
import { type Scenario, scenarioOf } from './scenario';

export type ScenarioReach = {
  readonly ladder: Ladder;
  /** By target id. */
  readonly targets: ReadonlyMap<string, Reach>;
  readonly anyTarget: Reach;
};

/** Reach of every target and of any of them under a scenario, climbing down the ladder as far as each needs. */
export function reachIn(compiled: CompiledGraph, scenario: Scenario, options: SolveOptions): ScenarioReach {
  const ladder = new Ladder(compiled, scenario, options);
  const proven = new Map(compiled.targets.map(({ at }) => [at, ladder.reach(at)]));
  const [only, ...others] = compiled.targets;
  const single = only !== undefined && others.length === 0 ? proven.get(only.at) : undefined;
  proven.set(compiled.anyTarget, single ?? widened(ladder.reach(compiled.anyTarget), [...proven.values()]));
  const known = estimateWide(compiled, scenario, proven, options);
  const at = (node: number): Reach => {
    const reach = known.get(node);
    if (reach === undefined) throw new RangeError(`node ${node} was not solved`);
    return reach;
  };
  return {
    ladder,
    targets: new Map(compiled.targets.map((target) => [target.node, at(target.at)])),
    anyTarget: at(compiled.anyTarget),
  };
}

/** What the targets' own intervals say about "any of them": at least the largest, at most the sum. */
function widened(reach: Reach, parts: readonly Reach[]): Reach {
  if (reach.kind === 'exact') return reach;
  const low = parts.reduce((most, part) => Math.max(most, part.low), reach.low);
  const sum = parts.reduce((total, part) => total + part.high, 0) * (1 + 1e-12);
  return bounded(low, Math.max(low, Math.min(reach.high, sum)));
}

/** Reach of every target, by target id, in id order. */
export function reachOf(compiled: CompiledGraph, options: SolveOptions): ReadonlyMap<string, Reach> {
  return reachIn(compiled, scenarioOf(compiled), options).targets;
}

const WEAKEST = ['exact', 'bounded', 'estimated'] as const;

/** Sum of impact × reach over the targets; as well known as its least known part. */
export function lossOf(compiled: CompiledGraph, reach: ReadonlyMap<string, Reach>): Loss {
  let [value, low, high, weakest] = [0, 0, 0, 0];
  for (const { node, impact } of compiled.targets) {
    const part = reach.get(node);
    if (part === undefined) continue;
    value += impact * part.value;
    low += impact * part.low;
    high += impact * part.high;
    if (impact !== 0) weakest = Math.max(weakest, WEAKEST.indexOf(part.kind));
  }
  return { kind: WEAKEST[weakest] ?? 'exact', value, low, high };
}
