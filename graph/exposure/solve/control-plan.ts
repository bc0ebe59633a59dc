/**
 * Which controls to buy for a budget. Adding a control never raises the loss, but gains are neither additive
 * nor diminishing (two parallel routes: closing one alone does nothing), so greedy choice promises nothing:
 * up to 20 candidates the search is complete, beyond that it builds up (looking ahead in pairs) and pares down, and swaps; either way
 * the distance to a proven bound is reported.
 */
import { byText } from '@/graph/model/ids';
import type { CompiledGraph } from './compile';
import type { Loss } from './exposure-result';
import { lossOf, reachIn } from './reach';
import type { SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

export type Candidate = {
  /** A control of the graph, with the effectiveness stated there. */
  readonly control: string;
  /** In any unit, above 0. */
  readonly cost: number;
};

export type ControlPlan = {
  /** In id order. */
  readonly chosen: readonly string[];
  readonly cost: number;
  readonly before: Loss;
  readonly after: Loss;
  /** No affordable set brings the loss below this. */
  readonly bound: number;
  /** after − bound; 0 where the plan is proven best. */
  readonly gap: number;
  readonly method: 'complete' | 'greedy';
  /** Sets of controls that were solved. */
  readonly evaluated: number;
};

export const MAX_COMPLETE = 20;
/** Sets solved at most: a complete search that runs out ends with the gap it has. */
const MAX_EVALUATIONS = 5_000;

/**
 * Chooses candidates to put in force; controls that are no candidates stay as they are. Throws RangeError
 * for unknown or repeated controls and costs or budgets that are not above 0.
 */
export function planControls(
  compiled: CompiledGraph,
  candidates: readonly Candidate[],
  budget: number,
  options: SolveOptions,
): ControlPlan {
  const search = new PlanSearch(compiled, candidates, budget, options);
  return search.candidates.length <= MAX_COMPLETE ? search.complete() : search.greedy();
}

type Item = { readonly id: string; readonly at: number; readonly cost: number };

class PlanSearch {
  readonly candidates: readonly Item[];
  private readonly compiled: CompiledGraph;
  private readonly budget: number;
  private readonly options: SolveOptions;
  private readonly known = new Map<string, Loss>();
  private best: readonly Item[] = [];

  constructor(
    compiled: CompiledGraph,
    candidates: readonly Candidate[],
    budget: number,
    options: SolveOptions,
  ) {
    if (!(budget >= 0)) throw new RangeError(`the budget ${budget} is not a number from 0 up`);
    const place = new Map(compiled.controls.map(({ id }, k) => [id, k]));
    const items = candidates.map(({ control, cost }) => {
      const at = place.get(control);
      if (at === undefined) throw new RangeError(`there is no control "${control}" to choose`);
      if (!(cost > 0)) throw new RangeError(`the cost ${cost} of "${control}" is not above 0`);
      return { id: control, at, cost };
    });
    if (new Set(items.map(({ id }) => id)).size < items.length)
      throw new RangeError('a candidate is named twice');
    this.candidates = items.sort((a, b) => byText(a.id, b.id));
    this.compiled = compiled;
    this.budget = budget;
    this.options = options;
  }

  /** Branch and bound: a branch whose remaining candidates, all together, cannot beat the best is left. */
  complete(): ControlPlan {
    const order = [...this.affordable([])].sort(
      (a, b) => this.gainPerCost([], b) - this.gainPerCost([], a) || byText(a.id, b.id),
    );
    this.best = this.heuristic();
    const openBound = this.branch([], order, 0);
    const reached = this.value(this.best);
    return this.plan('complete', Math.min(reached, openBound));
  }

  greedy(): ControlPlan {
    this.best = this.heuristic();
    return this.plan('greedy', this.value(this.affordable([])));
  }

  /** Returns the least loss that branches left open for lack of evaluations could still reach. */
  private branch(chosen: readonly Item[], order: readonly Item[], from: number): number {
    const spent = costOf(chosen);
    const rest = order.slice(from).filter((item) => spent + item.cost <= this.budget);
    const optimistic = this.value([...chosen, ...rest]);
    if (optimistic >= this.value(this.best)) return Number.POSITIVE_INFINITY;
    if (costOf(rest) + spent <= this.budget) {
      this.best = [...chosen, ...rest];
      return Number.POSITIVE_INFINITY;
    }
    if (this.known.size >= MAX_EVALUATIONS) return optimistic;
    const [next] = rest;
    if (next === undefined) return Number.POSITIVE_INFINITY;
    const after = order.indexOf(next) + 1;
    return Math.min(this.branch([...chosen, next], order, after), this.branch(chosen, order, after));
  }

  /** The better of building up from nothing and paring down from everything, after swaps while they help. */
  private heuristic(): readonly Item[] {
    const [up, down] = [this.climb([]), this.climb(this.pare())].map((chosen) => this.improve(chosen));
    if (up === undefined || down === undefined) return [];
    return this.value(down) < this.value(up) ? down : up;
  }

  /** Adds by gain per cost, singly or in pairs, while that helps. */
  private climb(from: readonly Item[]): readonly Item[] {
    let chosen = from;
    for (;;) {
      const step = this.bestStep(chosen);
      if (step.length === 0) return chosen;
      chosen = [...chosen, ...step];
    }
  }

  /** Takes away from all candidates what is missed least per cost, until the rest is affordable. */
  private pare(): readonly Item[] {
    let kept = this.affordable([]);
    while (costOf(kept) > this.budget) {
      const without = (item: Item): readonly Item[] => kept.filter((other) => other !== item);
      const missed = (item: Item): number => (this.value(without(item)) - this.value(kept)) / item.cost;
      kept = without(kept.reduce((least, item) => (missed(item) < missed(least) ? item : least)));
    }
    return kept;
  }

  private improve(from: readonly Item[]): readonly Item[] {
    let chosen = from;
    for (let round = 0; round < this.candidates.length; round++) {
      const swapped = this.bestSwap(chosen);
      if (swapped === null) break;
      chosen = swapped;
    }
    return chosen;
  }

  private bestStep(chosen: readonly Item[]): readonly Item[] {
    const open = this.affordable(chosen);
    const singles = open.map((item) => [item]);
    const pairs = open.flatMap((a, k) =>
      open.slice(k + 1).flatMap((b) => (costOf([...chosen, a, b]) <= this.budget ? [[a, b]] : [])),
    );
    let best: readonly Item[] = [];
    let bestRate = 0;
    for (const step of [...singles, ...pairs]) {
      const rate = (this.value(chosen) - this.value([...chosen, ...step])) / costOf(step);
      if (rate > bestRate * (1 + 1e-12)) [best, bestRate] = [step, rate];
    }
    return best;
  }

  private bestSwap(chosen: readonly Item[]): readonly Item[] | null {
    let best: readonly Item[] | null = null;
    let least = this.value(chosen) * (1 - 1e-12);
    for (const out of chosen) {
      const kept = chosen.filter((item) => item !== out);
      for (const item of this.affordable(kept)) {
        const loss = item === out ? Number.POSITIVE_INFINITY : this.value([...kept, item]);
        if (loss < least) [best, least] = [[...kept, item], loss];
      }
    }
    return best;
  }

  private affordable(chosen: readonly Item[]): readonly Item[] {
    const left = this.budget - costOf(chosen);
    return this.candidates.filter((item) => !chosen.includes(item) && item.cost <= left);
  }

  private gainPerCost(chosen: readonly Item[], item: Item): number {
    return (this.value(chosen) - this.value([...chosen, item])) / item.cost;
  }

  private value(chosen: readonly Item[]): number {
    return this.loss(chosen).value;
  }

  private loss(chosen: readonly Item[]): Loss {
    const off = this.candidates.filter((item) => !chosen.includes(item));
    const key = off.map(({ at }) => at).join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const scenario = scenarioOf(this.compiled, {
      effectiveness: new Map(off.map(({ at }) => [at, 0])),
    });
    const loss = lossOf(this.compiled, reachIn(this.compiled, scenario, this.options).targets);
    this.known.set(key, loss);
    return loss;
  }

  private plan(method: ControlPlan['method'], bound: number): ControlPlan {
    const after = this.loss(this.best);
    const isExact = [...this.known.values()].every(({ kind }) => kind === 'exact');
    const proven = isExact ? bound : Math.min(bound, this.loss(this.affordable([])).low);
    return {
      chosen: this.best.map(({ id }) => id).sort(byText),
      cost: costOf(this.best),
      before: this.loss([]),
      after,
      bound: proven,
      gap: Math.max(0, after.value - proven),
      method,
      evaluated: this.known.size,
    };
  }
}

const costOf = (items: readonly Item[]): number => items.reduce((sum, { cost }) => sum + cost, 0);
