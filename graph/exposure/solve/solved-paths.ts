/**
 * The likeliest paths to a target, each shared control counted once per path. Order: likelihood, then fewer
 * edges, then ids. Paths are enumerated with shared controls left out, which never underrates a path, until
 * no path to come can still belong among the listed ones.
 */
import { bestPathsFrom } from '@/graph/kernel/best-paths';
import { PathSearch } from '@/graph/kernel/top-paths';
import { byText } from '@/graph/model/ids';
import { type CompiledGraph, SOURCE } from './compile';
import { likelihoodOf } from './ladder';
import type { SolvedPath } from './reach-types';
import type { Scenario } from './scenario';

/** Likelihoods closer than this, relatively, are ties: they differ by rounding alone. */
const TIE = 1e-12;
/** Paths looked at per path listed, at most: ties and shared controls can make the search go on for long. */
const LOOK_AHEAD = 40;

export type PathList = {
  readonly paths: readonly SolvedPath[];
  /** False where the search stopped before it was sure that no unlisted path belongs here. */
  readonly isComplete: boolean;
};

/** Lists paths for many targets of one scenario. */
export class PathLister {
  private readonly compiled: CompiledGraph;
  private readonly scenario: Scenario;
  private readonly search: PathSearch;

  constructor(compiled: CompiledGraph, scenario: Scenario) {
    this.compiled = compiled;
    this.scenario = scenario;
    const { best } = bestPathsFrom(compiled.graph, scenario.weight, SOURCE);
    this.search = new PathSearch(compiled.graph, scenario.weight, best, SOURCE);
  }

  /** The `top` best paths to an integer node. */
  list(at: number, top: number): PathList {
    if (top <= 0) return { paths: [], isComplete: true };
    const found: SolvedPath[] = [];
    const best: number[] = [];
    const limit = LOOK_AHEAD * top + 200;
    for (const path of this.search.pathsTo(at)) {
      const least = best[top - 1];
      if (least !== undefined && path.likelihood < least * (1 - TIE)) return finish(found, top, true);
      if (found.length >= limit) return finish(found, top, false);
      const p = likelihoodOf(path.arcs, this.scenario);
      found.push(this.named(path.arcs, p));
      insertDescending(best, p, top);
    }
    return finish(found, top, true);
  }

  private named(arcs: readonly number[], p: number): SolvedPath {
    const { arcNames, graph, owner, nodeIds } = this.compiled;
    const edges: string[] = [];
    const nodes: string[] = [];
    for (const e of arcs) {
      const name = arcNames[e] ?? '';
      if (name === '') continue;
      edges.push(name);
      const node = nodeIds[owner[graph.head[e] ?? 0] ?? -1];
      if (node !== undefined) nodes.push(node);
    }
    return { nodes, edges, p };
  }
}

function insertDescending(best: number[], p: number, top: number): void {
  let at = best.length;
  while (at > 0 && (best[at - 1] ?? 0) < p) at--;
  best.splice(at, 0, p);
  if (best.length > top) best.pop();
}

function finish(found: SolvedPath[], top: number, isComplete: boolean): PathList {
  const rank = new Map(found.map((path) => [path, Number(path.p.toPrecision(11))]));
  found.sort(
    (a, b) =>
      (rank.get(b) ?? 0) - (rank.get(a) ?? 0) ||
      a.edges.length - b.edges.length ||
      byText(a.nodes.join('\u0000'), b.nodes.join('\u0000')) ||
      byText(a.edges.join('\u0000'), b.edges.join('\u0000')),
  );
  return { paths: found.slice(0, top), isComplete };
}
