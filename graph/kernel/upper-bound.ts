/**
 * A rigorous upper bound of every node's exposure in one pass: x_v = 1 − Π (1 − q_uv · x_u), the least
 * solution, component by component. Sound on cycles too: whether u is reached never hangs on the arcs that
 * leave u, so arc and tail are independent, and positive association (Harris) does the rest.
 * Arcs must be independent: shared controls are conditioned on by the caller.
 * The tight form also keeps a node's own influence from echoing back at it over a neighbour (messages that
 * leave out the node they are sent to). Reference: B. Karrer, M. Newman, Phys. Rev. E 82 (2010) 016101.
 */
import type { Components } from './components';
import type { Digraph } from './digraph';
import { type Echoes, findEchoes, sendMessages } from './echo-messages';
import { type Packed, pack } from './packed-component';

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
  isTight = false,
): Float64Array {
  const x = new Float64Array(graph.n);
  const local = new Int32Array(graph.n).fill(-1);
  const { offset, members } = components;
  x[source] = 1;
  for (let c = components.count - 1; c >= 0; c--) {
    const first = offset[c]!;
    const size = offset[c + 1]! - first;
    if (size > 1) {
      const packed = pack(graph, weight, x, members.subarray(first, first + size), local, source);
      settleComponent(packed, x, source, isTight ? findEchoes(packed) : null);
    } else if (members[first]! !== source) x[members[first]!] = inflow(graph, weight, x, members[first]!);
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

function settleComponent(packed: Packed, x: Float64Array, source: number, echoes: Echoes | null): void {
  const y = new Float64Array(packed.size);
  let change = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && change > ARRIVED; sweep++) {
    change = echoes === null ? sweepUp(packed, y) : sendMessages(packed, echoes, y);
  }
  if (change > ARRIVED) {
    y.fill(1);
    for (let sweep = 0; sweep < SWEEPS_FROM_ABOVE; sweep++) sweepDown(packed, y);
  }
  const room = 1 + ROUNDING * packed.size;
  for (let i = 0; i < packed.size; i++) {
    const v = packed.node[i]!;
    if (v !== source) x[v] = Math.min(1, y[i]! * room);
  }
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
