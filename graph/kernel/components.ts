/**
 * Strongly connected components in one pass, without recursion, with a single number per node as bookkeeping.
 * Components come out in reverse topological order: no arc leads from a component to one with a higher number.
 * Reference: D. Pearce, A space-efficient algorithm for finding strongly connected components, Inf. Process.
 * Lett. 116 (2016) 47–52, after R. Tarjan, SIAM J. Comput. 1 (1972) 146–160.
 */
import type { Digraph } from './digraph';

export type Components = {
  readonly count: number;
  readonly of: Int32Array;
  /** Nodes of component c: members[offset[c]] … members[offset[c+1]−1]; read backwards, arcs mostly lead onward. */
  readonly members: Int32Array;
  readonly offset: Int32Array;
};

/** Components of the graph restricted to arcs of weight above 0. O(n + m). */
export function stronglyConnectedComponents(graph: Digraph, weight: Float64Array): Components {
  const { n, outOffset, head } = graph;
  const found = new Collected(n);
  const { mark } = found;
  const calls = new Int32Array(n);
  const cursors = new Int32Array(n);
  const own = new Int32Array(n);
  let clock = 1;
  for (let root = 0; root < n; root++) {
    if (mark[root] !== 0) continue;
    let depth = 0;
    let u = root;
    let e = outOffset[u]!;
    let end = outOffset[u + 1]!;
    let least = clock++;
    mark[u] = own[0] = least;
    while (depth >= 0) {
      let seen = 1;
      for (; e < end; e++) {
        if (weight[e]! <= 0) continue;
        seen = mark[head[e]!]!;
        if (seen === 0) break;
        if (seen < least) least = seen;
      }
      if (e < end) {
        calls[depth] = u;
        cursors[depth] = e + 1;
        mark[u] = least;
        u = head[e]!;
        e = outOffset[u]!;
        end = outOffset[u + 1]!;
        least = clock++;
        mark[u] = own[++depth] = least;
        continue;
      }
      if (least === own[depth]) least = found.close(u, least);
      else found.hold(u, least);
      if (--depth < 0) break;
      u = calls[depth]!;
      e = cursors[depth]!;
      end = outOffset[u + 1]!;
      least = Math.min(least, mark[u]!);
    }
  }
  return found.finish();
}

/** The nodes met so far: held back until the first node of their component is done. */
class Collected {
  /** 0: not met; up to n: the least number the node reaches back to; above n: n + 1 + its component. */
  readonly mark: Int32Array;
  private readonly n: number;
  private readonly members: Int32Array;
  private readonly offset: Int32Array;
  private readonly stack: Int32Array;
  private held = 0;
  private placed = 0;
  private count = 0;

  constructor(n: number) {
    this.n = n;
    this.mark = new Int32Array(n);
    this.members = new Int32Array(n);
    this.offset = new Int32Array(n + 1);
    this.stack = new Int32Array(n);
  }

  hold(u: number, least: number): void {
    this.mark[u] = least;
    this.stack[this.held++] = u;
  }

  /** Makes a component of u and what is held since; returns its mark, which is above every number. */
  close(u: number, least: number): number {
    const { mark, stack, members } = this;
    const end = this.held;
    let first = end;
    while (first > 0 && mark[stack[first - 1]!]! >= least) first--;
    const closed = this.n + 1 + this.count;
    for (let k = first; k < end; k++) {
      members[this.placed++] = stack[k]!;
      mark[stack[k]!] = closed;
    }
    members[this.placed++] = u;
    mark[u] = closed;
    this.held = first;
    this.offset[++this.count] = this.placed;
    return closed;
  }

  finish(): Components {
    const { mark, members, count, n } = this;
    for (let v = 0; v < n; v++) mark[v]! -= n + 1;
    return { count, of: mark, members, offset: this.offset.slice(0, count + 1) };
  }
}
