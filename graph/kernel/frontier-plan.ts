/**
 * In which order a frontier pass visits the nodes of an acyclic piece, and which bit of the state each live
 * node holds. A node is live from its own visit until its last successor has been visited. The order is
 * greedy: the ready node which leaves the fewest live nodes goes next, lowest number first.
 */
import type { Piece } from './piece';

export type FrontierStep = {
  readonly node: number;
  /** Arcs entering the node and the bit of their tail; −1 for the source, which is always reached. */
  readonly arcs: Int32Array;
  readonly bits: Int32Array;
  /** Bit the node holds while live; −1 where nothing follows it. */
  readonly bit: number;
  /** Mask that keeps the bits still live after this visit. */
  readonly keep: number;
  /** No later node hangs on the source itself: with no live node reached, the target is out of reach. */
  readonly sourceDone: boolean;
};

/** Wider frontiers are refused: two to this power states would have to be held. */
export const MAX_FRONTIER = 22;

type Neighbours = { readonly into: readonly number[][]; readonly from: readonly number[][] };

/** The plan, ending with the target; null where the piece has a cycle or the frontier grows too wide. */
export function planFrontier(piece: Piece): readonly FrontierStep[] | null {
  const adjacency = neighboursOf(piece);
  const { into, from } = adjacency;
  const waiting = Int32Array.from(into, (arcs) => arcs.length);
  const successors = Int32Array.from(from, (arcs) => arcs.length);
  const bitOf = new Int32Array(piece.n).fill(-1);
  const steps: FrontierStep[] = [];
  const ready: number[] = [];
  let used = 0;
  let fromSource = successors[piece.source]!;
  const release = (v: number): void => {
    for (const e of from[v]!) if (--waiting[piece.head[e]!]! === 0) ready.push(piece.head[e]!);
  };
  release(piece.source);
  while (ready.length > 0) {
    const v = takeBest(piece, adjacency, ready, successors);
    const arcs = Int32Array.from(into[v]!);
    const bits = Int32Array.from(arcs, (e) => bitOf[piece.tail[e]!]!);
    for (const e of arcs) {
      const u = piece.tail[e]!;
      successors[u]!--;
      if (u === piece.source) fromSource--;
      else if (successors[u] === 0) used &= ~(1 << bitOf[u]!);
    }
    const keep = used;
    const bit = v === piece.target ? -1 : lowestFree(used);
    if (bit >= MAX_FRONTIER) return null;
    bitOf[v] = bit;
    if (bit >= 0) used |= 1 << bit;
    steps.push({ node: v, arcs, bits, bit, keep, sourceDone: fromSource === 0 });
    release(v);
  }
  return steps.length === piece.n - 1 ? steps : null;
}

function neighboursOf(piece: Piece): Neighbours {
  const into: number[][] = Array.from({ length: piece.n }, () => []);
  const from: number[][] = Array.from({ length: piece.n }, () => []);
  for (let e = 0; e < piece.tail.length; e++) {
    into[piece.head[e]!]!.push(e);
    from[piece.tail[e]!]!.push(e);
  }
  return { into, from };
}

function takeBest(piece: Piece, { into }: Neighbours, ready: number[], successors: Int32Array): number {
  let best = -1;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let k = 0; k < ready.length; k++) {
    const v = ready[k]!;
    let score = v === piece.target ? piece.n : 1;
    for (const e of into[v]!) {
      const u = piece.tail[e]!;
      if (u !== piece.source && successors[u] === 1) score--;
    }
    if (score < bestScore || (score === bestScore && v < ready[best]!)) {
      best = k;
      bestScore = score;
    }
  }
  const [v] = ready.splice(best, 1);
  return v!;
}

function lowestFree(used: number): number {
  let bit = 0;
  while ((used >>> bit) & 1) bit++;
  return bit;
}
