/**
 * Immediate dominators from one source: v's dominators are the nodes on every walk from the source to v.
 * Semi-dominators with path compression, then nearest common ancestors in the growing tree.
 * Reference: L. Georgiadis, R. Tarjan, R. Werneck, Finding dominators in practice, J. Graph Algorithms Appl. 10 (2006) 69–94.
 */
import type { Digraph } from './digraph';

/** idom[v], with −1 for the source and for nodes out of its reach. Only arcs of weight above 0 count. */
export function immediateDominators(graph: Digraph, weight: Float64Array, source: number): Int32Array {
  const { n, inOffset, inArc, inTail } = graph;
  const { number, vertex, parent, count } = preorder(graph, weight, source);
  const semi = new Int32Array(count);
  const label = new Int32Array(count);
  const ancestor = new Int32Array(count).fill(-1);
  const idom = new Int32Array(count);
  const trail = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    semi[i] = i;
    label[i] = i;
    idom[i] = parent[i]!;
  }
  for (let i = count - 1; i > 0; i--) {
    const v = vertex[i]!;
    for (let k = inOffset[v]!, end = inOffset[v + 1]!; k < end; k++) {
      const j = number[inTail[k]!]!;
      if (j < 0 || weight[inArc[k]!]! <= 0) continue;
      const best = semi[evaluate(j, ancestor, label, semi, trail)]!;
      if (best < semi[i]!) semi[i] = best;
    }
    ancestor[i] = parent[i]!;
  }
  const result = new Int32Array(n).fill(-1);
  for (let i = 1; i < count; i++) {
    let d = idom[i]!;
    while (d > semi[i]!) d = idom[d]!;
    idom[i] = d;
    result[vertex[i]!] = vertex[d]!;
  }
  return result;
}

/** The node of least semi-dominator on the linked chain above j, compressing the chain on the way. */
function evaluate(
  j: number,
  ancestor: Int32Array,
  label: Int32Array,
  semi: Int32Array,
  trail: Int32Array,
): number {
  if (ancestor[j] === -1) return j;
  let size = 0;
  let at = j;
  while (ancestor[ancestor[at]!] !== -1) {
    trail[size++] = at;
    at = ancestor[at]!;
  }
  while (size > 0) {
    const node = trail[--size]!;
    const above = ancestor[node]!;
    if (semi[label[above]!]! < semi[label[node]!]!) label[node] = label[above]!;
    ancestor[node] = ancestor[above]!;
  }
  return label[j]!;
}

type Preorder = {
  readonly number: Int32Array;
  readonly vertex: Int32Array;
  readonly parent: Int32Array;
  readonly count: number;
};

function preorder(graph: Digraph, weight: Float64Array, source: number): Preorder {
  const { n, outOffset, head } = graph;
  const number = new Int32Array(n).fill(-1);
  const vertex = new Int32Array(n);
  const parent = new Int32Array(n).fill(-1);
  const stack = new Int32Array(n);
  const cursor = outOffset.slice(0, n);
  let depth = 1;
  let count = 1;
  stack[0] = source;
  number[source] = 0;
  vertex[0] = source;
  while (depth > 0) {
    const u = stack[depth - 1]!;
    const end = outOffset[u + 1]!;
    let e = cursor[u]!;
    while (e < end && (weight[e]! <= 0 || number[head[e]!] !== -1)) e++;
    cursor[u] = e + 1;
    if (e >= end) {
      depth--;
      continue;
    }
    const v = head[e]!;
    number[v] = count;
    vertex[count] = v;
    parent[count] = number[u]!;
    count++;
    stack[depth++] = v;
  }
  return { number, vertex, parent, count };
}
