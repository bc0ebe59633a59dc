/**
 * A workspace's graph as pages read it: the snapshot at the head revision with lookups beside it. Kept in the
 * process per workspace as long as the head does not move; another replica's change moves the head for all.
 */
import type { AppliedControl } from '@/graph/model/applied-control';
import type { Asset } from '@/graph/model/asset';
import type { Revision } from '@/graph/model/change-set';
import type { Influence } from '@/graph/model/influence';
import type { Snapshot } from '@/graph/model/snapshot';
import type { GraphStore } from '@/graph/store/store';

export type GraphView = {
  readonly revision: Revision;
  readonly snapshot: Snapshot;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly influences: ReadonlyMap<string, Influence>;
  readonly into: ReadonlyMap<string, readonly Influence[]>;
  readonly outOf: ReadonlyMap<string, readonly Influence[]>;
  readonly controlsOn: ReadonlyMap<string, readonly AppliedControl[]>;
};

const KEPT = 8;
const views = new Map<string, Promise<GraphView>>();

/** The graph now. A view is shared: it must not be changed. */
export async function viewGraph(graph: GraphStore): Promise<GraphView> {
  const revision = await graph.head();
  const key = `${graph.workspace}@${revision.hash}`;
  const known = views.get(key);
  if (known) return known;
  for (const old of views.keys()) if (old.startsWith(`${graph.workspace}@`)) views.delete(old);
  for (const old of [...views.keys()].slice(0, Math.max(0, views.size - KEPT + 1))) views.delete(old);
  const made = graph.load(revision.number).then((snapshot) => indexed(revision, snapshot));
  views.set(key, made);
  made.catch(() => views.delete(key));
  return made;
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function indexed(revision: Revision, snapshot: Snapshot): GraphView {
  return {
    revision,
    snapshot,
    assets: new Map(snapshot.assets.map((asset) => [asset.id, asset])),
    influences: new Map(snapshot.influences.map((influence) => [influence.id, influence])),
    into: grouped(snapshot.influences, ({ to }) => to),
    outOf: grouped(snapshot.influences, ({ from }) => from),
    controlsOn: grouped(snapshot.controls, ({ subject }) => subject),
  };
}
