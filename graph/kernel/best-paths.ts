/**
 * The likeliest path from the source to every node, in one pass. Sound as a lower bound of each node's
 * exposure. Nodes wait in buckets of likelihoods that share an exponent and the leading digits, best bucket
 * first; within a bucket a node may be corrected and taken again, so the values are those of Dijkstra's
 * algorithm on products, without its heap.
 * Reference: U. Meyer, P. Sanders, Δ-stepping: a parallelizable shortest path algorithm, J. Algorithms 49 (2003) 114–152.
 */
import type { Digraph } from './digraph';

export type BestPaths = {
  /** Likelihood of the best path, 0 where there is none. */
  readonly best: Float64Array;
  /** Last arc of that path; −1 for the source and for nodes out of reach. */
  readonly via: Int32Array;
};

/** Leading bits of the significand that tell buckets apart: 2^5 buckets per factor of two. */
const DIGIT_BITS = 5;
const SHIFT = 20 - DIGIT_BITS;
/** Upper word of 1.0 as a double. */
const ONE = 0x3ff00000 >> SHIFT;
/** The word of a double that holds sign, exponent and leading digits: its place hangs on the machine. */
const UPPER = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f ? 1 : 0;

/** Weights are chances, 0 to 1. */
export function bestPathsFrom(graph: Digraph, weight: Float64Array, source: number): BestPaths {
  const { n, outOffset, head } = graph;
  const best = new Float64Array(n);
  const via = new Int32Array(n).fill(-1);
  const upper = new Int32Array(best.buffer);
  const first = new Int32Array(ONE + 1).fill(-1);
  const next = new Int32Array(n);
  const before = new Int32Array(n);
  const bucketOf = new Int32Array(n).fill(-1);
  best[source] = 1;
  first[0] = source;
  next[source] = -1;
  before[source] = -1;
  bucketOf[source] = 0;
  let last = 0;
  for (let bucket = 0; bucket <= last; bucket++) {
    for (let u = first[bucket]!; u >= 0; u = first[bucket]!) {
      const after = next[u]!;
      first[bucket] = after;
      if (after >= 0) before[after] = -1;
      bucketOf[u] = -1;
      const so = best[u]!;
      for (let e = outOffset[u]!, end = outOffset[u + 1]!; e < end; e++) {
        const likelihood = so * weight[e]!;
        const v = head[e]!;
        if (likelihood <= best[v]!) continue;
        best[v] = likelihood;
        via[v] = e;
        const to = ONE - (upper[2 * v + UPPER]! >> SHIFT);
        const held = bucketOf[v]!;
        if (held === to) continue;
        const other = next[v]!;
        if (held >= 0) {
          const prior = before[v]!;
          if (prior >= 0) next[prior] = other;
          else first[held] = other;
          if (other >= 0) before[other] = prior;
        }
        const rest = first[to]!;
        next[v] = rest;
        before[v] = -1;
        if (rest >= 0) before[rest] = v;
        first[to] = v;
        bucketOf[v] = to;
        if (to > last) last = to;
      }
    }
  }
  return { best, via };
}
