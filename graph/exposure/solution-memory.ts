/**
 * What was solved before, so that after a small change only those classes and states are solved again whose graphs
 * changed. A graph that is equal in every part has the same solution: nothing is taken over that a fresh run would not give.
 */
import type { AttackClass } from '@/graph/model/attack-classes';
import type { ExposureEdge, ExposureGraph } from '@/graph/model/exposure-graph';
import type { Likelihood } from './assessment';
import type { CompiledGraph, SolveOptions } from './solve/solve';

export type Solution = {
  readonly graph: ExposureGraph;
  readonly compiled: CompiledGraph;
  readonly reach: ReadonlyMap<string, Likelihood>;
};

export class SolutionMemory {
  readonly #solutions = new Map<AttackClass, readonly Solution[]>();
  #options = '';
  /** Solutions taken over in the last assessment. */
  reused = 0;

  /** Begins an assessment; other options than before make everything remembered useless. */
  begin(options: SolveOptions): void {
    const key = JSON.stringify(options);
    if (key !== this.#options) this.#solutions.clear();
    this.#options = key;
    this.reused = 0;
  }

  find(attack: AttackClass, graph: ExposureGraph): Solution | undefined {
    const found = this.#solutions.get(attack)?.find((solution) => isSameGraph(solution.graph, graph));
    if (found) this.reused++;
    return found;
  }

  /** Remembers the solutions of a class in place of the earlier ones. */
  keep(attack: AttackClass, solutions: readonly Solution[]): void {
    this.#solutions.set(attack, solutions);
  }
}

function isSameGraph(a: ExposureGraph, b: ExposureGraph): boolean {
  return (
    isSameList(a.edges, b.edges, isSameEdge) &&
    isSameList(a.nodes, b.nodes, (x, y) => x.id === y.id && x.p === y.p) &&
    isSameList(a.entries, b.entries, (x, y) => x.node === y.node && x.access === y.access) &&
    isSameList(a.targets, b.targets, (x, y) => x.node === y.node && x.impact === y.impact) &&
    isSameList(
      a.controls,
      b.controls,
      (x, y) => x.id === y.id && x.effectiveness === y.effectiveness && x.mode === y.mode,
    )
  );
}

const isSameEdge = (a: ExposureEdge, b: ExposureEdge): boolean =>
  a.id === b.id &&
  a.p === b.p &&
  a.from === b.from &&
  a.to === b.to &&
  isSameList(a.controls ?? [], b.controls ?? [], (x, y) => x === y);

const isSameList = <T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean =>
  a.length === b.length &&
  a.every((item, at) => {
    const other = b[at];
    return other !== undefined && isSame(item, other);
  });
