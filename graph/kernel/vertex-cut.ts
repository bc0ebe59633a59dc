/**
 * A cheapest set of nodes whose removal leaves no path from the source to the target: maximum flow through
 * nodes of limited capacity, by shortest augmenting paths in levels. Among cheapest cuts, the one nearest
 * the source is returned.
 * Reference: E. Dinic, Soviet Math. Doklady 11 (1970) 1277–1280.
 */
export type CutProblem = {
  readonly n: number;
  readonly source: number;
  readonly target: number;
  /** Arcs between nodes; their capacity is unlimited. */
  readonly tail: ArrayLike<number>;
  readonly head: ArrayLike<number>;
  /** Cost of removing each node; infinite for nodes that may not be removed. */
  readonly cost: Float64Array;
};

export type VertexCut = { readonly cost: number; readonly nodes: readonly number[] };

/** The cut, ascending; null where no removal of nodes of finite cost parts the two. */
export function cheapestVertexCut(problem: CutProblem): VertexCut | null {
  const network = new FlowNetwork(problem);
  const cost = network.maximise();
  if (!Number.isFinite(cost)) return null;
  return { cost, nodes: network.saturatedNodes() };
}

/** Node v is split in 2v (in) and 2v+1 (out); edge 2k and 2k+1 are each other's reverse. */
class FlowNetwork {
  private readonly problem: CutProblem;
  private readonly next: number[] = [];
  private readonly to: number[] = [];
  private readonly room: number[] = [];
  private readonly first: Int32Array;
  private level: Int32Array;
  private readonly cursor: Int32Array;
  private readonly from: number;
  private readonly goal: number;

  constructor(problem: CutProblem) {
    this.problem = problem;
    const size = 2 * problem.n;
    this.first = new Int32Array(size).fill(-1);
    this.level = new Int32Array(size);
    this.cursor = new Int32Array(size);
    this.from = 2 * problem.source + 1;
    this.goal = 2 * problem.target;
    for (let v = 0; v < problem.n; v++) this.link(2 * v, 2 * v + 1, problem.cost[v]!);
    for (let e = 0; e < problem.tail.length; e++) {
      this.link(2 * problem.tail[e]! + 1, 2 * problem.head[e]!, Number.POSITIVE_INFINITY);
    }
  }

  /** Total flow; infinite where an arc path has no removable node. */
  maximise(): number {
    let total = 0;
    while (this.layOut()) {
      this.cursor.set(this.first);
      for (;;) {
        const pushed = this.augment();
        if (pushed === 0) break;
        total += pushed;
        if (!Number.isFinite(total)) return total;
      }
    }
    return total;
  }

  /** Nodes whose in-side the source still reaches and whose out-side it does not. */
  saturatedNodes(): number[] {
    const nodes: number[] = [];
    for (let v = 0; v < this.problem.n; v++) {
      if (this.level[2 * v]! >= 0 && this.level[2 * v + 1]! < 0) nodes.push(v);
    }
    return nodes;
  }

  private link(u: number, v: number, capacity: number): void {
    for (const [a, b, room] of [
      [u, v, capacity],
      [v, u, 0],
    ] as const) {
      this.to.push(b);
      this.room.push(room);
      this.next.push(this.first[a]!);
      this.first[a] = this.to.length - 1;
    }
  }

  private layOut(): boolean {
    const { level, first, next, to, room } = this;
    level.fill(-1);
    level[this.from] = 0;
    const queue = [this.from];
    for (let at = 0; at < queue.length; at++) {
      const u = queue[at]!;
      for (let e = first[u]!; e >= 0; e = next[e]!) {
        const v = to[e]!;
        if (room[e]! > 0 && level[v]! < 0) {
          level[v] = level[u]! + 1;
          queue.push(v);
        }
      }
    }
    return level[this.goal]! >= 0;
  }

  /** Pushes along one path of rising levels; 0 where there is none left. */
  private augment(): number {
    const { cursor, next, to, room, level } = this;
    const path: number[] = [];
    let u = this.from;
    while (u !== this.goal) {
      let e = cursor[u]!;
      while (e >= 0 && !(room[e]! > 0 && level[to[e]!]! === level[u]! + 1)) e = next[e]!;
      cursor[u] = e;
      if (e >= 0) {
        path.push(e);
        u = to[e]!;
        continue;
      }
      const back = path.pop();
      if (back === undefined) return 0;
      u = to[back ^ 1]!;
      cursor[u] = next[cursor[u]!]!;
    }
    const pushed = path.reduce((least, e) => Math.min(least, room[e]!), Number.POSITIVE_INFINITY);
    if (!Number.isFinite(pushed)) return pushed;
    for (const e of path) {
      room[e]! -= pushed;
      room[e ^ 1]! += pushed;
    }
    return pushed;
  }
}
