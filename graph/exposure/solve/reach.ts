/** Exposure of every target of a compiled graph, and the expected loss. */
import type { CompiledGraph } from './compile';
import type { Loss } from './exposure-result';
import { Ladder } from './ladder';
import type { Reach, SolveOptions } from './reach-types';
import { type Scenario, scenarioOf } from './scenario';

export type ScenarioReach = {
  readonly ladder: Ladder;
  /** By target id. */
  readonly targets: ReadonlyMap<string, Reach>;
};

/** Reach of every target under a scenario, climbing down the ladder as far as each needs. */
export function reachIn(compiled: CompiledGraph, scenario: Scenario, options: SolveOptions): ScenarioReach {
  const ladder = new Ladder(compiled, scenario, options);
  const targets = new Map<string, Reach>();
  for (const target of compiled.targets) targets.set(target.node, ladder.reach(target.at));
  return { ladder, targets };
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
