/**
 * A directed multigraph on the integers 0 … n−1 as flat typed arrays. Arcs are numbered so that the arcs
 * leaving a node are consecutive; the arcs entering a node are listed through one permutation. Weights live
 * beside the graph, not in it: one structure serves every scenario.
 */
export type Digraph = {
  readonly n: number;
  readonly m: number;
  /** Arcs leaving u are outOffset[u] … outOffset[u+1]−1. */
  readonly outOffset: Int32Array;
  readonly head: Int32Array;
  readonly tail: Int32Array;
  /** Arcs entering v are inArc[inOffset[v]] … inArc[inOffset[v+1]−1], in ascending order. */
  readonly inOffset: Int32Array;
  readonly inArc: Int32Array;
  /** Tails of those arcs, in the same order. */
  readonly inTail: Int32Array;
};

/**
 * Builds the graph by two counting sorts, O(n + m). `order[k]` is the position in the input of arc k;
 * arcs of one tail keep their input order.
 */
export function buildDigraph(
  n: number,
  tails: Int32Array,
  heads: Int32Array,
): { readonly graph: Digraph; readonly order: Int32Array } {
  const m = tails.length;
  const outOffset = offsetsOf(n, tails);
  const order = new Int32Array(m);
  const head = new Int32Array(m);
  const tail = new Int32Array(m);
  const next = outOffset.slice(0, n);
  for (let e = 0; e < m; e++) {
    const u = tails[e]!;
    const k = next[u]!++;
    order[k] = e;
    head[k] = heads[e]!;
    tail[k] = u;
  }
  const inOffset = offsetsOf(n, head);
  const inArc = new Int32Array(m);
  const inTail = new Int32Array(m);
  next.set(inOffset.subarray(0, n));
  for (let k = 0; k < m; k++) {
    const slot = next[head[k]!]!++;
    inArc[slot] = k;
    inTail[slot] = tail[k]!;
  }
  return { graph: { n, m, outOffset, head, tail, inOffset, inArc, inTail }, order };
}

function offsetsOf(n: number, keys: Int32Array): Int32Array {
  const offset = new Int32Array(n + 1);
  for (let e = 0; e < keys.length; e++) offset[keys[e]! + 1]!++;
  for (let v = 0; v < n; v++) offset[v + 1]! += offset[v]!;
  return offset;
}
