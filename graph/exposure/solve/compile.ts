/**
 * From names to integers, once. Node 0 is a super-source with one arc to each entry; a node with a
 * susceptibility below 1 is split in two, joined by an arc that carries it; the last node is reached from
 * every target, so that "any target" is one more question of the same kind. Everything is sorted by id
 * first: the order of the input never matters.
 */
import { buildDigraph, type Digraph } from '@/graph/kernel/digraph';
import type { ExposureControl, ExposureGraph } from '@/graph/model/exposure-graph';
import { byId, byText } from '@/graph/model/ids';

export const SOURCE = 0;

export type CompiledTarget = { readonly node: string; readonly impact: number; readonly at: number };

export type CompiledControl = ExposureControl & {
  /** Arcs it guards, ascending. */
  readonly arcs: readonly number[];
};

export type CompiledGraph = {
  readonly graph: Digraph;
  readonly nodeIds: readonly string[];
  /** Where poison enters a node and where it leaves it: two integers where the node is split. */
  readonly inside: ReadonlyMap<string, number>;
  readonly outside: ReadonlyMap<string, number>;
  /** Index into `nodeIds` of each integer node; −1 for the super-source and the any-target node. */
  readonly owner: Int32Array;
  /** Edge id, `entry:NODE`, or '' for arcs of our own making. */
  readonly arcNames: readonly string[];
  /** Likelihood of each arc before any control. */
  readonly base: Float64Array;
  /** Indexes into `controls`, per arc, ascending; only guarded arcs have an entry. */
  readonly guards: ReadonlyMap<number, readonly number[]>;
  readonly controls: readonly CompiledControl[];
  readonly targets: readonly CompiledTarget[];
  readonly anyTarget: number;
};

type Arc = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly p: number;
  readonly controls: readonly string[];
};

/** Compiles a well-formed exposure graph (see `parseExposureGraph`). O((n + m) log(n + m)). */
export function compileGraph(model: ExposureGraph): CompiledGraph {
  const nodes = [...model.nodes].sort(byId);
  const nodeIds = nodes.map((node) => node.id);
  const inside = new Map<string, number>();
  const outside = new Map<string, number>();
  const owner: number[] = [-1];
  for (const [k, node] of nodes.entries()) {
    inside.set(node.id, owner.length);
    outside.set(node.id, owner.length);
    owner.push(k);
  }
  const arcs: Arc[] = [];
  for (const [k, node] of nodes.entries()) {
    if ((node.p ?? 1) >= 1) continue;
    outside.set(node.id, owner.length);
    arcs.push({ name: '', from: at(inside, node.id), to: owner.length, p: node.p ?? 1, controls: [] });
    owner.push(k);
  }
  const targets = [...model.targets]
    .sort((a, b) => byText(a.node, b.node))
    .map((target) => ({ ...target, at: at(outside, target.node) }));
  const anyTarget = owner.length;
  owner.push(-1);
  for (const entry of [...model.entries].sort((a, b) => byText(a.node, b.node))) {
    const to = at(inside, entry.node);
    arcs.push({ name: `entry:${entry.node}`, from: SOURCE, to, p: entry.access, controls: [] });
  }
  for (const edge of [...model.edges].sort(byId)) {
    const [from, to] = [at(outside, edge.from), at(inside, edge.to)];
    arcs.push({ name: edge.id, from, to, p: edge.p, controls: edge.controls ?? [] });
  }
  for (const target of targets) arcs.push({ name: '', from: target.at, to: anyTarget, p: 1, controls: [] });
  const numbered = numberArcs(owner.length, arcs, model.controls);
  return { ...numbered, nodeIds, inside, outside, owner: Int32Array.from(owner), targets, anyTarget };
}

function at(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`no node has the id "${id}"`);
  return found;
}

function numberArcs(
  n: number,
  arcs: readonly Arc[],
  controls: readonly ExposureControl[],
): Pick<CompiledGraph, 'graph' | 'arcNames' | 'base' | 'guards' | 'controls'> {
  const tails = Int32Array.from(arcs, (arc) => arc.from);
  const heads = Int32Array.from(arcs, (arc) => arc.to);
  const { graph, order } = buildDigraph(n, tails, heads);
  const sorted = [...controls].sort(byId);
  const place = new Map(sorted.map((control, k) => [control.id, k]));
  const guarded: number[][] = sorted.map(() => []);
  const guards = new Map<number, readonly number[]>();
  const arcNames: string[] = [];
  const base = new Float64Array(graph.m);
  for (let e = 0; e < graph.m; e++) {
    const arc = arcs[order[e] ?? 0];
    if (arc === undefined) continue;
    arcNames.push(arc.name);
    base[e] = arc.p;
    if (arc.controls.length === 0) continue;
    const own = [...new Set(arc.controls)].map((id) => at(place, id)).sort((a, b) => a - b);
    guards.set(e, own);
    for (const c of own) guarded[c]?.push(e);
  }
  const compiled = sorted.map((control, k) => ({ ...control, arcs: guarded[k] ?? [] }));
  return { graph, arcNames, base, guards, controls: compiled };
}
