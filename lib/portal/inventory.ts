/** The inventory: every asset of a workspace, searched, filtered, sorted and cut into windows. */

import type { Asset } from '@/graph/model/asset';
import { ASSET_KINDS, type AssetKind } from '@/graph/model/asset-kinds';
import { type Basis, strongestBasis } from '@/graph/model/evidence';
import { byText } from '@/graph/model/ids';
import { type Caller, openWorkspace } from './access';
import { type GraphView, viewGraph } from './graph-view';

export const INVENTORY_SORTS = ['name', 'kind', 'owner', 'influences'] as const;
export type InventorySort = (typeof INVENTORY_SORTS)[number];

export const LINEAGES = ['complete', 'partial', 'unknown', 'unstated'] as const;
export const OWNERSHIP = ['named', 'missing'] as const;

/** What the reader asks to see; all of it stands in the page's address. */
export type InventoryQuery = {
  readonly text: string;
  readonly kinds: readonly AssetKind[];
  readonly lineage: (typeof LINEAGES)[number] | undefined;
  readonly owner: (typeof OWNERSHIP)[number] | undefined;
  readonly sort: InventorySort;
  readonly isDescending: boolean;
};

export type InventoryRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly owner: string | null;
  readonly version: string | null;
  readonly lineage: (typeof LINEAGES)[number];
  readonly isCrown: boolean;
  readonly basis: Basis;
  readonly influences: number;
};

export type Inventory = {
  readonly workspace: string;
  readonly revision: number;
  /** Assets in the workspace. */
  readonly all: number;
  /** Assets that match. */
  readonly found: number;
  readonly rows: readonly InventoryRow[];
  /** How many assets there are of each kind, before filtering. */
  readonly kinds: readonly { readonly kind: AssetKind; readonly count: number }[];
};

function isMatch(asset: Asset, query: InventoryQuery, words: readonly string[]): boolean {
  if (query.kinds.length > 0 && !query.kinds.includes(asset.kind)) return false;
  if (query.lineage !== undefined && (asset.lineage ?? 'unstated') !== query.lineage) return false;
  if (query.owner !== undefined && (asset.owner === undefined) !== (query.owner === 'missing')) return false;
  if (words.length === 0) return true;
  const text =
    `${asset.name}\n${asset.id}\n${asset.owner ?? ''}\n${asset.supplier ?? ''}\n${asset.tags?.join('\n') ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const degree = (view: GraphView, id: string): number =>
  (view.into.get(id)?.length ?? 0) + (view.outOf.get(id)?.length ?? 0);

function comparison(view: GraphView, sort: InventorySort): (a: Asset, b: Asset) => number {
  const byName = (a: Asset, b: Asset) =>
    byText(a.name.toLowerCase(), b.name.toLowerCase()) || byText(a.id, b.id);
  switch (sort) {
    case 'name':
      return byName;
    case 'kind':
      return (a, b) => ASSET_KINDS.indexOf(a.kind) - ASSET_KINDS.indexOf(b.kind) || byName(a, b);
    case 'owner':
      return (a, b) => byText(a.owner ?? '\uffff', b.owner ?? '\uffff') || byName(a, b);
    case 'influences':
      return (a, b) => degree(view, b.id) - degree(view, a.id) || byName(a, b);
  }
}

function present(view: GraphView, asset: Asset): InventoryRow {
  return {
    id: asset.id,
    name: asset.name,
    kind: asset.kind,
    owner: asset.owner ?? null,
    version: asset.version ?? null,
    lineage: asset.lineage ?? 'unstated',
    isCrown: asset.crown === true,
    basis: strongestBasis(asset.evidence),
    influences: degree(view, asset.id),
  };
}

/** Rows `offset` to `offset + limit` of what matches. Throws `not-found` for a workspace one may not read. */
export async function listInventory(
  caller: Caller,
  workspace: string,
  query: InventoryQuery,
  window: { readonly offset: number; readonly limit: number },
): Promise<Inventory> {
  const { graph, info } = await openWorkspace(caller, workspace);
  const view = await viewGraph(graph);
  const words = query.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = view.snapshot.assets.filter((asset) => isMatch(asset, query, words));
  const sorted = [...found].sort(comparison(view, query.sort));
  if (query.isDescending) sorted.reverse();
  const counts = new Map<AssetKind, number>();
  for (const { kind } of view.snapshot.assets) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    workspace: info.name,
    revision: view.revision.number,
    all: view.snapshot.assets.length,
    found: found.length,
    rows: sorted.slice(window.offset, window.offset + window.limit).map((asset) => present(view, asset)),
    kinds: ASSET_KINDS.flatMap((kind) => {
      const count = counts.get(kind);
      return count === undefined ? [] : [{ kind, count }];
    }),
  };
}
