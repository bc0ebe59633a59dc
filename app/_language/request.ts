/** next-intl's request configuration: the reader's language and its sentences. */
import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, sentencesIn } from '@/lib/portal/language';

export const LANGUAGE_COOKIE = 'headwater-language';

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language'));
  return { locale, messages: { ...sentencesIn(locale) }, timeZone: 'UTC' };
});
