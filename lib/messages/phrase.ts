/** Reasons into sentences. The analysis speaks in codes; this is where they become language. */
import type { Reason } from '@/graph/model/reason';
import { hasMessage, type Locale, type Translate, translatorFor } from './messages';

const translators = new Map<Locale, Translate>();

function reasonsIn(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const translate = translatorFor(locale, 'reason');
  translators.set(locale, translate);
  return translate;
}

/** Parameters that hold an id a reader knows by another name. */
export type Rename = (param: string, value: string) => string;

/**
 * The sentence for a reason. `rename` puts names in the place of ids. A code without a sentence is shown as the
 * code with its parameters: a reason must never vanish from a report because its sentence does.
 */
export function phrase(reason: Reason, locale: Locale, rename?: Rename): string {
  const params = rename ? renamed(reason.params, rename) : reason.params;
  if (hasMessage(locale, 'reason', reason.code)) return reasonsIn(locale)(reason.code, params);
  const listed = Object.entries(params).map(([key, value]) => `${key}: ${value}`);
  return listed.length === 0 ? `${reason.code}.` : `${reason.code} (${listed.join(', ')}).`;
}

const renamed = (params: Reason['params'], rename: Rename): Reason['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? rename(key, value) : value,
    ]),
  );
