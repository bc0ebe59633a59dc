/** A snapshot with the look-ups an analysis needs, made once. Everything in it keeps the snapshot's id order. */
import type { AppliedControl } from '@/graph/model/applied-control';
import type { Asset } from '@/graph/model/asset';
import type { Estimate } from '@/graph/model/estimate';
import type { Influence } from '@/graph/model/influence';
import { influenceFacts } from '@/graph/model/influence-kinds';
import type { Snapshot } from '@/graph/model/snapshot';

export type GraphIndex = {
  readonly snapshot: Snapshot;
  readonly asset: ReadonlyMap<string, Asset>;
  /** Poison-carrying influences into and out of an asset. Associations are in neither. */
  readonly into: ReadonlyMap<string, readonly Influence[]>;
  readonly outOf: ReadonlyMap<string, readonly Influence[]>;
  readonly carrying: readonly Influence[];
  readonly associations: readonly Influence[];
  readonly controlsOn: ReadonlyMap<string, readonly AppliedControl[]>;
  readonly estimatesOn: ReadonlyMap<string, readonly Estimate[]>;
};

const NONE: readonly never[] = [];

/** The list under a key, empty where there is none. */
export const listAt = <T>(map: ReadonlyMap<string, readonly T[]>, key: string): readonly T[] =>
  map.get(key) ?? NONE;

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Indexes a snapshot. Retired assets and what touches them stay out: nobody relies on them. */
export function indexSnapshot(snapshot: Snapshot): GraphIndex {
  const asset = new Map<string, Asset>();
  for (const item of snapshot.assets) if (item.lifecycle !== 'retired') asset.set(item.id, item);
  const standing = snapshot.influences.filter((item) => asset.has(item.from) && asset.has(item.to));
  const carrying = standing.filter((item) => influenceFacts(item.kind).classes.length > 0);
  return {
    snapshot,
    asset,
    into: groupBy(carrying, (item) => item.to),
    outOf: groupBy(carrying, (item) => item.from),
    carrying,
    associations: standing.filter((item) => influenceFacts(item.kind).classes.length === 0),
    controlsOn: groupBy(snapshot.controls, (item) => item.subject),
    estimatesOn: groupBy(snapshot.estimates, (item) => item.subject),
  };
}
