/**
 * Seeded sampling: in each world every arc is open or shut by a hash of (seed, world, arc), and a walk from
 * the source sees what is reached. One world serves all nodes; a draw hangs on nothing but its three numbers,
 * so two scenarios sampled with one seed differ only where their likelihoods do.
 */
import { hashOnward, hashStart } from './counter-hash';
import type { Digraph } from './digraph';

export type SamplingPlan = {
  readonly graph: Digraph;
  readonly weight: Float64Array;
  readonly source: number;
  /** Nodes worth walking through: 1 where some question hangs on the node. */
  readonly relevant: Uint8Array;
  /** Shared events an arc needs besides its own, per arc; arcs without an entry need none. */
  readonly events: ReadonlyMap<number, readonly number[]>;
  /** Likelihood of each shared event. */
  readonly eventChance: Float64Array;
  readonly seed: number;
};

export type SampledHits = {
  /** Worlds in which the node was reached. */
  readonly hits: Float64Array;
  /** Arcs looked at. */
  readonly work: number;
};

/** Samples worlds `first` … `first + count − 1`. */
export function sampleWorlds(plan: SamplingPlan, first: number, count: number): SampledHits {
  const { graph, weight, source, relevant, events, eventChance, seed } = plan;
  const { n, m, outOffset, head } = graph;
  const guarded = new Uint8Array(m);
  for (const e of events.keys()) guarded[e] = 1;
  const hits = new Float64Array(n);
  const seenIn = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  const happened = new Uint8Array(eventChance.length);
  let work = 0;
  for (let world = first; world < first + count; world++) {
    const start = hashStart(seed, world);
    for (let c = 0; c < happened.length; c++) {
      happened[c] = hashOnward(start, m + c) < eventChance[c]! ? 1 : 0;
    }
    let size = 1;
    queue[0] = source;
    seenIn[source] = world;
    for (let at = 0; at < size; at++) {
      const u = queue[at]!;
      hits[u]!++;
      const end = outOffset[u + 1]!;
      work += end - outOffset[u]!;
      for (let e = outOffset[u]!; e < end; e++) {
        const v = head[e]!;
        if (seenIn[v] === world || relevant[v] === 0) continue;
        if (hashOnward(start, e) >= weight[e]!) continue;
        if (guarded[e] === 1 && !events.get(e)!.every((c) => happened[c] === 1)) continue;
        seenIn[v] = world;
        queue[size++] = v;
      }
    }
  }
  return { hits, work };
}
