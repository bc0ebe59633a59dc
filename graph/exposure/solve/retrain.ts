/**
 * The retrain question: an asset is suspected; what hangs on it, in which order is it rebuilt, and from what
 * can the rebuilding start? Assets that feed each other in a circle are rebuilt together.
 */
import { stronglyConnectedComponents } from '@/graph/kernel/components';
import { buildDigraph } from '@/graph/kernel/digraph';
import { byText } from '@/graph/model/ids';

export type LineageGraph = {
  readonly nodes: readonly {
    readonly id: string;
    /** ISO date or time of its making, where known. */
    readonly createdAt?: string;
  }[];
  /** The way influence travels: from what was used to what was made of it. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};

export type CleanAncestor = {
  readonly id: string;
  readonly createdAt: string | null;
  /** Influences between it and the suspected asset, at least. */
  readonly distance: number;
};

export type RetrainPlan = {
  /** The suspected asset first; each group after everything it is made of; a group of several is a circle. */
  readonly rebuild: readonly (readonly string[])[];
  /** The newest ancestor of the suspected asset that is not suspected itself; dated ones before undated, then nearest, then id. */
  readonly cleanAncestor: CleanAncestor | null;
  /** Untouched inputs that the rebuilding needs, in id order. */
  readonly inputs: readonly string[];
};

/** Answers for one asset. Throws RangeError for an unknown id. O(n + m). */
export function planRetraining(graph: LineageGraph, suspected: string): RetrainPlan {
  const nodes = [...graph.nodes].sort((a, b) => byText(a.id, b.id));
  const place = new Map(nodes.map(({ id }, k) => [id, k]));
  const at = (id: string): number => {
    const k = place.get(id);
    if (k === undefined) throw new RangeError(`no node has the id "${id}"`);
    return k;
  };
  const edges = graph.edges.map(({ from, to }) => [at(from), at(to)] as const);
  const downstream = distancesFrom(nodes.length, edges, at(suspected));
  const upstream = distancesFrom(
    nodes.length,
    edges.map(([from, to]) => [to, from] as const),
    at(suspected),
  );
  const isSuspected = (k: number): boolean => downstream[k] !== undefined;
  const ancestors = nodes
    .flatMap(({ id, createdAt }, k) => {
      const distance = upstream[k];
      return distance === undefined || isSuspected(k) ? [] : [{ id, createdAt: createdAt ?? null, distance }];
    })
    .sort(newestFirst);
  const inputs = new Set(
    edges.flatMap(([from, to]) => (isSuspected(to) && !isSuspected(from) ? [from] : [])),
  );
  return {
    rebuild: rebuildOrder(nodes.length, edges, isSuspected).map((group) =>
      group.map((k) => nodes[k]?.id ?? ''),
    ),
    cleanAncestor: ancestors[0] ?? null,
    inputs: [...inputs].map((k) => nodes[k]?.id ?? '').sort(byText),
  };
}

const newestFirst = (a: CleanAncestor, b: CleanAncestor): number =>
  byText(b.createdAt ?? '', a.createdAt ?? '') || a.distance - b.distance || byText(a.id, b.id);

type Edges = readonly (readonly [number, number])[];

/** Steps from the start, per node; absent where it is out of reach. */
function distancesFrom(n: number, edges: Edges, start: number): readonly (number | undefined)[] {
  const next: number[][] = Array.from({ length: n }, () => []);
  for (const [from, to] of edges) next[from]?.push(to);
  const distance = new Array<number | undefined>(n).fill(undefined);
  distance[start] = 0;
  const queue = [start];
  for (const u of queue) {
    for (const v of next[u] ?? []) {
      if (distance[v] !== undefined) continue;
      distance[v] = (distance[u] ?? 0) + 1;
      queue.push(v);
    }
  }
  return distance;
}

/** Groups of the suspected part, inputs before what is made of them; among those that could come next, the lowest first. */
function rebuildOrder(
  n: number,
  edges: Edges,
  isSuspected: (k: number) => boolean,
): readonly (readonly number[])[] {
  const inner = edges.filter(([from, to]) => isSuspected(from) && isSuspected(to));
  const { graph } = buildDigraph(
    n,
    Int32Array.from(inner, ([from]) => from),
    Int32Array.from(inner, ([, to]) => to),
  );
  const { of, members, offset, count } = stronglyConnectedComponents(
    graph,
    new Float64Array(graph.m).fill(1),
  );
  const groups = Array.from({ length: count }, (_, c) =>
    Array.from(members.subarray(offset[c], offset[c + 1])).sort((a, b) => a - b),
  );
  const waiting = new Int32Array(count);
  const feeds = inner.flatMap(([from, to]) =>
    of[from] === of[to] ? [] : [[of[from] ?? 0, of[to] ?? 0] as const],
  );
  for (const [, to] of feeds) waiting[to] = (waiting[to] ?? 0) + 1;
  const after: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of feeds) after[from]?.push(to);
  const lead = (c: number): number => groups[c]?.[0] ?? 0;
  const ready = groups.flatMap((group, c) => (isSuspected(group[0] ?? 0) && waiting[c] === 0 ? [c] : []));
  const ordered: (readonly number[])[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => lead(b) - lead(a));
    const c = ready.pop() ?? 0;
    ordered.push(groups[c] ?? []);
    for (const d of after[c] ?? []) {
      waiting[d] = (waiting[d] ?? 0) - 1;
      if (waiting[d] === 0) ready.push(d);
    }
  }
  return ordered;
}
