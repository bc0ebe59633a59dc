/**
 * A survey of a large graph given as arrays: the questions whose cost is linear, with the time each takes.
 * The clock is the caller's; nothing here looks at the time by itself.
 */
import { bestPathsFrom } from '@/graph/kernel/best-paths';
import { blastRadii } from '@/graph/kernel/blast-radius';
import { stronglyConnectedComponents } from '@/graph/kernel/components';
import { buildDigraph } from '@/graph/kernel/digraph';
import { PathSearch } from '@/graph/kernel/top-paths';
import { noisyOrBound } from '@/graph/kernel/upper-bound';

export type SurveyInput = {
  readonly n: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly p: Float64Array;
};

export type SurveyQuestions = {
  readonly entries: readonly (readonly [node: number, access: number])[];
  readonly targets: readonly number[];
  readonly topkTargets: readonly number[];
  readonly blastAssets: readonly number[];
};

export type Survey = {
  /** Milliseconds, the best of the runs. */
  readonly timings: Readonly<Record<'build' | 'bestPass' | 'topPaths' | 'noisyOr' | 'blast', number>>;
  readonly checks: {
    /** Targets with a best path. */
    readonly reachedTargets: number;
    readonly sumBest: number;
    readonly sumTopPaths: number;
    readonly sumNoisyOr: number;
    readonly sumBlast: number;
  };
};

/** A stage is run again while it has taken less than this in all, so that short ones are not timed cold. */
const WARM_MS = 1_500;
const MAX_RUNS = 9;

/** Answers the questions. `top` paths per listed target; `now` in milliseconds. A stage's time is that of its best run. */
export function survey(
  input: SurveyInput,
  questions: SurveyQuestions,
  top: number,
  now: () => number,
): Survey {
  const timings = { build: 0, bestPass: 0, topPaths: 0, noisyOr: 0, blast: 0 };
  const timed = <T>(stage: keyof typeof timings, run: () => T): T => {
    let spent = 0;
    let best = Number.POSITIVE_INFINITY;
    for (let runs = 1; ; runs++) {
      const start = now();
      const result = run();
      const took = now() - start;
      spent += took;
      best = Math.min(best, took);
      timings[stage] = best;
      if (spent >= WARM_MS || runs === MAX_RUNS) return result;
    }
  };
  const source = input.n;
  const { graph, weight } = timed('build', () => withSource(input, questions.entries));
  const { best } = timed('bestPass', () => bestPathsFrom(graph, weight, source));
  const sumTopPaths = timed('topPaths', () =>
    sumOfTopPaths(new PathSearch(graph, weight, best, source), questions.topkTargets, top),
  );
  const { components, bound } = timed('noisyOr', () => {
    const components = stronglyConnectedComponents(graph, weight);
    return { components, bound: noisyOrBound(graph, weight, source, components) };
  });
  const radii = timed('blast', () => blastRadii(graph, weight, components, questions.blastAssets));
  return {
    timings,
    checks: {
      reachedTargets: questions.targets.filter((t) => (best[t] ?? 0) > 0).length,
      sumBest: questions.targets.reduce((sum, t) => sum + (best[t] ?? 0), 0),
      sumTopPaths,
      sumNoisyOr: questions.targets.reduce((sum, t) => sum + (bound[t] ?? 0), 0),
      sumBlast: radii.reduce((sum, radius) => sum + radius, 0),
    },
  };
}

/** The graph with one more node, a source with an arc of its access likelihood to each entry. */
export function withSource(
  input: SurveyInput,
  entries: SurveyQuestions['entries'],
): { graph: ReturnType<typeof buildDigraph>['graph']; weight: Float64Array } {
  const m = input.from.length;
  const tails = new Int32Array(m + entries.length);
  const heads = new Int32Array(m + entries.length);
  tails.set(input.from);
  heads.set(input.to);
  for (const [k, [node]] of entries.entries()) {
    tails[m + k] = input.n;
    heads[m + k] = node;
  }
  const { graph, order } = buildDigraph(input.n + 1, tails, heads);
  const weight = new Float64Array(graph.m);
  for (let e = 0; e < graph.m; e++) {
    const at = order[e] ?? 0;
    weight[e] = at < m ? (input.p[at] ?? 0) : (entries[at - m]?.[1] ?? 0);
  }
  return { graph, weight };
}

function sumOfTopPaths(search: PathSearch, targets: readonly number[], top: number): number {
  let sum = 0;
  for (const target of targets) {
    let listed = 0;
    for (const path of search.pathsTo(target)) {
      sum += path.likelihood;
      if (++listed === top) break;
    }
  }
  return sum;
}
