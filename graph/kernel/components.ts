/**
 * Strongly connected components in one pass, without recursion. Components come out in reverse topological
 * order: no arc leads from a component to one with a higher number.
 * Reference: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972) 146–160.
 */
import type { Digraph } from './digraph';

export type Components = {
  readonly count: number;
  readonly of: Int32Array;
  /** Nodes of component c: members[offset[c]] … members[offset[c+1]−1], the one met last first. */
  readonly members: Int32Array;
  readonly offset: Int32Array;
};

/** Components of the graph restricted to arcs of weight above 0. O(n + m). */
export function stronglyConnectedComponents(graph: Digraph, weight: Float64Array): Components {
  const { n, outOffset, head } = graph;
  const of = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const index = new Int32Array(n).fill(-1);
  const stack = new Int32Array(n);
  const calls = new Int32Array(n);
  const cursor = new Int32Array(n);
  let depth = 0;
  let held = 0;
  let clock = 0;
  let count = 0;
  let placed = 0;
  const members = new Int32Array(n);
  const offset = new Int32Array(n + 1);
  for (let root = 0; root < n; root++) {
    if (index[root] !== -1) continue;
    calls[depth++] = root;
    index[root] = low[root] = clock++;
    stack[held++] = root;
    cursor[root] = outOffset[root]!;
    while (depth > 0) {
      const u = calls[depth - 1]!;
      const end = outOffset[u + 1]!;
      let e = cursor[u]!;
      let descended = false;
      for (; e < end; e++) {
        if (weight[e]! <= 0) continue;
        const v = head[e]!;
        if (index[v] === -1) {
          cursor[u] = e + 1;
          calls[depth++] = v;
          index[v] = low[v] = clock++;
          stack[held++] = v;
          cursor[v] = outOffset[v]!;
          descended = true;
          break;
        }
        if (of[v] === -1 && index[v]! < low[u]!) low[u] = index[v]!;
      }
      if (descended) continue;
      depth--;
      if (low[u] === index[u]) {
        let v: number;
        do {
          v = stack[--held]!;
          of[v] = count;
          members[placed++] = v;
        } while (v !== u);
        offset[++count] = placed;
      }
      if (depth > 0) {
        const parent = calls[depth - 1]!;
        if (low[u]! < low[parent]!) low[parent] = low[u]!;
      }
    }
  }
  return { count, of, members, offset: offset.slice(0, count + 1) };
}
