/**
 * A two-terminal piece: a small graph with a source and a target whose connection probability is asked for.
 * Probabilities travel as pairs (yes, no) with yes + no = 1, so that both ends of the scale keep their digits.
 */
export type Piece = {
  readonly n: number;
  readonly source: number;
  readonly target: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly yes: Float64Array;
  readonly no: Float64Array;
};

/** Probability that the target is reached (yes) and that it is not (no), each with its own relative precision. */
export type Chance = { readonly yes: number; readonly no: number };

export type Solved = Chance & {
  /** States visited, what the budget counts. */
  readonly states: number;
  /** d yes / d yes[arc], per arc of the piece, when asked for. */
  readonly gradient: Float64Array | null;
};

export const CERTAIN: Chance = { yes: 1, no: 0 };
export const IMPOSSIBLE: Chance = { yes: 0, no: 1 };

/** Both happen (independent events). */
export const both = (a: Chance, b: Chance): Chance => ({ yes: a.yes * b.yes, no: a.no + a.yes * b.no });

/** At least one happens (independent events); the smaller side is never computed as a difference from 1. */
export const either = (a: Chance, b: Chance): Chance => ({ yes: a.yes + a.no * b.yes, no: a.no * b.no });
