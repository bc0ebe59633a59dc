/** One attack class solved in its three states. States whose graphs are the same are solved once. */
import type { AttackClass } from '@/graph/model/attack-classes';
import type { ExposureGraph } from '@/graph/model/exposure-graph';
import { type Likelihood, type Settings, STATES, type ThreeWay } from './assessment';
import type { ClassGraph } from './compile';
import type { Solution, SolutionMemory } from './solution-memory';
import {
  type CompiledGraph,
  compileGraph,
  DEFAULT_SOLVE_OPTIONS,
  reachOf,
  type SolveOptions,
} from './solve/solve';

export type SolvedClass = {
  readonly attack: AttackClass;
  readonly classGraph: ClassGraph;
  readonly compiled: ThreeWay<CompiledGraph>;
  readonly reach: ThreeWay<ReadonlyMap<string, Likelihood>>;
};

/** Sampled worlds where bounds are too wide: a 95 % interval of at most ±0.022. */
const WORLDS = 2000;

export const optionsOf = (settings: Settings): SolveOptions => ({
  ...DEFAULT_SOLVE_OPTIONS,
  top: settings.topPaths,
  stateBudget: settings.stateBudget,
  seed: settings.seed,
  worlds: WORLDS,
});

/** Solves the class for every target, inherent, current and planned; what the memory holds is not solved again. */
export function solveClass(classGraph: ClassGraph, settings: Settings, memory: SolutionMemory): SolvedClass {
  const solutions = new Map<ExposureGraph, Solution>();
  const solutionFor = (graph: ExposureGraph): Solution => {
    const known = solutions.get(graph) ?? memory.find(classGraph.attack, graph) ?? solved(graph, settings);
    solutions.set(graph, known);
    return known;
  };
  const [inherent, current, planned] = STATES.map((state) => solutionFor(classGraph.graph(state)));
  if (!inherent || !current || !planned) throw new Error('a state was not solved');
  memory.keep(classGraph.attack, [...new Set(solutions.values())]);
  return {
    attack: classGraph.attack,
    classGraph,
    compiled: { inherent: inherent.compiled, current: current.compiled, planned: planned.compiled },
    reach: { inherent: inherent.reach, current: current.reach, planned: planned.reach },
  };
}

function solved(graph: ExposureGraph, settings: Settings): Solution {
  const compiled = compileGraph(graph);
  return { graph, compiled, reach: reachOf(compiled, optionsOf(settings)) };
}
