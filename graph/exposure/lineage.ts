/**
 * How much of each asset's upstream is known. Unknown is a value: it is shown, counted, and never treated as
 * safe. An asset's *own* record decides whether something unlisted could have shaped it; its *lineage* also
 * looks at everything further upstream.
 */
import type { Asset } from '@/graph/model/asset';
import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import type { Influence } from '@/graph/model/influence';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import type { Lineage } from './assessment';
import { type GraphIndex, listAt } from './graph-index';

/** stated: the record names what shaped the asset · partial: it says that it leaves something out · none: it names nothing. */
export type OwnRecord = 'stated' | 'partial' | 'none';

/** What weights can come from; a base model alone does not say what it was tuned on. */
const SHAPES_WEIGHTS: readonly InfluenceKind[] = [
  'trains',
  'tunes',
  'aligns',
  'aggregates',
  'merges',
  'produces',
  'derives',
];
const FAMILIES_OF_WEIGHTS: readonly Asset['kind'][] = ['model', 'adapter', 'artifact'];

/** What an asset's own record tells of its upstream. */
export function ownRecord(asset: Asset, into: readonly Influence[]): OwnRecord {
  if (asset.lineage === 'complete') return 'stated';
  if (asset.lineage === 'unknown') return into.length > 0 ? 'partial' : 'none';
  if (asset.lineage === 'partial') return 'partial';
  if (into.length === 0) {
    const madeHere = asset.facts?.origin === 'inside' && !FAMILIES_OF_WEIGHTS.includes(asset.kind);
    return madeHere ? 'stated' : 'none';
  }
  if (FAMILIES_OF_WEIGHTS.includes(asset.kind) && !into.some((influence) => statesShaping(influence)))
    return 'partial';
  return 'stated';
}

/** Repackaging (quantising, serialising) adds no data, so its base says everything. */
function statesShaping(influence: Influence): boolean {
  if (SHAPES_WEIGHTS.includes(influence.kind) || influence.kind === 'packages') return true;
  return (
    influence.kind === 'base-of' && (influence.relation === 'quantized' || influence.relation === 'merge')
  );
}

/**
 * Lineage of every asset that ought to have an upstream. known: every record up to the origins states its inputs.
 * unknown: the asset's own record names none. partly: everything between.
 */
export function lineageOf(index: GraphIndex): ReadonlyMap<string, Lineage> {
  const incomplete = spreadDownstream(index, incompleteRecords(index));
  const lineage = new Map<string, Lineage>();
  for (const asset of index.asset.values()) {
    if (!ASSET_KIND_FACTS[asset.kind].hasLineage) continue;
    if (ownRecord(asset, listAt(index.into, asset.id)) === 'none') lineage.set(asset.id, 'unknown');
    else lineage.set(asset.id, incomplete.has(asset.id) ? 'partly' : 'known');
  }
  return lineage;
}

/** Assets with something upstream, themselves apart, whose lineage is not fully known. */
export function behindUnknown(index: GraphIndex, lineage: ReadonlyMap<string, Lineage>): ReadonlySet<string> {
  const open = [...lineage].flatMap(([id, value]) => (value === 'known' ? [] : [id]));
  return spreadDownstream(index, open);
}

function incompleteRecords(index: GraphIndex): readonly string[] {
  return [...index.asset.values()]
    .filter((asset) => ASSET_KIND_FACTS[asset.kind].hasLineage)
    .filter((asset) => ownRecord(asset, listAt(index.into, asset.id)) !== 'stated')
    .map((asset) => asset.id);
}

function spreadDownstream(index: GraphIndex, from: readonly string[]): ReadonlySet<string> {
  const reached = new Set(from);
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { to } of listAt(index.outOf, id)) {
      if (reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}
