/** An influence: one asset shapes another. Directed the way poison travels. */
import { z } from 'zod';
import { basis, byStrength, evidenceSource } from './evidence';
import { type AssetId, assetId, type InfluenceId, influenceId } from './ids';
import { type InfluenceKind, influenceKind } from './influence-kinds';

const isoTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/);

export const influenceFields = z.strictObject({
  /** What the data was used for, where the kind leaves it open. */
  role: z.enum(['train', 'validate', 'test', 'unstated']).optional(),
  /** How a model was made from its base. */
  relation: z.enum(['finetune', 'adapter', 'quantized', 'merge', 'distilled', 'unstated']).optional(),
  /** When the influence could act; open ends are open. */
  during: z
    .array(z.strictObject({ from: isoTime.optional(), to: isoTime.optional() }))
    .max(200)
    .optional(),
  /** Share of the target's content that comes this way, 0 to 1. */
  share: z.number().min(0).max(1).optional(),
  note: z.string().max(1000).optional(),
});

export type InfluenceFields = z.infer<typeof influenceFields>;

export const influenceEvidence = z.strictObject({
  source: evidenceSource,
  at: z.string().max(500),
  basis,
  says: influenceFields,
});

export type InfluenceEvidence = z.infer<typeof influenceEvidence>;

export const influence = influenceFields.extend({
  id: influenceId,
  kind: influenceKind,
  from: assetId,
  to: assetId,
  evidence: z.array(influenceEvidence).max(2000),
});

export type Influence = z.infer<typeof influence>;

/** The one id of an influence: its kind and its ends. Two statements of the same influence are one. */
export function influenceIdOf(kind: InfluenceKind, from: AssetId, to: AssetId): InfluenceId {
  return influenceId.parse(`${kind}:${from}>${to}`);
}

/** Settles an influence's fields from its evidence, the strongest source first. */
export function settleInfluence(
  kind: InfluenceKind,
  from: AssetId,
  to: AssetId,
  evidence: readonly InfluenceEvidence[],
): Influence {
  const ordered = [...evidence].sort(byStrength);
  const fields: InfluenceFields = Object.assign({}, ...ordered.map(({ says }) => says).reverse());
  return { ...fields, id: influenceIdOf(kind, from, to), kind, from, to, evidence: ordered };
}
