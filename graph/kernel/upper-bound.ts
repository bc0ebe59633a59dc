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
  const { offset, members } = membersOf(graph.n, components);
  x[source] = 1;
  for (let c = components.count - 1; c >= 0; c--) {
    const first = offset[c]!;
    const size = offset[c + 1]! - first;
    if (size === 1) {
      const v = members[first]!;
      if (v !== source) x[v] = Math.min(1, inflow(graph, weight, x, v) * (1 + ROUNDING));
    } else settleComponent(graph, weight, x, members.subarray(first, first + size), source);
  }
  return x;
}

function settleComponent(
  graph: Digraph,
  weight: Float64Array,
  x: Float64Array,
  members: Int32Array,
  source: number,
): void {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let change = 0;
    for (const v of members) {
      if (v === source) continue;
      const value = inflow(graph, weight, x, v);
      if (value > x[v]!) {
        change = Math.max(change, (value - x[v]!) / value);
        x[v] = value;
      }
    }
    if (change <= 1e-15) {
      for (const v of members) x[v] = Math.min(1, x[v]! * (1 + ROUNDING * members.length));
      return;
    }
  }
  for (const v of members) x[v] = 1;
  for (let sweep = 0; sweep < SWEEPS_FROM_ABOVE; sweep++) {
    for (const v of members) {
      if (v !== source) x[v] = Math.min(x[v]!, inflow(graph, weight, x, v) * (1 + ROUNDING));
    }
  }
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
  return hit;
}

/** Nodes grouped by component, ascending inside each. */
export function membersOf(n: number, components: Components): { offset: Int32Array; members: Int32Array } {
  const offset = new Int32Array(components.count + 1);
  for (let v = 0; v < n; v++) offset[components.of[v]! + 1]!++;
  for (let c = 0; c < components.count; c++) offset[c + 1]! += offset[c]!;
  const next = offset.slice(0, components.count);
  const members = new Int32Array(n);
  for (let v = 0; v < n; v++) members[next[components.of[v]!]!++] = v;
  return { offset, members };
}
