/**
 * The likeliest loopless paths from the source to one target, in order. Yen's scheme with Lawler's partition,
 * run backwards from the target: the likelihood of the best path to each node, known from one forward pass,
 * is then a perfect guide for every detour, and is shared by all targets.
 * References: J. Yen, Management Science 17 (1971) 712–716; E. Lawler, Management Science 18 (1972) 401–405.
 */
import type { Digraph } from './digraph';
import { PathHeap } from './path-heap';

export type FoundPath = {
  /** Arcs from the source to the target. */
  readonly arcs: readonly number[];
  /** Product of the weights, taken from the source on. */
  readonly likelihood: number;
};

type Candidate = FoundPath & {
  /** Arcs from the target back; the first `fixed` of them are shared with the path it was split from. */
  readonly backward: readonly number[];
  readonly fixed: number;
  /** Arcs that may not follow the fixed part. */
  readonly banned: readonly number[];
};

/** Searches for many targets over one graph share their working arrays. */
export class PathSearch {
  private readonly graph: Digraph;
  private readonly weight: Float64Array;
  private readonly guide: Float64Array;
  private readonly source: number;
  private readonly blockedAt: Int32Array;
  private readonly seenAt: Int32Array;
  private readonly closedAt: Int32Array;
  private readonly reached: Float64Array;
  private readonly via: Int32Array;
  private readonly heap = new PathHeap();
  private stamp = 0;

  /** `guide` is the likelihood of the best path from the source to each node under the same weights. */
  constructor(graph: Digraph, weight: Float64Array, guide: Float64Array, source: number) {
    this.graph = graph;
    this.weight = weight;
    this.guide = guide;
    this.source = source;
    this.blockedAt = new Int32Array(graph.n);
    this.seenAt = new Int32Array(graph.n);
    this.closedAt = new Int32Array(graph.n);
    this.reached = new Float64Array(graph.n);
    this.via = new Int32Array(graph.n);
  }

  /** Paths to `target`, likeliest first, one at a time and without end until there are no more. */
  *pathsTo(target: number): Generator<FoundPath, void, undefined> {
    if (!(this.guide[target]! > 0) || target === this.source) return;
    const waiting: Candidate[] = [];
    const first = this.complete(target, [], 0, []);
    if (first !== null) waiting.push(first);
    while (waiting.length > 0) {
      const path = takeBest(waiting);
      yield path;
      for (const candidate of this.split(target, path)) waiting.push(candidate);
    }
  }

  /** The paths that leave `path` at each place behind its fixed part, best of each place. */
  private *split(target: number, path: Candidate): Generator<Candidate, void, undefined> {
    for (let place = path.fixed; place < path.backward.length; place++) {
      const taken = path.backward[place]!;
      const banned = place === path.fixed ? [...path.banned, taken] : [taken];
      const candidate = this.complete(target, path.backward, place, banned);
      if (candidate !== null) yield candidate;
    }
  }

  /** The best path which begins (seen from the target) with `fixed` arcs of `prefix` and none of `banned` after them. */
  private complete(
    target: number,
    prefix: readonly number[],
    fixed: number,
    banned: readonly number[],
  ): Candidate | null {
    const { graph, weight } = this;
    const stamp = ++this.stamp;
    let at = target;
    let likelihood = 1;
    for (let k = 0; k < fixed; k++) {
      this.blockedAt[at] = stamp;
      likelihood *= weight[prefix[k]!]!;
      at = graph.tail[prefix[k]!]!;
    }
    if (!this.searchBack(at, likelihood, banned, stamp)) return null;
    const tailPart: number[] = [];
    for (let v = this.source; v !== at; v = graph.head[tailPart.at(-1)!]!) tailPart.push(this.via[v]!);
    const backward = [...prefix.slice(0, fixed), ...tailPart.toReversed()];
    const arcs = backward.toReversed();
    let exact = 1;
    for (const e of arcs) exact *= weight[e]!;
    return { backward, fixed, banned, arcs, likelihood: exact };
  }

  /** Guided search from `start` against the arcs to the source; leaves the next arc of each node in `via`. */
  private searchBack(start: number, likelihood: number, banned: readonly number[], stamp: number): boolean {
    const { heap, guide, source, seenAt, closedAt, blockedAt, reached, via, weight } = this;
    const { inOffset, inArc, inTail } = this.graph;
    heap.clear();
    seenAt[start] = stamp;
    reached[start] = likelihood;
    heap.push(start, likelihood * guide[start]!);
    while (heap.size > 0) {
      const v = heap.pop();
      if (v === source) return true;
      if (closedAt[v] === stamp) continue;
      closedAt[v] = stamp;
      const so = reached[v]!;
      for (let k = inOffset[v]!, end = inOffset[v + 1]!; k < end; k++) {
        const u = inTail[k]!;
        const e = inArc[k]!;
        if (blockedAt[u] === stamp || closedAt[u] === stamp || !(guide[u]! > 0) || !(weight[e]! > 0))
          continue;
        if (v === start && banned.includes(e)) continue;
        const value = so * weight[e]!;
        if (seenAt[u] === stamp && value <= reached[u]!) continue;
        seenAt[u] = stamp;
        reached[u] = value;
        via[u] = e;
        heap.push(u, value * guide[u]!);
      }
    }
    return false;
  }
}

function takeBest(waiting: Candidate[]): Candidate {
  let best = 0;
  for (let k = 1; k < waiting.length; k++) {
    const a = waiting[k]!;
    const b = waiting[best]!;
    if (a.likelihood > b.likelihood || (a.likelihood === b.likelihood && a.arcs.length < b.arcs.length))
      best = k;
  }
  const [found] = waiting.splice(best, 1);
  return found!;
}
