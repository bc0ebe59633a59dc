/**
 * Exact two-terminal probability of a small piece, cycles included, by exploring it from the source. A state
 * is (open: nodes not reached that can still matter, pending: reached nodes whose arcs are still unseen). The
 * lowest pending node is expanded; every set of its arcs that holds leads to one state, stripped to what can
 * still decide whether the target is reached. The potential 2·|open| + |pending| falls with every expansion,
 * so states are taken in order of potential and equal states meet before they are expanded.
 */
import type { Piece, Solved } from './piece';
import { StateTable } from './state-table';

/** Pieces with more nodes are refused: node sets are two 32-bit words. */
export const MAX_EXPLORED_NODES = 64;
/** Nodes with more undecided arcs at once are refused: each set of them is one branch. */
const MAX_BRANCH = 14;

/** Solves the piece within `budget` branches; null where it is too large or the budget runs out. */
export function solveExploration(piece: Piece, budget: number, withGradient: boolean): Solved | null {
  if (piece.n > MAX_EXPLORED_NODES) return null;
  const exploration = new Exploration(piece, budget, withGradient);
  return exploration.run();
}

const lowWord = (v: number): number => (v < 32 ? 1 << v : 0);
const highWord = (v: number): number => (v < 32 ? 0 : 1 << (v - 32));

