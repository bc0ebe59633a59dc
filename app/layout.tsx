import '@fontsource/source-sans-3/400.css';
import '@fontsource/source-sans-3/400-italic.css';
import '@fontsource/source-sans-3/600.css';
import '@fontsource/source-serif-4/400.css';
import '@fontsource/source-serif-4/600.css';
import '@fontsource/source-code-pro/400.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CHART_COOKIE, readChart } from './_components/chart-choice';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('portal.shell');
  return { title: { default: 'Headwater', template: '%s · Headwater' }, description: t('description') };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f2e7' },
    { media: '(prefers-color-scheme: dark)', color: '#0b141d' },
  ],
};

/** Sentences that components in the browser need; the rest stays on the server. */
async function clientMessages() {
  const messages: Record<string, unknown> = await getMessages();
  const portal = messages['portal'];
  const client = typeof portal === 'object' && portal !== null && 'client' in portal ? portal.client : {};
  return { portal: { client } };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, head, messages, t] = await Promise.all([
    getLocale(),
    cookies(),
    headers(),
    clientMessages(),
    getTranslations('portal.shell'),
  ]);
  return (
    <html lang={locale} data-chart={readChart(jar.get(CHART_COOKIE)?.value)}>
      <head>
        {/* Components that add styles in the browser read the nonce from here. */}
        <meta property="csp-nonce" nonce={head.get('x-nonce') ?? undefined} />
      </head>
      <body>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
