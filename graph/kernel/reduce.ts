/**
 * Series/parallel reduction of a two-terminal piece: parallel arcs merge, a node with two neighbours becomes
 * an arc each way, a node on no route falls away. Exact, and every step is kept so that derivatives can be
 * carried back to the arcs of the piece.
 */
import type { Piece } from './piece';

type Step = { readonly kind: 'series' | 'parallel'; readonly a: number; readonly b: number };

export type Reduced = {
  readonly piece: Piece;
  /** Given d/d(arc of the reduced piece), returns d/d(arc of the original piece). */
  readonly backward: (gradient: Float64Array) => Float64Array;
};

/** A growing pool of arc variables: the first m are the piece's own arcs, the others come from steps. */
class Reduction {
  readonly yes: number[];
  readonly no: number[];
  readonly steps: Step[] = [];
  readonly out: Map<number, number>[];
  readonly in: Map<number, number>[];
  private readonly pending: number[] = [];
  private readonly queued: Uint8Array;
  private readonly piece: Piece;

  constructor(piece: Piece) {
    this.piece = piece;
    this.yes = Array.from(piece.yes);
    this.no = Array.from(piece.no);
    this.out = Array.from({ length: piece.n }, () => new Map());
    this.in = Array.from({ length: piece.n }, () => new Map());
    this.queued = new Uint8Array(piece.n);
    for (let e = 0; e < piece.tail.length; e++) {
      if (piece.yes[e]! > 0) this.connect(piece.tail[e]!, piece.head[e]!, e);
    }
    for (let v = 0; v < piece.n; v++) this.enqueue(v);
  }

  run(): void {
    while (this.pending.length > 0) {
      const v = this.pending.pop()!;
      this.queued[v] = 0;
      if (v !== this.piece.source && v !== this.piece.target) this.tryRemove(v);
    }
  }

  private enqueue(v: number): void {
    if (this.queued[v] === 1) return;
    this.queued[v] = 1;
    this.pending.push(v);
  }

  private connect(u: number, v: number, variable: number): void {
    if (u === v || v === this.piece.source || u === this.piece.target) return;
    const present = this.out[u]!.get(v);
    const merged = present === undefined ? variable : this.combine('parallel', present, variable);
    this.out[u]!.set(v, merged);
    this.in[v]!.set(u, merged);
  }

  private combine(kind: Step['kind'], a: number, b: number): number {
    const [ya, na, yb, nb] = [this.yes[a]!, this.no[a]!, this.yes[b]!, this.no[b]!];
    this.yes.push(kind === 'series' ? ya * yb : ya + na * yb);
    this.no.push(kind === 'series' ? na + ya * nb : na * nb);
    this.steps.push({ kind, a, b });
    return this.yes.length - 1;
  }

  private tryRemove(v: number): void {
    const into = this.in[v]!;
    const from = this.out[v]!;
    if (into.size === 0 && from.size === 0) return;
    const around = new Set([...into.keys(), ...from.keys()]);
    const useless = into.size === 0 || from.size === 0 || around.size === 1;
    if (!useless && around.size > 2) return;
    const [u, w] = around;
    const arcs = useless ? [] : [this.through(u!, v, w!), this.through(w!, v, u!)];
    for (const x of around) {
      this.out[x]!.delete(v);
      this.in[x]!.delete(v);
      this.enqueue(x);
    }
    into.clear();
    from.clear();
    for (const arc of arcs) if (arc) this.connect(arc.tail, arc.head, arc.variable);
  }

  private through(u: number, v: number, w: number): { tail: number; head: number; variable: number } | null {
    const a = this.in[v]!.get(u);
    const b = this.out[v]!.get(w);
    if (a === undefined || b === undefined) return null;
    return { tail: u, head: w, variable: this.combine('series', a, b) };
  }
}

/** Reduces the piece. Nodes of the result are renumbered in breadth-first order from the source; arcs of chance 0 are dropped. */
export function reducePiece(piece: Piece): Reduced {
  const reduction = new Reduction(piece);
  reduction.run();
  const { place, visited } = breadthFirst(piece, reduction.out);
  const tail: number[] = [];
  const head: number[] = [];
  const variable: number[] = [];
  for (const u of visited) {
    for (const [v, x] of reduction.out[u]!) {
      tail.push(place[u]!);
      head.push(place[v]!);
      variable.push(x);
    }
  }
  const reduced: Piece = {
    n: visited.length,
    source: 0,
    target: place[piece.target]!,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    yes: Float64Array.from(variable, (x) => reduction.yes[x]!),
    no: Float64Array.from(variable, (x) => reduction.no[x]!),
  };
  return {
    piece: reduced,
    backward: (gradient) => pullBack(reduction, variable, gradient, piece.tail.length),
  };
}

/** place[target] is −1 where no route is left. */
function breadthFirst(
  piece: Piece,
  out: readonly Map<number, number>[],
): { place: Int32Array; visited: number[] } {
  const place = new Int32Array(piece.n).fill(-1);
  const visited = [piece.source];
  place[piece.source] = 0;
  for (let at = 0; at < visited.length; at++) {
    for (const v of out[visited[at]!]!.keys()) {
      if (place[v] !== -1) continue;
      place[v] = visited.length;
      visited.push(v);
    }
  }
  return { place, visited };
}

function pullBack(
  reduction: Reduction,
  variable: readonly number[],
  gradient: Float64Array,
  m: number,
): Float64Array {
  const { yes, no, steps } = reduction;
  const adjoint = new Float64Array(yes.length);
  for (let k = 0; k < variable.length; k++) adjoint[variable[k]!] = gradient[k]!;
  for (let k = steps.length - 1; k >= 0; k--) {
    const { kind, a, b } = steps[k]!;
    const g = adjoint[m + k]!;
    adjoint[a]! += g * (kind === 'series' ? yes[b]! : no[b]!);
    adjoint[b]! += g * (kind === 'series' ? yes[a]! : no[a]!);
  }
  return adjoint.slice(0, m);
}
