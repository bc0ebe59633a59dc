/**
 * Brings an upper bound up to date after some weights changed, visiting only what the change reaches. Falling
 * weights leave the old bound a bound, so every sweep downwards is one too; rising weights are followed
 * upwards until nothing moves. The components of the graph with all weights open stay valid: closing an arc
 * only splits them.
 */
import type { Components } from './components';
import type { Digraph } from './digraph';

/** Relative change that is passed on. */
const FELT = 1e-13;
/** Visits to the members of one component, per member, before going down ends (up never ends early). */
const MAX_ROUNDS = 200;

/**
 * Updates `bound` in place from a bound under the old weights to one under the new. `fallen` and `risen` are
 * the arcs whose weight changed, `weight` holds the new ones. Returns the number of nodes visited.
 */
export function updateBound(
  graph: Digraph,
  weight: Float64Array,
  source: number,
  components: Components,
  bound: Float64Array,
  fallen: Iterable<number>,
  risen: Iterable<number>,
): number {
  const down = spread(graph, weight, source, components, bound, fallen, false);
  return down + spread(graph, weight, source, components, bound, risen, true);
}

function spread(
  graph: Digraph,
  weight: Float64Array,
  source: number,
  components: Components,
  bound: Float64Array,
  arcs: Iterable<number>,
  isUp: boolean,
): number {
  const { outOffset, head } = graph;
  const { of, count } = components;
  const isDirty = new Uint8Array(graph.n);
  const waiting: number[][] = [];
  let highest = -1;
  const mark = (v: number): void => {
    if (isDirty[v] === 1 || v === source) return;
    isDirty[v] = 1;
    const c = of[v]!;
    const list = waiting[c];
    if (list === undefined) waiting[c] = [v];
    else list.push(v);
    if (c > highest) highest = c;
  };
  for (const e of arcs) mark(head[e]!);
  let visits = 0;
  for (let c = Math.min(highest, count - 1); c >= 0; c--) {
    const queue = waiting[c];
    if (queue === undefined) continue;
    const limit = MAX_ROUNDS * (components.offset[c + 1]! - components.offset[c]!);
    for (let at = 0; at < queue.length; at++) {
      if (!isUp && at > limit) break;
      const v = queue[at]!;
      isDirty[v] = 0;
      visits++;
      const value = inflow(graph, weight, bound, v);
      const old = bound[v]!;
      if (isUp ? value <= old * (1 + FELT) : value >= old * (1 - FELT)) continue;
      bound[v] = value;
      for (let e = outOffset[v]!, end = outOffset[v + 1]!; e < end; e++) if (weight[e]! > 0) mark(head[e]!);
    }
  }
  return visits;
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
  return Math.min(1, hit);
}
