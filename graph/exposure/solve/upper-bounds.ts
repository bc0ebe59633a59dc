/**
 * Upper bounds for all nodes at once. The pass needs independent arcs, so the bound is mixed over the states
 * of the shared controls that guard most; those left over are taken as failed, which only raises the bound.
 */
import { stronglyConnectedComponents } from '@/graph/kernel/components';
import { noisyOrBound } from '@/graph/kernel/upper-bound';
import { type CompiledGraph, SOURCE } from './compile';
import type { Scenario } from './scenario';

/** Arc visits spent on control states, over all passes together. */
const MIX_WORK = 600_000;
const MAX_MIXED = 8;

/** One proven upper bound per integer node. */
export function upperBounds(
  compiled: CompiledGraph,
  scenario: Scenario,
  reachable: Uint8Array,
): Float64Array {
  const { graph } = compiled;
  const mixed = controlsToMix(compiled, scenario, reachable);
  const total = new Float64Array(graph.n);
  for (let state = 0; state < 2 ** mixed.length; state++) {
    let chance = 1;
    const weight = scenario.weight.slice();
    for (const [k, c] of mixed.entries()) {
      const failure = scenario.shared[c]?.failure ?? 1;
      const fails = ((state >>> k) & 1) === 1;
      chance *= fails ? failure : 1 - failure;
      if (!fails) for (const e of arcsOf(compiled, scenario, c)) weight[e] = 0;
    }
    const components = stronglyConnectedComponents(graph, weight);
    const bound = noisyOrBound(graph, weight, SOURCE, components, true);
    for (let v = 0; v < graph.n; v++) total[v] = (total[v] ?? 0) + chance * (bound[v] ?? 1);
  }
  return total;
}

const arcsOf = (compiled: CompiledGraph, scenario: Scenario, c: number): readonly number[] =>
  compiled.controls[scenario.shared[c]?.control ?? -1]?.arcs ?? [];

function controlsToMix(
  compiled: CompiledGraph,
  scenario: Scenario,
  reachable: Uint8Array,
): readonly number[] {
  const { graph } = compiled;
  const passes = Math.floor(MIX_WORK / (graph.m + graph.n));
  const room = Math.min(MAX_MIXED, passes < 2 ? 0 : Math.floor(Math.log2(passes)));
  return scenario.shared
    .map((_, c) => ({
      c,
      live: arcsOf(compiled, scenario, c).filter((e) => reachable[graph.tail[e] ?? 0] === 1).length,
    }))
    .filter(({ live }) => live > 0)
    .sort((a, b) => b.live - a.live || a.c - b.c)
    .slice(0, room)
    .map(({ c }) => c);
}
