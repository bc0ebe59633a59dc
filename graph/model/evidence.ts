/**
 * Evidence: who said so, where, and how sure. Every asset and influence carries all of it, so any field can
 * be traced to a file and a place in it, and a later import can be weighed against a person's word.
 */
import { z } from 'zod';
import { byText } from './ids';

/** How a statement came to be, weakest last. */
export const BASES = ['confirmed', 'declared', 'inferred'] as const;
export const basis = z.enum(BASES);
/** confirmed: a person said so here · declared: a file states it · inferred: a reader concluded it. */
export type Basis = (typeof BASES)[number];

/** `file:` and the input's name, or `person:` and the user's id. */
export const evidenceSource = z.string().regex(/^(file|person):.{1,500}$/s);

/** One statement of one source. `says` holds the fields it states, in our words and units. */
export type Evidence<Fields> = {
  readonly source: string;
  /** JSON pointer, `line N`, or a field name of a form. */
  readonly at: string;
  readonly basis: Basis;
  readonly says: Partial<Fields>;
};

/** Orders evidence by strength, then source, then place: the order in which fields are settled. */
export function byStrength(a: Evidence<unknown>, b: Evidence<unknown>): number {
  return BASES.indexOf(a.basis) - BASES.indexOf(b.basis) || byText(a.source, b.source) || byText(a.at, b.at);
}

/** The strongest basis among the evidence; `inferred` where there is none. */
export function strongestBasis(evidence: readonly Evidence<unknown>[]): Basis {
  let best: Basis = 'inferred';
  for (const item of evidence) if (BASES.indexOf(item.basis) < BASES.indexOf(best)) best = item.basis;
  return best;
}
