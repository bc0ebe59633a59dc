/**
 * The ladder of solvers for one scenario: exact where the budget allows, otherwise a proven interval. Work
 * done for one target (pieces, the all-target pass) serves the next.
 */
import { type BestPaths, bestPathsFrom } from '@/graph/kernel/best-paths';
import { CERTAIN, type Chance, IMPOSSIBLE } from '@/graph/kernel/piece';
import { PathSearch } from '@/graph/kernel/top-paths';
import { type CompiledGraph, SOURCE } from './compile';
import { type GroupResult, type Purse, solveGroup } from './conditioned';
import { Pieces, type Stretch } from './pieces';
import { bounded, exactly, type Reach, type SolveOptions } from './reach-types';
import type { Scenario } from './scenario';
import { upperBounds } from './upper-bounds';

/** The budget of one run over all targets: a multiple of the budget for one piece, up to a limit. */
const PIECES_PER_RUN = 25;
const RUN_LIMIT = 10_000_000;
/** The subgraph for a lower bound grows path by path: checked at 16 paths, 32 … up to this many per target. */
const FIRST_PATHS = 16;
const MAX_PATHS = 64;
/** Paths for lower bounds over all targets together, while each has its first ones. */
const LOWER_BOUND_PATHS = 4_000;
/** States for lower bounds over all targets together, and the least for one of them. */
const LOWER_BOUND_RUN = 200_000;
const LOWER_BOUND_LEAST = 500;
/** Relative room for rounding at proven ends. */
const ROUNDING = 1e-12;

export type Gradient = ReadonlyMap<number, number>;

export class Ladder {
  readonly compiled: CompiledGraph;
  readonly scenario: Scenario;
  private readonly options: SolveOptions;
  private readonly pieces: Pieces;
  private readonly purse: Purse;
  private readonly runBudget: number;
  private readonly groups = new Map<string, GroupResult | null>();
  private upper: Float64Array | null = null;
  private best: BestPaths | null = null;
  private search: PathSearch | null = null;

  constructor(compiled: CompiledGraph, scenario: Scenario, options: SolveOptions) {
    this.compiled = compiled;
    this.scenario = scenario;
    this.options = options;
    this.pieces = new Pieces(compiled, scenario);
    this.runBudget = Math.max(options.stateBudget, Math.min(RUN_LIMIT, PIECES_PER_RUN * options.stateBudget));
    this.purse = { left: this.runBudget };
  }

  /** Exact or bounded; never estimated. `at` is an integer node. */
  reach(at: number): Reach {
    const exact = this.exact(at);
    if (exact !== null) return exactly(positive(exact.yes, this.isReachable(at)));
    return this.bounds(at);
  }

  /** States the exact solvers have visited so far, arcs laid out included. */
  get spent(): number {
    return this.runBudget - this.purse.left;
  }

  isReachable(at: number): boolean {
    return this.pieces.reachable[at] === 1;
  }

  /** The exact chance that a node is reached; null where the budget does not suffice. */
  exact(at: number): Chance | null {
    if (!this.isReachable(at)) return IMPOSSIBLE;
    let product: Chance = CERTAIN;
    for (const group of this.groupsTo(at) ?? [null]) {
      const solved = group === null ? null : this.solved(group, false);
      if (solved === null) return null;
      product = { yes: product.yes * solved.yes, no: product.no + product.yes * solved.no };
    }
    return product;
  }

  /** d R(at) / d weight of every arc on a route to the node; null where it is not exact. */
  gradient(at: number): Gradient | null {
    if (!this.isReachable(at)) return new Map();
    const groups = this.groupsTo(at);
    if (groups === null) return null;
    const solved: GroupResult[] = [];
    for (const group of groups) {
      const result = this.solved(group, true);
      if (result === null) return null;
      solved.push(result);
    }
    const total = new Map<number, number>();
    for (const [k, part] of solved.entries()) {
      const others = solved.reduce((rest, other, j) => (j === k ? rest : rest * other.yes), 1);
      for (const [e, g] of part.gradient ?? []) total.set(e, (total.get(e) ?? 0) + others * g);
    }
    return total;
  }

  private bounds(at: number): Reach {
    this.upper ??= upperBounds(this.compiled, this.scenario, this.pieces.reachable);
    const high = Math.min(1, (this.upper[at] ?? 1) * (1 + ROUNDING), this.chainUpper(at));
    const low = Math.min(high, this.lower(at) * (1 - ROUNDING));
    return bounded(positive(low, true), positive(high, true));
  }

