/** Where all routes to a target pass: its dominators, and one smallest set of nodes that cuts it off. */
import { immediateDominators } from '@/graph/kernel/dominators';
import { reachableFrom } from '@/graph/kernel/reachability';
import { UnitCutFinder } from '@/graph/kernel/unit-cut';
import { cheapestVertexCut } from '@/graph/kernel/vertex-cut';
import { byText } from '@/graph/model/ids';
import { type CompiledGraph, SOURCE } from './compile';
import { type Scenario, scenarioOf } from './scenario';

export type ChokePoints = {
  /** Nodes other than the target on every path from an entry to it, in id order. */
  readonly dominators: readonly string[];
  /** null where the target is an entry itself; size 0 where it is out of reach. */
  readonly minVertexCut: { readonly size: number; readonly nodes: readonly string[] } | null;
};

export class ChokePointFinder {
  private readonly compiled: CompiledGraph;
  private readonly scenario: Scenario;
  private readonly reachable: Uint8Array;
  private readonly idom: Int32Array;
  private readonly cuts: UnitCutFinder;

  constructor(compiled: CompiledGraph, scenario: Scenario = scenarioOf(compiled)) {
    this.compiled = compiled;
    this.scenario = scenario;
    this.reachable = reachableFrom(compiled.graph, scenario.weight, SOURCE);
    this.idom = immediateDominators(compiled.graph, scenario.weight, SOURCE);
    this.cuts = new UnitCutFinder(compiled.graph, scenario.weight, SOURCE, this.reachable);
  }

  find(target: string): ChokePoints {
    const at = this.compiled.outside.get(target);
    if (at === undefined) throw new RangeError(`no node has the id "${target}"`);
    if (this.reachable[at] === 0) return { dominators: [], minVertexCut: { size: 0, nodes: [] } };
    const cut = this.cuts.find(this.compiled.inside.get(target) ?? at);
    const nodes = cut?.map((v) => this.idOf(v) ?? '').sort(byText);
    return {
      dominators: this.dominatorsOf(target),
      minVertexCut: nodes === undefined ? null : { size: nodes.length, nodes },
    };
  }

  /** Nodes other than the target on every path from an entry to it, in id order. Costs next to nothing. */
  dominatorsOf(target: string): readonly string[] {
    const at = this.compiled.outside.get(target);
    if (at === undefined) throw new RangeError(`no node has the id "${target}"`);
    if (this.reachable[at] === 0) return [];
    const dominators = new Set<string>();
    for (let v = this.idom[at] ?? SOURCE; v !== SOURCE && v >= 0; v = this.idom[v] ?? SOURCE) {
      const id = this.idOf(v);
      if (id !== undefined && id !== target) dominators.add(id);
    }
    return [...dominators].sort(byText);
  }

  /**
   * The nodes of least total cost without which no entry reaches the target; null where there is no such set
   * because the target is an entry. Nodes without a stated cost count 1; the target itself is never removed.
   */
  cheapestCut(
    target: string,
    costs: ReadonlyMap<string, number>,
  ): { readonly cost: number; readonly nodes: readonly string[] } | null {
    const { nodeIds, owner } = this.compiled;
    const at = this.compiled.inside.get(target);
    if (at === undefined) throw new RangeError(`no node has the id "${target}"`);
    const { members, tail, head } = this.routesTo(at);
    const place = new Map<number, number>([[SOURCE, 0]]);
    const groupOf = (v: number): number => {
      if (v === SOURCE) return 0;
      const k = 1 + (owner[v] ?? 0);
      const known = place.get(k);
      if (known !== undefined) return known;
      place.set(k, place.size);
      return place.size - 1;
    };
    const groups = members.map(groupOf);
    const cost = new Float64Array(place.size).fill(Number.POSITIVE_INFINITY);
    const names: string[] = [];
    for (const [j, v] of members.entries()) {
      const id = nodeIds[owner[v] ?? -1];
      if (v === SOURCE || id === undefined) continue;
      names[groups[j] ?? 0] = id;
      if (id !== target) cost[groups[j] ?? 0] = costs.get(id) ?? 1;
    }
    const cut = cheapestVertexCut({
      n: place.size,
      source: 0,
      target: groupOf(at),
      tail: tail.map(groupOf),
      head: head.map(groupOf),
      cost,
    });
    if (cut === null) return null;
    return { cost: cut.cost, nodes: cut.nodes.map((v) => names[v] ?? '').sort(byText) };
  }

  /** Live arcs on some walk from the source to `at`, not through it. */
  private routesTo(at: number): { members: number[]; tail: number[]; head: number[] } {
    const { inOffset, inArc, inTail } = this.compiled.graph;
    const members = this.reachable[at] === 1 ? [at, SOURCE] : [SOURCE, at];
    const seen = new Set(members);
    const tail: number[] = [];
    const head: number[] = [];
    for (const v of members) {
      if (v === SOURCE) continue;
      for (let k = inOffset[v] ?? 0, stop = inOffset[v + 1] ?? 0; k < stop; k++) {
        const u = inTail[k] ?? 0;
        if (u === at || this.reachable[u] === 0 || !((this.scenario.weight[inArc[k] ?? 0] ?? 0) > 0))
          continue;
        tail.push(u);
        head.push(v);
        if (seen.has(u)) continue;
        seen.add(u);
        members.push(u);
      }
    }
    return { members, tail, head };
  }

  private idOf(v: number): string | undefined {
    return this.compiled.nodeIds[this.compiled.owner[v] ?? -1];
  }
}
