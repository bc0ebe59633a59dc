/** Expected loss with each control gone, and with each control perfect. */
import type { CompiledGraph } from './compile';
import type { ExposureResult, Loss, LossIf } from './exposure-result';
import { lossOf, reachIn } from './reach';
import type { SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

/** Work for all controls together, in arcs looked at; controls past it are left out, and counted. */
const WORK = 100_000_000;
/** Rough work of one run: passes over the graph, states of the exact solvers, sampled worlds. */
const PASSES = 40;
const PER_STATE = 20;
const SAMPLING = 8_000_000;

/** What the graph as it stands came to, and at what price. */
export type BaseRun = { readonly loss: Loss; readonly states: number };

/** The controls that guard most come first where not all can be asked about. */
export function controlEffects(
  compiled: CompiledGraph,
  base: BaseRun,
  options: SolveOptions,
): { readonly controls: ExposureResult['controls']; readonly omitted: number } {
  const isExact = base.loss.kind === 'exact';
  const passes = PASSES * (compiled.graph.m + compiled.graph.n);
  const perRun = isExact ? passes + PER_STATE * base.states : passes + SAMPLING;
  // Where the answer is sampled anyway, exact solvers and path subgraphs would only cost time.
  const cheap = isExact ? options : { ...options, stateBudget: 0 };
  const chosen = compiled.controls
    .map((control, k) => ({ id: control.id, k, guards: control.arcs.length }))
    .sort((a, b) => b.guards - a.guards || a.k - b.k)
    .slice(0, Math.max(1, Math.floor(WORK / (2 * perRun))))
    .sort((a, b) => a.k - b.k);
  const controls = chosen.map(({ id, k }) => ({
    id,
    removed: lossIf(compiled, k, 0, cheap),
    perfect: lossIf(compiled, k, 1, cheap),
  }));
  return { controls, omitted: compiled.controls.length - controls.length };
}

function lossIf(
  compiled: CompiledGraph,
  control: number,
  effectiveness: number,
  options: SolveOptions,
): LossIf {
  const scenario = scenarioOf(compiled, { effectiveness: new Map([[control, effectiveness]]) });
  const loss = lossOf(compiled, reachIn(compiled, scenario, options).targets);
  return { expectedLoss: loss.value, kind: loss.kind, low: loss.low, high: loss.high };
}
