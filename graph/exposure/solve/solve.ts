/**
 * The engine's front: questions by name over a compiled graph. Every answer says how it is known; the same
 * graph gives the same bytes whatever the order of its input.
 */
import type { ExposureGraph } from '@/graph/model/exposure-graph';
import { importanceOf } from './birnbaum';
import { ChokePointFinder, type ChokePoints } from './choke-points';
import { type CompiledGraph, compileGraph } from './compile';
import { controlEffects } from './control-effects';
import type { ExposureResult, Omission, TargetResult } from './exposure-result';
import { stronglyConnected } from './feedback-loops';
import { lossOf, reachIn, reachOf } from './reach';
import { DEFAULT_SOLVE_OPTIONS, type Reach, type SolvedPath, type SolveOptions } from './reach-types';
import { scenarioOf } from './scenario';
import { PathLister } from './solved-paths';

export type { ChokePoints, CompiledGraph, ExposureResult, Reach, SolvedPath, SolveOptions };
export { compileGraph, DEFAULT_SOLVE_OPTIONS, reachOf, stronglyConnected };

const listers = new WeakMap<CompiledGraph, PathLister>();
const finders = new WeakMap<CompiledGraph, ChokePointFinder>();

function remembered<T>(made: WeakMap<CompiledGraph, T>, compiled: CompiledGraph, make: () => T): T {
  const known = made.get(compiled);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(compiled, fresh);
  return fresh;
}

const listerOf = (compiled: CompiledGraph): PathLister =>
  remembered(listers, compiled, () => new PathLister(compiled, scenarioOf(compiled)));

const finderOf = (compiled: CompiledGraph): ChokePointFinder =>
  remembered(finders, compiled, () => new ChokePointFinder(compiled));

/** The `top` likeliest paths to a node: likelihood descending, then fewer edges, then ids. Throws RangeError for an unknown node. */
export function topPaths(compiled: CompiledGraph, target: string, top: number): readonly SolvedPath[] {
  const at = compiled.outside.get(target);
  if (at === undefined) throw new RangeError(`no node has the id "${target}"`);
  return listerOf(compiled).list(at, top).paths;
}

/** Dominators and one minimum vertex cut of a node. Throws RangeError for an unknown node. */
export function chokePointsOf(compiled: CompiledGraph, target: string): ChokePoints {
  return finderOf(compiled).find(target);
}

/** Nodes other than the target on every path to it, in id order. Throws RangeError for an unknown node. */
export function dominatorsOf(compiled: CompiledGraph, target: string): readonly string[] {
  return finderOf(compiled).dominatorsOf(target);
}

/** Everything about one graph. */
export function solve(model: ExposureGraph, options: SolveOptions = DEFAULT_SOLVE_OPTIONS): ExposureResult {
  const compiled = compileGraph(model);
  const { ladder, targets: reach, anyTarget } = reachIn(compiled, scenarioOf(compiled), options);
  const omitted: Omission[] = [];
  const targets: TargetResult[] = compiled.targets.map(({ node, at }) => {
    const { paths, isComplete } = listerOf(compiled).list(at, options.top);
    if (!isComplete) omitted.push({ what: 'paths', at: node, count: 1 });
    const known = reach.get(node);
    if (known === undefined) throw new RangeError(`target "${node}" was not solved`);
    return { node, reach: known, paths, ...finderOf(compiled).find(node) };
  });
  const base = { loss: lossOf(compiled, reach), states: ladder.spent };
  const importance = importanceOf(compiled, ladder, options);
  if (importance.omitted > 0) omitted.push({ what: 'birnbaum', at: 'edges', count: importance.omitted });
  const effects = controlEffects(compiled, base, options);
  if (effects.omitted > 0) omitted.push({ what: 'controls', at: 'controls', count: effects.omitted });
  return {
    schema: 'headwater/exposure@1',
    targets,
    anyTarget,
    expectedLoss: base.loss,
    edges: importance.edges,
    controls: effects.controls,
    omitted,
  };
}