  /** Product over the groups of stretches: exact where one is, else 1. */
  private chainUpper(at: number): number {
    let product = 1;
    for (const group of this.groupsTo(at) ?? []) product *= this.solved(group, false)?.yes ?? 1;
    return product * (1 + ROUNDING);
  }

  /** Exact chance inside the arcs of the likeliest paths, as many as the budget bears: any subgraph bounds from below. */
  private lower(at: number): number {
    this.best ??= bestPathsFrom(this.compiled.graph, this.scenario.weight, SOURCE);
    this.search ??= new PathSearch(this.compiled.graph, this.scenario.weight, this.best.best, SOURCE);
    const targets = this.compiled.targets.length;
    const share = LOWER_BOUND_RUN / targets;
    const most = Math.min(MAX_PATHS, Math.max(FIRST_PATHS, LOWER_BOUND_PATHS / targets));
    const purse = {
      left: Math.floor(Math.min(this.options.stateBudget, Math.max(LOWER_BOUND_LEAST, share))),
    };
    const arcs = new Set<number>();
    let paths = 0;
    let check = FIRST_PATHS;
    let low = 0;
    for (const path of this.search.pathsTo(at)) {
      for (const e of path.arcs) arcs.add(e);
      low = Math.max(low, likelihoodOf(path.arcs, this.scenario));
      if (++paths < check) continue;
      const solved = this.within(arcs, at, purse);
      low = Math.max(low, solved ?? 0);
      if (solved === null || 2 * paths > most) return low;
      check *= 2;
    }
    return paths === check / 2 ? low : Math.max(low, this.within(arcs, at, purse) ?? 0);
  }

  private within(arcs: ReadonlySet<number>, at: number, purse: Purse): number | null {
    const stretch = stretchOf(this.compiled, this.scenario, [...arcs], at);
    return solveGroup([stretch], this.scenario, purse.left, purse, false)?.yes ?? null;
  }

  private solved(group: readonly Stretch[], withGradient: boolean): GroupResult | null {
    const key = `${withGradient ? 'g' : 'v'}${group.map((stretch) => stretch.end).join(',')}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const { stateBudget } = this.options;
    const made = solveGroup(group, this.scenario, stateBudget, this.purse, withGradient);
    this.groups.set(key, made);
    return made;
  }

  /** The stretches to a node, those tied by shared controls together; null where one was too large to cut out. */
  private groupsTo(at: number): readonly (readonly Stretch[])[] | null {
    const groups: { stretches: Stretch[]; shared: Set<number> }[] = [];
    for (const end of this.pieces.chainTo(at)) {
      const stretch = this.pieces.stretchTo(end);
      if (stretch === null) return null;
      const joined = { stretches: [stretch], shared: new Set(stretch.shared) };
      for (let k = groups.length - 1; k >= 0; k--) {
        const group = groups[k];
        if (group === undefined || !stretch.shared.some((c) => group.shared.has(c))) continue;
        joined.stretches.unshift(...group.stretches);
        for (const c of group.shared) joined.shared.add(c);
        groups.splice(k, 1);
      }
      groups.push(joined);
    }
    return groups.map((group) => group.stretches);
  }
}

/** Keeps an event that can happen apart from one that cannot, also below the smallest number. */
const positive = (value: number, isPossible: boolean): number =>
  isPossible ? Math.max(value, Number.MIN_VALUE) : value;

/** Likelihood of a path, each shared control counted once. */
export function likelihoodOf(arcs: readonly number[], scenario: Scenario): number {
  let p = 1;
  const met = new Set<number>();
  for (const e of arcs) {
    p *= scenario.weight[e] ?? 0;
    for (const c of scenario.sharedOn.get(e) ?? []) met.add(c);
  }
  for (const c of [...met].sort((a, b) => a - b)) p *= scenario.shared[c]?.failure ?? 1;
  return p;
}

/** The given arcs as one stretch from the super-source to a node. */
function stretchOf(compiled: CompiledGraph, scenario: Scenario, arcs: number[], end: number): Stretch {
  const place = new Map([
    [SOURCE, 0],
    [end, 1],
  ]);
  const placeOf = (v: number): number => {
    const at = place.get(v) ?? place.size;
    place.set(v, at);
    return at;
  };
  arcs.sort((a, b) => a - b);
  const tail = Int32Array.from(arcs, (e) => placeOf(compiled.graph.tail[e] ?? 0));
  const head = Int32Array.from(arcs, (e) => placeOf(compiled.graph.head[e] ?? 0));
  const shared = new Set(arcs.flatMap((e) => scenario.sharedOn.get(e) ?? []));
  return {
    end,
    n: place.size,
    tail,
    head,
    arcs: Int32Array.from(arcs),
    shared: [...shared].sort((a, b) => a - b),
  };
}
