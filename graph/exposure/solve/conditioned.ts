/**
 * Exact chance that every stretch of a group is passed, where shared controls tie them together: the states
 * of the controls are gone through one by one and weighed. A control that every route meets must have
 * failed, so it is taken out as a factor first.
 */
import { CERTAIN, type Chance, IMPOSSIBLE } from '@/graph/kernel/piece';
import { solveTwoTerminal } from '@/graph/kernel/two-terminal';
import type { Stretch } from './pieces';
import type { Scenario } from './scenario';

/** More controls than this at once are not gone through: their states double with each. */
export const MAX_CONDITIONED = 10;

/** Counts the states (and arcs laid out) left to an exact computation; shared by all questions of one run. */
export type Purse = { left: number };

export type GroupResult = Chance & {
  /** d yes / d weight, per arc of the whole graph; null where not asked for. */
  readonly gradient: ReadonlyMap<number, number> | null;
};

/** Which shared controls have failed in the state looked at; the others work. */
type Failed = ReadonlySet<number>;

/** Solves the group; null where the budget does not suffice. */
export function solveGroup(
  group: readonly Stretch[],
  scenario: Scenario,
  budget: number,
  purse: Purse,
  withGradient: boolean,
): GroupResult | null {
  const all = [...new Set(group.flatMap((stretch) => stretch.shared))].sort((a, b) => a - b);
  const forced = all.filter((c) => group.some((stretch) => !isPassable(stretch, scenario, new Set([c]))));
  const free = all.filter((c) => !forced.includes(c));
  if (free.length > MAX_CONDITIONED) return null;
  const factor = forced.reduce((f, c) => f * (scenario.shared[c]?.failure ?? 1), 1);
  const gradient = withGradient ? new Map<number, number>() : null;
  let yes = 0;
  let no = 0;
  for (let state = 0; state < 2 ** free.length; state++) {
    const failed = new Set([...forced, ...free.filter((_, k) => ((state >>> k) & 1) === 1)]);
    const chance = factor * chanceOf(free, failed, scenario);
    const solved = solveState(group, scenario, failed, budget, purse, withGradient);
    if (solved === null) return null;
    yes += chance * solved.yes;
    no += chance * solved.no;
    for (const [e, g] of solved.gradient ?? []) gradient?.set(e, (gradient.get(e) ?? 0) + chance * g);
  }
  return { yes, no: no + (1 - factor), gradient };
}

function chanceOf(controls: readonly number[], failed: Failed, scenario: Scenario): number {
  let chance = 1;
  for (const c of controls) {
    const failure = scenario.shared[c]?.failure ?? 1;
    chance *= failed.has(c) ? failure : 1 - failure;
  }
  return chance;
}

function solveState(
  group: readonly Stretch[],
  scenario: Scenario,
  failed: Failed,
  budget: number,
  purse: Purse,
  withGradient: boolean,
): GroupResult | null {
  let product: Chance = CERTAIN;
  const parts: { readonly stretch: Stretch; readonly yes: number; readonly gradient: Float64Array | null }[] =
    [];
  for (const stretch of group) {
    const weights = weightsIn(stretch, scenario, failed);
    const yes = weights;
    const no = yes.map((w) => 1 - w);
    const piece = { n: stretch.n, source: 0, target: 1, tail: stretch.tail, head: stretch.head, yes, no };
    const solved = solveTwoTerminal(piece, Math.min(budget, purse.left), withGradient);
    if (solved === null) {
      purse.left -= Math.min(budget, purse.left);
      return null;
    }
    purse.left -= solved.states + stretch.arcs.length;
    if (solved.yes === 0 && !withGradient) return { ...IMPOSSIBLE, gradient: null };
    product = { yes: product.yes * solved.yes, no: product.no + product.yes * solved.no };
    parts.push({ stretch, yes: solved.yes, gradient: solved.gradient });
  }
  if (!withGradient) return { ...product, gradient: null };
  const gradient = new Map<number, number>();
  for (const [k, part] of parts.entries()) {
    const others = parts.reduce((rest, other, j) => (j === k ? rest : rest * other.yes), 1);
    for (const [j, e] of part.stretch.arcs.entries()) {
      if (!isOpen(e, scenario, failed)) continue;
      gradient.set(e, (gradient.get(e) ?? 0) + others * (part.gradient?.[j] ?? 0));
    }
  }
  return { ...product, gradient };
}

function isOpen(arc: number, scenario: Scenario, failed: Failed): boolean {
  const guards = scenario.sharedOn.get(arc);
  return guards === undefined || guards.every((c) => failed.has(c));
}

function weightsIn(stretch: Stretch, scenario: Scenario, failed: Failed): Float64Array {
  return Float64Array.from(stretch.arcs, (e) =>
    isOpen(e, scenario, failed) ? (scenario.weight[e] ?? 0) : 0,
  );
}

/** Whether the stretch still has a route when the given controls work. */
function isPassable(stretch: Stretch, scenario: Scenario, working: ReadonlySet<number>): boolean {
  const next: number[][] = Array.from({ length: stretch.n }, () => []);
  for (const [j, e] of stretch.arcs.entries()) {
    const stopped = scenario.sharedOn.get(e)?.some((c) => working.has(c)) ?? false;
    if (!stopped) next[stretch.tail[j] ?? 0]?.push(stretch.head[j] ?? 0);
  }
  const seen = new Set([0]);
  const queue = [0];
  for (const u of queue) {
    for (const v of next[u] ?? []) {
      if (seen.has(v)) continue;
      seen.add(v);
      queue.push(v);
    }
  }
  return seen.has(1);
}
