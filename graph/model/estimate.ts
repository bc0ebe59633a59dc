/** A person's or file's own number in place of a catalogue default: who, when and why stand beside it. */
import { z } from 'zod';
import { triple } from './applied-control';
import { attackClass } from './attack-classes';
import { evidenceSource } from './evidence';
import { assetId, influenceId } from './ids';

export const estimate = z.strictObject({
  id: z.string().min(3).max(800),
  subject: z.union([assetId, influenceId]),
  /** access: an attacker can write here · transfer: poison crosses this influence · impact: loss if reached. */
  quantity: z.enum(['access', 'transfer', 'impact']),
  /** Empty: all attack classes. */
  classes: z.array(attackClass),
  value: triple,
  rationale: z.string().max(2000).optional(),
  by: z.string().max(300).optional(),
  judged: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  statedBy: evidenceSource,
  at: z.string().max(500),
});
export type Estimate = z.infer<typeof estimate>;
