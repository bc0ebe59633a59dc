/** What must hold between the engine and the truth by enumeration, stated once for the daily and the nightly run. */
import type { ExposureGraph } from '@/graph/model/exposure-graph';
import { enumerate } from './brute-force';
import { compileGraph } from './compile';
import { lossOf, reachIn } from './reach';
import { DEFAULT_SOLVE_OPTIONS, type Reach, type SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

/** Exact solvers out of reach, sampling off: what is left are the proven bounds. */
export const BOUNDS_ONLY: SolveOptions = { ...DEFAULT_SOLVE_OPTIONS, stateBudget: 0, worlds: 0 };

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-11 * Math.max(a, b);

/** Every way in which the engine disagrees with the truth on this graph; empty when all is well. */
export function disagreements(model: ExposureGraph): readonly string[] {
  const truth = enumerate(model);
  const compiled = compileGraph(model);
  const found: string[] = [];
  const compare = (what: string, reach: Reach | undefined, expected: number, options: SolveOptions): void => {
    if (reach === undefined) found.push(`${what}: no answer`);
    else if (options === BOUNDS_ONLY) {
      if (!(reach.low <= expected * (1 + 1e-11) && expected <= reach.high * (1 + 1e-11))) {
        found.push(`${what}: ${expected} lies outside ${reach.kind} [${reach.low}, ${reach.high}]`);
      }
    } else if (reach.kind !== 'exact' || !isClose(reach.value, expected)) {
      found.push(`${what}: ${reach.kind} ${reach.value} instead of ${expected}`);
    }
  };
  for (const options of [DEFAULT_SOLVE_OPTIONS, BOUNDS_ONLY]) {
    const { targets, anyTarget } = reachIn(compiled, scenarioOf(compiled), options);
    for (const [node, expected] of truth.targets) compare(node, targets.get(node), expected, options);
    compare('any target', anyTarget, truth.anyTarget, options);
    const loss = model.targets.reduce((sum, t) => sum + t.impact * (truth.targets.get(t.node) ?? 0), 0);
    compare('expected loss', lossOf(compiled, targets), loss, options);
  }
  return found;
}
