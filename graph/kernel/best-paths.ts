/**
 * The likeliest path from the source to every node: one pass in order of falling likelihood (Dijkstra on
 * products instead of sums). Sound as a lower bound of each node's exposure.
 */
import type { Digraph } from './digraph';
import { MaxHeap } from './max-heap';

export type BestPaths = {
  /** Likelihood of the best path, 0 where there is none. */
  readonly best: Float64Array;
  /** Last arc of that path; −1 for the source and for nodes out of reach. */
  readonly via: Int32Array;
};

/** O((n + m) log n). Weights are chances, 0 to 1. */
export function bestPathsFrom(graph: Digraph, weight: Float64Array, source: number): BestPaths {
  const { n, outOffset, head } = graph;
  const best = new Float64Array(n);
  const via = new Int32Array(n).fill(-1);
  const heap = new MaxHeap(best);
  heap.raise(source, 1);
  while (heap.size > 0) {
    const u = heap.pop();
    const at = best[u]!;
    for (let e = outOffset[u]!, end = outOffset[u + 1]!; e < end; e++) {
      const likelihood = at * weight[e]!;
      const v = head[e]!;
      if (likelihood > best[v]!) {
        via[v] = e;
        heap.raise(v, likelihood);
      }
    }
  }
  return { best, via };
}
