/** An asset: something in the AI supply chain worth protecting, or able to carry poison. */
import { z } from 'zod';
import { assetKind } from './asset-kinds';
import { basis, byStrength, evidenceSource } from './evidence';
import { assetFacts } from './facts';
import { assetId, byText } from './ids';

const text = (max: number) => z.string().min(1).max(max);
const isoTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/);

/** Fields that sources state. A field nobody states is absent: absence is unknown, never a default. */
export const assetFields = z.strictObject({
  kind: assetKind,
  name: text(500),
  description: z.string().max(4000).optional(),
  owner: text(300).optional(),
  supplier: text(300).optional(),
  version: text(200).optional(),
  /** `sha256:…`, `md5:…`: algorithm and lower-case hex. */
  digests: z.array(text(200)).max(20).optional(),
  location: text(2000).optional(),
  licence: text(300).optional(),
  lifecycle: z.enum(['planned', 'development', 'production', 'retired']).optional(),
  /** Named trust boundary the asset lies within. */
  boundary: text(120).optional(),
  /** What is lost if this is poisoned, 0 to 1 in the organisation's own scale. */
  impact: z.number().min(0).max(1).optional(),
  /** A target of the assessment. */
  crown: z.boolean().optional(),
  /** When this version came to be, ISO 8601. */
  created: isoTime.optional(),
  /** How much of the upstream the source claims to list. */
  lineage: z.enum(['complete', 'partial', 'unknown']).optional(),
  tags: z.array(text(120)).max(100).optional(),
  facts: assetFacts.optional(),
  /** What a format says and the model has no field for. */
  properties: z.record(z.string().max(200), z.string().max(2000)).optional(),
});

export type AssetFields = z.infer<typeof assetFields>;

export const assetEvidence = z.strictObject({
  source: evidenceSource,
  at: z.string().max(500),
  basis,
  says: assetFields.partial(),
  /** Canonical keys this statement gives the asset; they go when the statement goes. */
  keys: z.array(text(500)).max(100).optional(),
});

export const asset = assetFields.extend({
  id: assetId,
  /** Canonical keys by which another source's mention is known to be the same thing. */
  identities: z.array(text(500)).max(100),
  evidence: z.array(assetEvidence).max(2000),
});

export type Asset = z.infer<typeof asset>;
export type AssetEvidence = z.infer<typeof assetEvidence>;

const LISTS = ['digests', 'tags'] as const;
const MAPS = ['facts', 'properties'] as const;

/**
 * Settles an asset's fields from its evidence: for each field the strongest source that states it wins
 * (confirmed by a person, then declared, then inferred; ties by source name). Lists are united, maps settled key by key.
 * Depends on nothing but the set of evidence: the order in which files were read cannot matter.
 */
export function settleAsset(
  id: Asset['id'],
  identities: readonly string[],
  evidence: readonly AssetEvidence[],
): Asset {
  const ordered = [...evidence].sort(byStrength);
  const fields: Record<string, unknown> = {};
  for (const { says } of ordered) {
    for (const [key, value] of Object.entries(says))
      if (value !== undefined && !(key in fields)) fields[key] = value;
  }
  for (const key of LISTS) {
    const united = [...new Set(ordered.flatMap((item) => item.says[key] ?? []))].sort(byText);
    if (united.length > 0) fields[key] = united;
  }
  for (const key of MAPS) {
    const merged = mergeMaps(ordered.map((item) => item.says[key]));
    if (merged) fields[key] = merged;
  }
  return asset.parse({ ...fields, id, identities: [...new Set(identities)].sort(byText), evidence: ordered });
}

function mergeMaps(maps: readonly (object | undefined)[]): object | undefined {
  const entries = new Map<string, unknown>();
  for (const map of maps) {
    for (const [key, value] of Object.entries(map ?? {}))
      if (value !== undefined && !entries.has(key)) entries.set(key, value);
  }
  if (entries.size === 0) return undefined;
  return Object.fromEntries([...entries].sort(([a], [b]) => byText(a, b)));
}

/** Fields on which two sources of the same strength disagree, with what each says. */
export function conflictsIn(
  evidence: readonly AssetEvidence[],
): ReadonlyMap<string, readonly AssetEvidence[]> {
  const conflicts = new Map<string, readonly AssetEvidence[]>();
  const keys = new Set(evidence.flatMap((item) => Object.keys(item.says)));
  for (const key of [...keys].sort(byText)) {
    if (['tags', 'digests', 'properties'].includes(key)) continue;
    const stating = evidence.filter((item) => item.says[key as keyof AssetFields] !== undefined);
    const values = new Set(stating.map((item) => JSON.stringify(item.says[key as keyof AssetFields])));
    if (values.size > 1) conflicts.set(key, stating);
  }
  return conflicts;
}
