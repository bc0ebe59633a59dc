/**
 * Takes a target's question apart. The dominators S = d0, …, dk = t of a target are passed by every route,
 * in this order, and the arcs between two of them serve no other stretch, so the chance to reach t is the
 * product of the chances to get from each to the next (cycles included). Each stretch is one small piece.
 */
import { immediateDominators } from '@/graph/kernel/dominators';
import { reachableFrom } from '@/graph/kernel/reachability';
import { type CompiledGraph, SOURCE } from './compile';
import type { Scenario } from './scenario';

/** Larger pieces are not cut out: no exact solver could use them. */
const MAX_PIECE_NODES = 1_500;
/** Nor are pieces with more arcs than this beyond a tree: their frontiers are far too wide. */
const MAX_EXTRA_ARCS = 500;

/** One stretch, its nodes numbered from 0 (source) and 1 (target). */
export type Stretch = {
  /** Integer node of the whole graph at its end: its name. */
  readonly end: number;
  readonly n: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Arc of the whole graph, per arc. */
  readonly arcs: Int32Array;
  /** Shared controls met on its arcs, ascending. */
  readonly shared: readonly number[];
};

export class Pieces {
  readonly reachable: Uint8Array;
  readonly idom: Int32Array;
  private readonly compiled: CompiledGraph;
  private readonly scenario: Scenario;
  private readonly cut = new Map<number, Stretch | null>();
  private readonly local: Int32Array;

  constructor(compiled: CompiledGraph, scenario: Scenario) {
    this.compiled = compiled;
    this.scenario = scenario;
    this.reachable = reachableFrom(compiled.graph, scenario.weight, SOURCE);
    this.idom = immediateDominators(compiled.graph, scenario.weight, SOURCE);
    this.local = new Int32Array(compiled.graph.n).fill(-1);
  }

  /** Ends of the stretches from the source to a reachable target, the target last. */
  chainTo(target: number): readonly number[] {
    const ends: number[] = [];
    for (let v = target; v !== SOURCE; v = this.idom[v] ?? SOURCE) ends.push(v);
    return ends.reverse();
  }

  /** The stretch that ends at a node; null where it is too large to be worth cutting out. */
  stretchTo(end: number): Stretch | null {
    const known = this.cut.get(end);
    if (known !== undefined) return known;
    const made = this.cutOut(end);
    this.cut.set(end, made);
    return made;
  }

  private cutOut(end: number): Stretch | null {
    const start = this.idom[end] ?? SOURCE;
    const { local } = this;
    const found = [start, end];
    local[start] = 0;
    local[end] = 1;
    const arcs: number[] = [];
    let fits = true;
    for (let at = 1; at < found.length && fits; at++) {
      this.gatherInto(found[at] ?? end, end, found, arcs);
      fits = found.length <= MAX_PIECE_NODES && arcs.length - found.length <= MAX_EXTRA_ARCS;
    }
    const stretch = fits
      ? this.number(
          end,
          found.length,
          arcs.sort((a, b) => a - b),
        )
      : null;
    for (const v of found) local[v] = -1;
    return stretch;
  }

  /** Adds the live arcs that enter v, and their tails where they are new. */
  private gatherInto(v: number, end: number, found: number[], arcs: number[]): void {
    const { inOffset, inArc, inTail } = this.compiled.graph;
    for (let k = inOffset[v] ?? 0, stop = inOffset[v + 1] ?? 0; k < stop; k++) {
      const u = inTail[k] ?? 0;
      const e = inArc[k] ?? 0;
      if (u === end || this.reachable[u] === 0 || !((this.scenario.weight[e] ?? 0) > 0)) continue;
      arcs.push(e);
      if (this.local[u] !== -1) continue;
      this.local[u] = found.length;
      found.push(u);
    }
  }

  private number(end: number, n: number, arcs: readonly number[]): Stretch {
    const { tail, head } = this.compiled.graph;
    const { local } = this;
    const shared = new Set<number>();
    for (const e of arcs) for (const c of this.scenario.sharedOn.get(e) ?? []) shared.add(c);
    return {
      end,
      n,
      arcs: Int32Array.from(arcs),
      tail: Int32Array.from(arcs, (e) => local[tail[e] ?? 0] ?? 0),
      head: Int32Array.from(arcs, (e) => local[head[e] ?? 0] ?? 0),
      shared: [...shared].sort((a, b) => a - b),
    };
  }
}
