/**
 * A rigorous upper bound of every node's exposure in one pass: x_v = 1 − Π (1 − q_uv · x_u), the least
 * solution, component by component. Sound on cycles too: whether u is reached never hangs on the arcs that
 * leave u, so arc and tail are independent, and positive association (Harris) does the rest.
 * Arcs must be independent: shared controls are conditioned on by the caller.
 */
import type { Components } from './components';
import type { Digraph } from './digraph';

/** Sweeps over one component from below before it is bounded from above instead. */
const MAX_SWEEPS = 500;
/** Sweeps from above: every one of them is a bound already. */
const SWEEPS_FROM_ABOVE = 60;
/** Relative change below which a sweep from below has arrived: the precision of the numbers. */
const ARRIVED = 1e-15;
/** Room for rounding in the products, added to the final values. */
const ROUNDING = 1e-13;

/** Upper bound per node, 1 for the source. `components` as from `stronglyConnectedComponents` for the same weights. */
export function noisyOrBound(
  graph: Digraph,
  weight: Float64Array,
  source: number,
  components: Components,
): Float64Array {
  const x = new Float64Array(graph.n);
  const local = new Int32Array(graph.n).fill(-1);
  const { offset, members } = components;
  x[source] = 1;
  for (let c = components.count - 1; c >= 0; c--) {
    const first = offset[c]!;
    const size = offset[c + 1]! - first;
    if (size > 1) settleComponent(graph, weight, x, members.subarray(first, first + size), local, source);
    else if (members[first]! !== source) x[members[first]!] = inflow(graph, weight, x, members[first]!);
  }
  return x;
}

function inflow(graph: Digraph, weight: Float64Array, x: Float64Array, v: number): number {
  const { inOffset, inArc, inTail } = graph;
  let miss = 1;
  let hit = 0;
  for (let k = inOffset[v]!, end = inOffset[v + 1]!; k < end; k++) {
    const u = inTail[k]!;
    if (u === v) continue;
    const through = weight[inArc[k]!]! * x[u]!;
    hit += miss * through;
    miss *= 1 - through;
  }
  return Math.min(1, hit * (1 + ROUNDING));
}

/** The arcs inside one component, packed, and what flows in from outside: what the sweeps go over. */
type Packed = {
  readonly size: number;
  readonly offset: Int32Array;
  readonly tail: Int32Array;
  readonly weight: Float64Array;
  readonly hit: Float64Array;
  readonly miss: Float64Array;
};

function settleComponent(
  graph: Digraph,
  weight: Float64Array,
  x: Float64Array,
  members: Int32Array,
  local: Int32Array,
  source: number,
): void {
  const packed = pack(graph, weight, x, members, local, source);
  const y = new Float64Array(packed.size);
  let change = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && change > ARRIVED; sweep++) change = sweepUp(packed, y);
  if (change > ARRIVED) {
    y.fill(1);
    for (let sweep = 0; sweep < SWEEPS_FROM_ABOVE; sweep++) sweepDown(packed, y);
  }
  const room = 1 + ROUNDING * packed.size;
  for (let i = 0; i < packed.size; i++) {
    const v = members[packed.size - 1 - i]!;
    if (v !== source) x[v] = Math.min(1, y[i]! * room);
  }
}

/** Members are numbered in the order in which they were met, so that values travel far in one sweep. */
function pack(
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
  return { size, offset, tail, weight: inner, hit, miss };
}

/** One sweep from below; returns the largest relative change. */
function sweepUp(packed: Packed, y: Float64Array): number {
  const { size, offset, tail, weight, hit, miss } = packed;
  let change = 0;
  let k = 0;
  for (let i = 0; i < size; i++) {
    let value = hit[i]!;
    let left = miss[i]!;
    for (const end = offset[i + 1]!; k < end; k++) {
      const through = weight[k]! * y[tail[k]!]!;
      value += left * through;
      left *= 1 - through;
    }
    const rise = value - y[i]!;
    if (rise > 0) {
      y[i] = value;
      if (rise > change * value) change = rise / value;
    }
  }
  return change;
}

function sweepDown(packed: Packed, y: Float64Array): void {
  const { size, offset, tail, weight, hit, miss } = packed;
  for (let i = 0; i < size; i++) {
    let value = hit[i]!;
    let left = miss[i]!;
    for (let k = offset[i]!, end = offset[i + 1]!; k < end; k++) {
      const through = weight[k]! * y[tail[k]!]!;
      value += left * through;
      left *= 1 - through;
    }
    y[i] = Math.min(y[i]!, value * (1 + ROUNDING));
  }
}
