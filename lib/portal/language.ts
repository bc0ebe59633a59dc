/** Which language somebody reads in, and its sentences. */
import { isLocale, LOCALES, type Locale, type MessageTree, messagesOf } from '@/lib/messages/messages';

export type { Locale, MessageTree };

/** The chosen language, else the best the browser asks for, else English. */
export function chooseLocale(chosen: string | undefined, accepted: string | null): Locale {
  if (chosen !== undefined && isLocale(chosen)) return chosen;
  for (const part of (accepted ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().slice(0, 2).toLowerCase() ?? '';
    if (isLocale(tag)) return tag;
  }
  return LOCALES[0];
}

/** Every sentence in a language; what it lacks stands in English. */
export const sentencesIn = (locale: Locale): MessageTree => messagesOf(locale);
