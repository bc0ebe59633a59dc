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
  /** Milliseconds. */
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

/** Answers the questions. `top` paths per listed target; `now` in milliseconds. */
export function survey(
  input: SurveyInput,
  questions: SurveyQuestions,
  top: number,
  now: () => number,
): Survey {
  const marks: number[] = [now()];
  const source = input.n;
  const { graph, weight } = withSource(input, questions.entries);
  marks.push(now());
  const { best } = bestPathsFrom(graph, weight, source);
  marks.push(now());
  const sumTopPaths = sumOfTopPaths(new PathSearch(graph, weight, best, source), questions.topkTargets, top);
  marks.push(now());
  const components = stronglyConnectedComponents(graph, weight);
  const bound = noisyOrBound(graph, weight, source, components);
  marks.push(now());
  const radii = blastRadii(graph, weight, components, questions.blastAssets);
  marks.push(now());
  const [build = 0, bestPass = 0, topPaths = 0, noisyOr = 0, blast = 0] = marks
    .slice(1)
    .map((mark, k) => mark - (marks[k] ?? 0));
  return {
    timings: { build, bestPass, topPaths, noisyOr, blast },
    checks: {
      reachedTargets: questions.targets.filter((t) => (best[t] ?? 0) > 0).length,
      sumBest: questions.targets.reduce((sum, t) => sum + (best[t] ?? 0), 0),
      sumTopPaths,
      sumNoisyOr: questions.targets.reduce((sum, t) => sum + (bound[t] ?? 0), 0),
      sumBlast: radii.reduce((sum, radius) => sum + radius, 0),
    },
  };
}

function withSource(
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
