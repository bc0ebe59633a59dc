/**
 * Quick what-ifs on a large graph: the all-target interval is solved once, and a changed control moves it
 * only where the change is felt. Answers are `bounded`: the likeliest path below, the noisy-OR bound above.
 */
import { bestPathsFrom } from '@/graph/kernel/best-paths';
import { updateBound } from '@/graph/kernel/bound-update';
import { type Components, stronglyConnectedComponents } from '@/graph/kernel/components';
import { noisyOrBound } from '@/graph/kernel/upper-bound';
import { type CompiledGraph, SOURCE } from './compile';
import { bounded, type Reach } from './reach-types';
import { type Scenario, scenarioOf } from './scenario';

/** Covers rounding and what is too small to be passed on between nodes. */
const MARGIN = 1e-9;

export type QuickWhatIf = {
  readonly before: ReadonlyMap<string, Reach>;
  readonly after: ReadonlyMap<string, Reach>;
  /** Nodes looked at again. */
  readonly visited: number;
};

/** Shared controls other than the one asked about are taken as failed in the upper bound, which only raises it. */
export class WhatIfSession {
  private readonly compiled: CompiledGraph;
  private readonly scenario: Scenario;
  private readonly components: Components;
  private readonly bound: Float64Array;
  private readonly best: Float64Array;

  constructor(compiled: CompiledGraph) {
    this.compiled = compiled;
    this.scenario = scenarioOf(compiled);
    this.components = stronglyConnectedComponents(compiled.graph, compiled.base);
    this.bound = noisyOrBound(compiled.graph, this.scenario.weight, SOURCE, this.components);
    this.best = this.bestUnder(this.scenario);
  }

  /** The targets' intervals with one control at another effectiveness, 0 to 1. Throws RangeError for an unknown control. */
  changeControl(id: string, effectiveness: number): QuickWhatIf {
    const at = this.compiled.controls.findIndex((control) => control.id === id);
    const control = this.compiled.controls[at];
    if (control === undefined) throw new RangeError(`there is no control "${id}" to change`);
    if (!(effectiveness >= 0 && effectiveness <= 1)) {
      throw new RangeError(`${effectiveness} for "${id}" is not a number from 0 to 1`);
    }
    const changed = scenarioOf(this.compiled, { effectiveness: new Map([[at, effectiveness]]) });
    const best = this.bestUnder(changed);
    if (control.mode === 'independent') {
      const { bound, visited } = this.boundUnder(changed.weight, control.arcs);
      return { before: this.intervals(this.best, this.bound), after: this.intervals(best, bound), visited };
    }
    const open = this.boundUnder(
      scenarioOf(this.compiled, { effectiveness: new Map([[at, 0]]) }).weight,
      control.arcs,
    );
    const shut = this.boundUnder(
      scenarioOf(this.compiled, { effectiveness: new Map([[at, 1]]) }).weight,
      control.arcs,
    );
    const mix = (e: number): Float64Array => open.bound.map((x, v) => (1 - e) * x + e * (shut.bound[v] ?? 1));
    return {
      before: this.intervals(this.best, mix(control.effectiveness)),
      after: this.intervals(best, mix(effectiveness)),
      visited: open.visited + shut.visited,
    };
  }

  private boundUnder(
    weight: Float64Array,
    arcs: readonly number[],
  ): { readonly bound: Float64Array; readonly visited: number } {
    const bound = this.bound.slice();
    const old = this.scenario.weight;
    const fallen = arcs.filter((e) => (weight[e] ?? 0) < (old[e] ?? 0));
    const risen = arcs.filter((e) => (weight[e] ?? 0) > (old[e] ?? 0));
    const visited = updateBound(this.compiled.graph, weight, SOURCE, this.components, bound, fallen, risen);
    return { bound, visited };
  }

  /** Best paths with every shared control charged at each of its edges: never more than the truth. */
  private bestUnder(scenario: Scenario): Float64Array {
    const weight = scenario.weight.slice();
    for (const [e, shared] of scenario.sharedOn) {
      for (const c of shared) weight[e] = (weight[e] ?? 0) * (scenario.shared[c]?.failure ?? 1);
    }
    return bestPathsFrom(this.compiled.graph, weight, SOURCE).best;
  }

  private intervals(best: Float64Array, bound: Float64Array): ReadonlyMap<string, Reach> {
    return new Map(
      this.compiled.targets.map(({ node, at }) => {
        const high = Math.min(1, (bound[at] ?? 1) * (1 + MARGIN));
        return [node, bounded(Math.min(high, (best[at] ?? 0) * (1 - MARGIN)), high)];
      }),
    );
  }
}
