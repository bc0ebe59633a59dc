/** One strongly connected component laid out for many sweeps: inner arcs by head, what flows in already summed up. */
import type { Digraph } from './digraph';

/** The arcs inside one component, packed, and what flows in from outside: what the sweeps go over. */
export type Packed = {
  readonly size: number;
  /** Node of the whole graph, per member. */
  readonly node: Int32Array;
  readonly offset: Int32Array;
  readonly tail: Int32Array;
  readonly weight: Float64Array;
  readonly hit: Float64Array;
  readonly miss: Float64Array;
};

/** Members are numbered in the order in which arcs mostly lead, so that values travel far in one sweep. */
export function pack(
  graph: Digraph,
  weight: Float64Array,
  x: Float64Array,
  members: Int32Array,
  local: Int32Array,
  source: number,
): Packed {
  const { inOffset, inArc, inTail } = graph;
  const size = members.length;
  let arcs = 0;
  for (let i = 0; i < size; i++) {
    const v = members[size - 1 - i]!;
    local[v] = i;
    arcs += inOffset[v + 1]! - inOffset[v]!;
  }
  const offset = new Int32Array(size + 1);
  const tail = new Int32Array(arcs);
  const inner = new Float64Array(arcs);
  const hit = new Float64Array(size);
  const miss = new Float64Array(size).fill(1);
  let at = 0;
  for (let i = 0; i < size; i++) {
    const v = members[size - 1 - i]!;
    if (v === source) hit[i] = 1;
    for (let k = inOffset[v]!, end = inOffset[v + 1]!; k < end && v !== source; k++) {
      const u = inTail[k]!;
      const w = weight[inArc[k]!]!;
      if (u === v || w <= 0) continue;
      if (local[u]! >= 0) {
        tail[at] = local[u]!;
        inner[at++] = w;
      } else {
        const through = w * x[u]!;
        hit[i]! += miss[i]! * through;
        miss[i]! *= 1 - through;
      }
    }
    offset[i + 1] = at;
  }
  for (let i = 0; i < size; i++) local[members[i]!] = -1;
  return { size, node: members.toReversed(), offset, tail, weight: inner, hit, miss };
}
