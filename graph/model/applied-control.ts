/** A control of the catalogue as it stands here: on one asset or influence, with its state and its evidence. */
import { z } from 'zod';
import { evidenceSource } from './evidence';
import {
  type AppliedControlId,
  appliedControlId,
  assetId,
  type ControlId,
  controlId,
  influenceId,
} from './ids';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const CONTROL_STATUSES = ['planned', 'partial', 'implemented', 'verified'] as const;
export type ControlStatus = (typeof CONTROL_STATUSES)[number];

/** Low, likely and high, each 0 to 1, in that order. */
export const triple = z
  .strictObject({
    low: z.number().min(0).max(1),
    likely: z.number().min(0).max(1),
    high: z.number().min(0).max(1),
  })
  .refine((t) => t.low <= t.likely && t.likely <= t.high, 'low ≤ likely ≤ high');
export type Triple = z.infer<typeof triple>;

export const controlEvidence = z.strictObject({
  title: z.string().min(1).max(300),
  location: z.string().max(2000).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  collected: isoDate.optional(),
  expires: isoDate.optional(),
  by: z.string().max(200).optional(),
});
export type ControlEvidence = z.infer<typeof controlEvidence>;

export const appliedControl = z.strictObject({
  id: appliedControlId,
  control: controlId,
  subject: z.union([assetId, influenceId]),
  status: z.enum(CONTROL_STATUSES),
  owner: z.string().max(300).optional(),
  note: z.string().max(2000).optional(),
  /** Overrides the catalogue's default where somebody measured or judged it here. */
  effectiveness: triple.optional(),
  /** Applied controls with the same group here fail together (one service, one team). */
  group: z.string().max(120).optional(),
  /** Cost here, in the organisation's own unit; used for plans and cheapest cuts. */
  cost: z.number().nonnegative().optional(),
  evidence: z.array(controlEvidence).max(100),
  statedBy: evidenceSource,
  at: z.string().max(500),
});
export type AppliedControl = z.infer<typeof appliedControl>;

/** The one id of a control on a subject. */
export function appliedControlIdOf(control: ControlId, subject: string): AppliedControlId {
  return appliedControlId.parse(`${control}@${subject}`);
}

/** Counts towards the present state: in force at least in part. A plan protects nothing yet. */
export function isInForce(status: ControlStatus): boolean {
  switch (status) {
    case 'planned':
      return false;
    case 'partial':
    case 'implemented':
    case 'verified':
      return true;
  }
}
