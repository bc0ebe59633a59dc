/** Which nodes the source reaches, and how many each node reaches: breadth-first passes over live arcs (weight above 0). */
import type { Digraph } from './digraph';

/** 1 for every node that a walk of live arcs from `source` reaches, itself included. */
export function reachableFrom(graph: Digraph, weight: Float64Array, source: number): Uint8Array {
  const { n, outOffset, head } = graph;
  const seen = new Uint8Array(n);
  const queue = new Int32Array(n);
  let size = 1;
  queue[0] = source;
  seen[source] = 1;
  for (let at = 0; at < size; at++) {
    const u = queue[at]!;
    for (let e = outOffset[u]!, end = outOffset[u + 1]!; e < end; e++) {
      const v = head[e]!;
      if (seen[v] === 0 && weight[e]! > 0) {
        seen[v] = 1;
        queue[size++] = v;
      }
    }
  }
  return seen;
}
