/**
 * A smallest set of nodes that parts the source from a target, for many targets of one graph: disjoint paths
 * are found one by one, searching backwards from the target, so that the work stays on the target's side of
 * the cut. The cut returned is the one nearest the target, which is unique.
 * Reference: L. Ford, D. Fulkerson, Canad. J. Math. 8 (1956) 399–404; K. Menger, Fund. Math. 10 (1927) 96–115.
 */
import type { Digraph } from './digraph';

export class UnitCutFinder {
  private readonly graph: Digraph;
  private readonly weight: Float64Array;
  private readonly source: number;
  private readonly reachable: Uint8Array;
  /** Successor and predecessor on the disjoint path through a node; −1 where none passes. */
  private readonly after: Int32Array;
  private readonly before: Int32Array;
  /** Stamp of the search that arrived at the node, and of the one that may leave it towards the source. */
  private readonly arrived: Int32Array;
  private readonly left: Int32Array;
  private readonly arrivedFrom: Int32Array;
  private readonly leftFrom: Int32Array;
  private readonly queue: Int32Array;
  private touched: number[] = [];
  private stamp = 0;

  /** `reachable` tells the nodes the source reaches over arcs of weight above 0: others are never entered. */
  constructor(graph: Digraph, weight: Float64Array, source: number, reachable: Uint8Array) {
    this.graph = graph;
    this.weight = weight;
    this.source = source;
    this.reachable = reachable;
    this.after = new Int32Array(graph.n).fill(-1);
    this.before = new Int32Array(graph.n).fill(-1);
    this.arrived = new Int32Array(graph.n);
    this.left = new Int32Array(graph.n);
    this.arrivedFrom = new Int32Array(graph.n);
    this.leftFrom = new Int32Array(graph.n);
    this.queue = new Int32Array(2 * graph.n);
  }

  /** The cut, ascending; neither source nor target is in it. null where an arc joins the two directly. */
  find(target: number): readonly number[] | null {
    for (const v of this.touched) this.after[v] = this.before[v] = -1;
    this.touched = [];
    if (this.reachable[target] !== 1) return [];
    for (;;) {
      const last = this.search(target);
      if (last === target) return null;
      if (last < 0) break;
      this.augment(last, target);
    }
    const cut: number[] = [];
    for (const v of this.touched) {
      if (this.arrived[v] === this.stamp && this.left[v] !== this.stamp) cut.push(v);
    }
    return [...new Set(cut)].sort((a, b) => a - b);
  }

  /**
   * Searches from the target against the arcs. A node without a path through it is arrived at and left; one
   * with a path can only be arrived at and then follow that path back towards the target, undoing it. Returns
   * the node that the source feeds; −1 where the source is out of reach.
   */
  private search(target: number): number {
    const { queue, left, source, arrivedFrom, leftFrom, before, after } = this;
    const { inOffset, inArc, inTail } = this.graph;
    const stamp = ++this.stamp;
    let size = 0;
    left[target] = stamp;
    queue[size++] = target;
    for (let at = 0; at < size; at++) {
      const v = queue[at]!;
      if (v !== target && before[v]! >= 0) size = this.followBack(v, v, size);
      for (let k = inOffset[v]!, end = inOffset[v + 1]!; k < end; k++) {
        const u = inTail[k]!;
        if (!(this.weight[inArc[k]!]! > 0) || u === target) continue;
        if (u === source) return v;
        if (this.reachable[u] !== 1 || this.arrived[u] === stamp) continue;
        arrivedFrom[u] = v;
        if (after[u]! >= 0) size = this.followBack(u, v, size);
        else {
          this.arrived[u] = stamp;
          if (left[u] === stamp) continue;
          left[u] = stamp;
          leftFrom[u] = u;
          queue[size++] = u;
        }
      }
    }
    return -1;
  }

  /** Arrives at a node with a path through it: from there only the path's next node can be left anew. */
  private followBack(u: number, from: number, size: number): number {
    if (this.arrived[u] === this.stamp) return size;
    this.arrived[u] = this.stamp;
    this.arrivedFrom[u] = from;
    const next = this.after[u]!;
    if (this.left[next] === this.stamp) return size;
    this.left[next] = this.stamp;
    this.leftFrom[next] = u;
    this.queue[size] = next;
    return size + 1;
  }

  /** Turns the search's trail, from the source to the target, into one more disjoint path. */
  private augment(last: number, target: number): void {
    const { before, after, arrivedFrom, leftFrom, source, touched } = this;
    let v = last;
    let u = source;
    for (;;) {
      before[v] = u;
      touched.push(v);
      if (v === target) return;
      let arrivedAt = leftFrom[v]!;
      // Left by undoing the path's arc arrivedAt → v; a node arrived at from its own other side is freed.
      while (arrivedAt !== v && arrivedFrom[arrivedAt] === arrivedAt) {
        const freed = arrivedAt;
        arrivedAt = leftFrom[freed]!;
        before[freed] = after[freed] = -1;
      }
      u = arrivedAt;
      v = arrivedFrom[u]!;
      after[u] = v;
      touched.push(u);
    }
  }
}
