/**
 * Narrows intervals that are too wide by sampling: the last rung of the ladder. How many worlds is fixed
 * before the first of them is counted (peeking would void the confidence), and an estimate never leaves the
 * proven bounds.
 */
import { binomialInterval } from '@/graph/kernel/binomial-interval';
import { type SamplingPlan, sampleWorlds } from '@/graph/kernel/sampled-worlds';
import { type CompiledGraph, SOURCE } from './compile';
import type { Reach, SolveOptions } from './reach-types';
import type { Scenario } from './scenario';

/** Arcs looked at over all worlds, at most: it decides how many worlds there are on a large graph. */
const WORK = 8_000_000;
/** Worlds whose cost is measured to fix the number of the others; they are not counted. */
const PILOT = 16;
/** Below this many expected hits a sample says less than the bounds do. */
const MIN_HITS = 10;
/** A sample is reported where it narrows the proven interval at least to this share. */
const WORTHWHILE = 0.8;

/** Replaces wide bounded answers by estimates where sampling helps. `reaches` is by integer node. */
export function estimateWide(
  compiled: CompiledGraph,
  scenario: Scenario,
  reaches: ReadonlyMap<number, Reach>,
  options: SolveOptions,
): ReadonlyMap<number, Reach> {
  const wide = [...reaches].filter(
    ([, reach]) =>
      reach.kind === 'bounded' &&
      reach.high - reach.low > options.tolerance * reach.high &&
      reach.high * options.worlds >= MIN_HITS,
  );
  if (wide.length === 0 || options.worlds <= 0) return reaches;
  const relevant = nodesBefore(
    compiled,
    scenario,
    wide.map(([at]) => at),
  );
  const plan: SamplingPlan = {
    graph: compiled.graph,
    weight: scenario.weight,
    source: SOURCE,
    relevant,
    events: scenario.sharedOn,
    eventChance: Float64Array.from(scenario.shared, ({ failure }) => failure),
    seed: options.seed,
  };
  const pilot = sampleWorlds(plan, 0, PILOT).work / PILOT;
  const worlds = Math.max(1, Math.min(options.worlds, Math.floor(WORK / Math.max(1, pilot))));
  const { hits } = sampleWorlds(plan, PILOT, worlds);
  const result = new Map(reaches);
  for (const [at, reach] of wide) result.set(at, narrowed(reach, hits[at] ?? 0, worlds));
  return result;
}

function narrowed(reach: Reach, hits: number, worlds: number): Reach {
  const sampled = binomialInterval(hits, worlds);
  const low = Math.min(reach.high, Math.max(reach.low, sampled.low));
  const high = Math.max(reach.low, Math.min(reach.high, sampled.high));
  if (high - low > WORTHWHILE * (reach.high - reach.low)) return reach;
  const value = Math.min(high, Math.max(low, hits / worlds));
  return { kind: 'estimated', value, low, high };
}

function nodesBefore(compiled: CompiledGraph, scenario: Scenario, ends: readonly number[]): Uint8Array {
  const { inOffset, inArc, inTail, n } = compiled.graph;
  const seen = new Uint8Array(n);
  const queue = [...ends];
  for (const v of queue) seen[v] = 1;
  for (const v of queue) {
    for (let k = inOffset[v] ?? 0, stop = inOffset[v + 1] ?? 0; k < stop; k++) {
      const u = inTail[k] ?? 0;
      if (seen[u] === 1 || !((scenario.weight[inArc[k] ?? 0] ?? 0) > 0)) continue;
      seen[u] = 1;
      queue.push(u);
    }
  }
  return seen;
}
