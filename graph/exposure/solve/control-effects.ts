/** Expected loss with each control gone, and with each control perfect. */
import type { CompiledGraph } from './compile';
import type { ExposureResult, LossIf } from './exposure-result';
import { lossOf, reachIn } from './reach';
import type { SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';

/** Arc visits spent on re-solving, over all controls together: controls past it are left out, and counted. */
const WORK = 40_000_000;

export function controlEffects(
  compiled: CompiledGraph,
  options: SolveOptions,
): { readonly controls: ExposureResult['controls']; readonly omitted: number } {
  const perControl = 2 * (compiled.graph.m + compiled.graph.n) * 4;
  const count = Math.min(compiled.controls.length, Math.floor(WORK / perControl));
  const controls = compiled.controls.slice(0, count).map((control, k) => ({
    id: control.id,
    removed: lossIf(compiled, k, 0, options),
    perfect: lossIf(compiled, k, 1, options),
  }));
  return { controls, omitted: compiled.controls.length - count };
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
