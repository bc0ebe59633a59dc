/**
 * What each control is worth. Controls in series stand in for each other, parallel ones complete each other,
 * so one number misleads: reported are the value alone (first in), the value on top of all others (last in)
 * and the fair share (Shapley), whose sum is what all controls together take off the expected loss.
 * Reference: L. Shapley, A value for n-person games, Contributions to the Theory of Games II (1953) 307–317.
 */
import { counterHash } from '@/graph/kernel/counter-hash';
import type { CompiledGraph } from './compile';
import { lossOf, reachIn } from './reach';
import type { Reach, SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

export type ControlValue = {
  readonly id: string;
  /** Loss without any control less the loss with this one alone. */
  readonly firstIn: number;
  /** Loss with all others less the loss with all. */
  readonly lastIn: number;
  readonly shapley: number;
};

export type ControlValues = {
  /** In id order. */
  readonly controls: readonly ControlValue[];
  /** How the losses behind the values are known, at the weakest. */
  readonly losses: Reach['kind'];
  /** exact: all sets of controls. estimated: seeded random orders, with the standard error of the worst share. */
  readonly shapley:
    | { readonly kind: 'exact' }
    | { readonly kind: 'estimated'; readonly standardError: number };
};

/** Up to this many controls all sets are gone through. */
export const MAX_EXACT_SHAPLEY = 12;
/** Random orders beyond that, in pairs of an order and its reverse. */
const ORDER_PAIRS = 64;

export function controlValues(compiled: CompiledGraph, options: SolveOptions): ControlValues {
  const game = new ControlGame(compiled, options);
  const n = compiled.controls.length;
  const all = compiled.controls.map((_, k) => k);
  const without = game.loss(new Set());
  const full = game.loss(new Set(all));
  const shares = n <= MAX_EXACT_SHAPLEY ? exactShares(game, n) : sampledShares(game, n, options.seed);
  const controls = compiled.controls.map(({ id }, k) => ({
    id,
    firstIn: without - game.loss(new Set([k])),
    lastIn: game.loss(new Set(all.filter((c) => c !== k))) - full,
    shapley: shares.shares[k] ?? 0,
  }));
  return { controls, losses: game.weakest, shapley: shares.quality };
}

type Shares = { readonly shares: readonly number[]; readonly quality: ControlValues['shapley'] };

/** The expected loss as a game: the players are the controls in force. */
class ControlGame {
  weakest: Reach['kind'] = 'exact';
  private readonly compiled: CompiledGraph;
  private readonly options: SolveOptions;
  private readonly known = new Map<string, number>();

  constructor(compiled: CompiledGraph, options: SolveOptions) {
    this.compiled = compiled;
    this.options = options;
  }

  loss(inForce: ReadonlySet<number>): number {
    const key = [...inForce].sort((a, b) => a - b).join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const off = this.compiled.controls.flatMap((_, k) => (inForce.has(k) ? [] : [[k, 0] as const]));
    const scenario = scenarioOf(this.compiled, { effectiveness: new Map(off) });
    const loss = lossOf(this.compiled, reachIn(this.compiled, scenario, this.options).targets);
    if (loss.kind === 'estimated' || this.weakest === 'exact') this.weakest = loss.kind;
    this.known.set(key, loss.value);
    return loss.value;
  }
}

function exactShares(game: ControlGame, n: number): Shares {
  const weights = Array.from({ length: n }, (_, size) => 1 / (n * choose(n - 1, size)));
  const shares = new Array<number>(n).fill(0);
  for (let state = 0; state < 2 ** n; state++) {
    const members = Array.from({ length: n }, (_, k) => k).filter((k) => (state >>> k) & 1);
    const loss = game.loss(new Set(members));
    for (let k = 0; k < n; k++) {
      const isIn = ((state >>> k) & 1) === 1;
      const others = members.length - (isIn ? 1 : 0);
      shares[k] = (shares[k] ?? 0) + (isIn ? -loss : loss) * (weights[others] ?? 0);
    }
  }
  return { shares, quality: { kind: 'exact' } };
}

function choose(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}

function sampledShares(game: ControlGame, n: number, seed: number): Shares {
  const sum = new Array<number>(n).fill(0);
  const squares = new Array<number>(n).fill(0);
  for (let pair = 0; pair < ORDER_PAIRS; pair++) {
    const order = Array.from({ length: n }, (_, k) => k).sort(
      (a, b) => counterHash(seed, pair, a) - counterHash(seed, pair, b),
    );
    const forward = gains(game, order);
    const backward = gains(game, order.toReversed());
    for (let k = 0; k < n; k++) {
      const mean = ((forward[k] ?? 0) + (backward[k] ?? 0)) / 2;
      sum[k] = (sum[k] ?? 0) + mean;
      squares[k] = (squares[k] ?? 0) + mean * mean;
    }
  }
  const variance = sum.map((s, k) => Math.max(0, (squares[k] ?? 0) / ORDER_PAIRS - (s / ORDER_PAIRS) ** 2));
  const standardError = Math.sqrt(Math.max(...variance) / (ORDER_PAIRS - 1));
  return { shares: sum.map((s) => s / ORDER_PAIRS), quality: { kind: 'estimated', standardError } };
}

function gains(game: ControlGame, order: readonly number[]): readonly number[] {
  const inForce = new Set<number>();
  const gain = new Array<number>(order.length).fill(0);
  let loss = game.loss(inForce);
  for (const k of order) {
    inForce.add(k);
    const next = game.loss(inForce);
    gain[k] = loss - next;
    loss = next;
  }
  return gain;
}
