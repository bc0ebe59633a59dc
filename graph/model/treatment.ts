/** What was decided about a finding. Accepted is still exposed. */
import { z } from 'zod';
import { findingId } from './ids';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const treatment = z.strictObject({
  /** Same as the finding's: one decision in force per finding; the journal keeps the earlier ones. */
  id: findingId,
  decision: z.enum(['mitigate', 'accept', 'avoid', 'transfer']),
  reason: z.string().min(1).max(4000),
  owner: z.string().max(300).optional(),
  due: isoDate.optional(),
  /** An acceptance ends; afterwards the finding is open again. */
  expires: isoDate.optional(),
  decidedBy: z.string().max(300),
  decidedOn: isoDate.optional(),
});
export type Treatment = z.infer<typeof treatment>;
