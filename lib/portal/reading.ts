/** A likelihood as pages show it: the numbers for drawing, and the text in the notation of its kind. */
import type { Likelihood, ThreeWay } from '@/graph/exposure/assessment';
import type { Locale } from '@/lib/messages/messages';
import { decimal, exactly, notation } from '@/lib/report/number';

export type Reading = Likelihood & { readonly text: string };

export const reading = (likelihood: Likelihood, locale: Locale): Reading => ({
  ...likelihood,
  text: notation(likelihood, locale),
});

export const readings = (three: ThreeWay, locale: Locale): ThreeWay<Reading> => ({
  inherent: reading(three.inherent, locale),
  current: reading(three.current, locale),
  planned: reading(three.planned, locale),
});

/** A path's likelihood: computed in full, so exact. */
export const exactReading = (value: number, locale: Locale): Reading => reading(exactly(value), locale);

export const numberText = (value: number, locale: Locale): string => decimal(value, locale);
