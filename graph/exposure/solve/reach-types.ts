/** What the engine answers with: numbers that say how they are known, and the options that bound the work. */

/**
 * A probability and how it is known. exact: low = value = high. bounded: the truth lies in [low, high],
 * proven, and value is the upper end, since unknown is never safe. estimated: a seeded sample; the interval
 * is at 95 % and inside the proven bounds.
 */
export type Reach = {
  readonly kind: 'exact' | 'bounded' | 'estimated';
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

export type SolveOptions = {
  /** Paths listed per target. */
  readonly top: number;
  /** States an exact solver may visit for one piece: counted, never timed. */
  readonly stateBudget: number;
  readonly seed: number;
  /** Widest interval, relative to its upper end, that is left to stand without sampling. */
  readonly tolerance: number;
  /** Sampled worlds at most; 0 switches sampling off. */
  readonly worlds: number;
};

export const DEFAULT_SOLVE_OPTIONS: SolveOptions = {
  top: 10,
  stateBudget: 1_000_000,
  seed: 1,
  tolerance: 0.05,
  worlds: 20_000,
};

export type SolvedPath = {
  /** Node ids from the entry to the target. */
  readonly nodes: readonly string[];
  /** `entry:NODE` first, then edge ids. */
  readonly edges: readonly string[];
  /** Likelihood of the whole path; a common control counts once. */
  readonly p: number;
};

export const exactly = (value: number): Reach => ({ kind: 'exact', value, low: value, high: value });

export const bounded = (low: number, high: number): Reach => ({ kind: 'bounded', value: high, low, high });
