/**
 * How numbers are written. A likelihood always shows how it is known: `0.096` is exact, `0.08–0.11` is bounded,
 * `≈ 0.10 ± 0.01` is estimated. Three significant digits; the attached assessment has all of them.
 */
import type { Likelihood } from '@/graph/exposure/assessment';

const DIGITS = 3;

/** A decimal with three significant digits and no exponent down to one in a million; the locale's decimal mark. */
export function decimal(value: number, locale: string, digits: number = DIGITS): string {
  if (value === 0) return '0';
  if (Math.abs(value) < 1e-6) return power(value, locale);
  return new Intl.NumberFormat(locale, {
    maximumSignificantDigits: digits,
    minimumSignificantDigits: Math.min(2, digits),
    useGrouping: false,
  })
    .format(value)
    .replace(/^([01])[.,]0+$/, '$1');
}

/** Below one in a million: mantissa and power of ten, as in `3.2 · 10⁻⁷`. */
function power(value: number, locale: string): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(1).split('e');
  const raised = [...exponent.replace('+', '')].map((digit) => SUPERSCRIPT[digit] ?? digit).join('');
  return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(Number(mantissa))} · 10${raised}`;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** A likelihood in the notation of its kind. */
export function notation(likelihood: Likelihood, locale: string): string {
  const { kind, value, low, high } = likelihood;
  switch (kind) {
    case 'exact':
      return decimal(value, locale);
    case 'bounded': {
      const [from, to] = [decimal(low, locale), decimal(high, locale)];
      return from === to ? `≤ ${to}` : `${from}–${to}`;
    }
    case 'estimated':
      return `≈ ${decimal(value, locale, 2)} ± ${decimal(Math.max(high - value, value - low), locale, 1)}`;
  }
}

export const exactly = (value: number): Likelihood => ({ kind: 'exact', value, low: value, high: value });

/** A share as a whole percentage; "under 1 %" rather than a zero that is none. */
export function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.01 ? 2 : 0,
  }).format(share);
}

export const whole = (count: number, locale: string): string => new Intl.NumberFormat(locale).format(count);