function count(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

class Exploration {
  private readonly table = new StateTable();
  private readonly buckets: Int32Array;
  private readonly outLow: Int32Array;
  private readonly outHigh: Int32Array;
  private readonly inLow: Int32Array;
  private readonly inHigh: Int32Array;
  private readonly arcs: number[][];
  private readonly piece: Piece;
  private readonly budget: number;
  private readonly withGradient: boolean;
  private readonly branch = { arcs: new Int32Array(MAX_BRANCH), size: 0, toTarget: -1, node: 0 };
  private readonly weight = new Float64Array(1 << MAX_BRANCH);
  private readonly value = new Float64Array(1 << MAX_BRANCH);
  /** The canonical state last computed: open low/high, pending low/high. */
  private readonly state = new Int32Array(4);
  private yes = 0;
  private no = 0;
  private work = 0;

  constructor(piece: Piece, budget: number, withGradient: boolean) {
    this.piece = piece;
    this.budget = budget;
    this.withGradient = withGradient;
    this.buckets = new Int32Array(3 * MAX_EXPLORED_NODES + 1).fill(-1);
    this.outLow = new Int32Array(piece.n);
    this.outHigh = new Int32Array(piece.n);
    this.inLow = new Int32Array(piece.n);
    this.inHigh = new Int32Array(piece.n);
    this.arcs = Array.from({ length: piece.n }, () => []);
    for (let e = 0; e < piece.tail.length; e++) {
      const u = piece.tail[e]!;
      const v = piece.head[e]!;
      this.arcs[u]!.push(e);
      this.outLow[u]! |= lowWord(v);
      this.outHigh[u]! |= highWord(v);
      this.inLow[v]! |= lowWord(u);
      this.inHigh[v]! |= highWord(u);
    }
  }

  run(): Solved | null {
    const { source, n } = this.piece;
    const allLow = n >= 32 ? -1 : (1 << n) - 1;
    const allHigh = n <= 32 ? 0 : n === 64 ? -1 : (1 << (n - 32)) - 1;
    const order: number[] = [];
    this.settle(allLow & ~lowWord(source), allHigh & ~highWord(source), lowWord(source), highWord(source), 1);
    for (let potential = this.buckets.length - 1; potential >= 0; potential--) {
      for (let at = this.buckets[potential]!; at >= 0; at = this.table.next[at]!) {
        if (!this.open(at)) return null;
        if (this.work > this.budget) return null;
        this.expand(at);
        order.push(at);
      }
    }
    const gradient = this.withGradient ? this.backward(order) : null;
    return { yes: this.yes, no: this.no, states: this.work, gradient };
  }

  /** Sets up the branching at the lowest pending node of a state; false where it is too wide. */
  private open(at: number): boolean {
    const { words } = this.table;
    const [openLow, openHigh] = [words[4 * at]!, words[4 * at + 1]!];
    const [low, high] = [words[4 * at + 2]!, words[4 * at + 3]!];
    const node = low !== 0 ? 31 - Math.clz32(low & -low) : 63 - Math.clz32(high & -high);
    const { branch } = this;
    branch.node = node;
    branch.size = 0;
    branch.toTarget = -1;
    for (const e of this.arcs[node]!) {
      const v = this.piece.head[e]!;
      if (v === this.piece.target) branch.toTarget = e;
      else if ((lowWord(v) & openLow) !== 0 || (highWord(v) & openHigh) !== 0) {
        if (branch.size === MAX_BRANCH) return false;
        branch.arcs[branch.size++] = e;
      }
    }
    this.work += 1 << branch.size;
    return true;
  }

  private expand(at: number): void {
    const { branch, weight, piece } = this;
    let mass = this.table.mass[at]!;
    if (branch.toTarget >= 0) {
      this.yes += mass * piece.yes[branch.toTarget]!;
      mass *= piece.no[branch.toTarget]!;
    }
    weight[0] = mass;
    for (let i = 0; i < branch.size; i++) {
      const e = branch.arcs[i]!;
      for (let set = 0; set < 1 << i; set++) {
        weight[set | (1 << i)] = weight[set]! * piece.yes[e]!;
        weight[set]! *= piece.no[e]!;
      }
    }
    for (let set = 0; set < 1 << branch.size; set++) {
      if (weight[set]! > 0 || this.withGradient) this.settleBranch(at, set, weight[set]!);
    }
  }

  /** Enters the state a branch leads to; −1 where the target can no longer be reached. */
  private settleBranch(at: number, set: number, mass: number): number {
    const { words } = this.table;
    let chosenLow = 0;
    let chosenHigh = 0;
    for (let i = 0; i < this.branch.size; i++) {
      if (((set >>> i) & 1) === 0) continue;
      const v = this.piece.head[this.branch.arcs[i]!]!;
      chosenLow |= lowWord(v);
      chosenHigh |= highWord(v);
    }
    const { node } = this.branch;
    const openLow = words[4 * at]! & ~chosenLow;
    const openHigh = words[4 * at + 1]! & ~chosenHigh;
    const pendingLow = (words[4 * at + 2]! & ~lowWord(node)) | chosenLow;
    const pendingHigh = (words[4 * at + 3]! & ~highWord(node)) | chosenHigh;
    return this.settle(openLow, openHigh, pendingLow, pendingHigh, mass);
  }

  private settle(openLow: number, openHigh: number, low: number, high: number, mass: number): number {
    if (!this.strip(openLow, openHigh, low, high)) {
      this.no += mass;
      return -1;
    }
    const { state, table } = this;
    const before = table.size;
    const at = table.enter(state[0]!, state[1]!, state[2]!, state[3]!);
    table.mass[at]! += mass;
    if (at === before) {
      const potential = 2 * (count(state[0]!) + count(state[1]!)) + count(state[2]!) + count(state[3]!);
      table.next[at] = this.buckets[potential]!;
      this.buckets[potential] = at;
    }
    return at;
  }

  /** Leaves in `state` what still matters: open nodes on a route pending → target, pending nodes that feed one. */
  private strip(openLow: number, openHigh: number, low: number, high: number): boolean {
    const { outLow, outHigh, inLow, inHigh, state } = this;
    const { target } = this.piece;
    this.spread(low, high, openLow, openHigh, outLow, outHigh);
    const [seenLow, seenHigh] = [state[0]!, state[1]!];
    if (((seenLow & lowWord(target)) | (seenHigh & highWord(target))) === 0) return false;
    this.spread(lowWord(target), highWord(target), seenLow, seenHigh, inLow, inHigh);
    const keepLow = state[0]! | lowWord(target);
    const keepHigh = state[1]! | highWord(target);
    let pendingLow = 0;
    let pendingHigh = 0;
    for (let left = low; left !== 0; left &= left - 1) {
      const v = 31 - Math.clz32(left & -left);
      if ((outLow[v]! & keepLow) | (outHigh[v]! & keepHigh)) pendingLow |= 1 << v;
    }
    for (let left = high; left !== 0; left &= left - 1) {
      const v = 63 - Math.clz32(left & -left);
      if ((outLow[v]! & keepLow) | (outHigh[v]! & keepHigh)) pendingHigh |= 1 << (v - 32);
    }
    state[0] = keepLow;
    state[1] = keepHigh;
    state[2] = pendingLow;
    state[3] = pendingHigh;
    return true;
  }

  /** Leaves in state[0], state[1] the members of `within` that a walk from the start set reaches inside it. */
  private spread(
    startLow: number,
    startHigh: number,
    withinLow: number,
    withinHigh: number,
    nextLow: Int32Array,
    nextHigh: Int32Array,
  ): void {
    let freshLow = startLow;
    let freshHigh = startHigh;
    let seenLow = 0;
    let seenHigh = 0;
    while ((freshLow | freshHigh) !== 0) {
      let foundLow = 0;
      let foundHigh = 0;
      for (let left = freshLow; left !== 0; left &= left - 1) {
        const v = 31 - Math.clz32(left & -left);
        foundLow |= nextLow[v]!;
        foundHigh |= nextHigh[v]!;
      }
      for (let left = freshHigh; left !== 0; left &= left - 1) {
        const v = 63 - Math.clz32(left & -left);
        foundLow |= nextLow[v]!;
        foundHigh |= nextHigh[v]!;
      }
      freshLow = foundLow & withinLow & ~seenLow;
      freshHigh = foundHigh & withinHigh & ~seenHigh;
      seenLow |= freshLow;
      seenHigh |= freshHigh;
    }
    this.state[0] = seenLow;
    this.state[1] = seenHigh;
  }

  /** Values of the states from the last back to the first, and with them the derivative of every arc. */
  private backward(order: readonly number[]): Float64Array {
    const { branch, value, weight, piece, table } = this;
    const gradient = new Float64Array(piece.tail.length);
    const worth = new Float64Array(table.size);
    for (let k = order.length - 1; k >= 0; k--) {
      const at = order[k]!;
      this.open(at);
      const sets = 1 << branch.size;
      for (let set = 0; set < sets; set++) {
        const child = this.settleBranch(at, set, 0);
        value[set] = child < 0 ? 0 : worth[child]!;
      }
      const toTarget = branch.toTarget;
      const past = table.mass[at]! * (toTarget < 0 ? 1 : piece.no[toTarget]!);
      for (let i = 0; i < branch.size; i++) {
        gradient[branch.arcs[i]!]! += past * contrast(value, weight, branch.arcs, branch.size, i, piece);
      }
      let mean = expectation(value, weight, branch.arcs, branch.size, piece);
      if (toTarget >= 0) {
        gradient[toTarget]! += table.mass[at]! * (1 - mean);
        mean = piece.yes[toTarget]! + piece.no[toTarget]! * mean;
      }
      worth[at] = mean;
    }
    return gradient;
  }
}

/** Mean of `value` over independent arcs; `scratch` is overwritten. */
function expectation(
  value: Float64Array,
  scratch: Float64Array,
  arcs: Int32Array,
  size: number,
  piece: Piece,
): number {
  for (let set = 0; set < 1 << size; set++) scratch[set] = value[set]!;
  for (let i = size - 1; i >= 0; i--) {
    const [yes, no] = [piece.yes[arcs[i]!]!, piece.no[arcs[i]!]!];
    for (let set = 0; set < 1 << i; set++) scratch[set] = yes * scratch[set | (1 << i)]! + no * scratch[set]!;
  }
  return scratch[0]!;
}

/** Mean of value(with arc i) − value(without it) over the other arcs. */
function contrast(
  value: Float64Array,
  scratch: Float64Array,
  arcs: Int32Array,
  size: number,
  i: number,
  piece: Piece,
): number {
  const bit = 1 << i;
  for (let set = 0; set < 1 << size; set++) {
    scratch[set] = (set & bit) === 0 ? value[set | bit]! - value[set]! : 0;
  }
  for (let j = size - 1; j >= 0; j--) {
    const [yes, no] = j === i ? [0, 1] : [piece.yes[arcs[j]!]!, piece.no[arcs[j]!]!];
    for (let set = 0; set < 1 << j; set++) scratch[set] = yes * scratch[set | (1 << j)]! + no * scratch[set]!;
  }
  return scratch[0]!;
}
