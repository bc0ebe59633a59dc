'use client';

/** The page for what nobody foresaw: nothing was changed, what to do next, and a reference for the log. */
import { useTranslations } from 'next-intl';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations('portal.client.failure');
  return (
    <main id="content" className="mx-auto max-w-2xl px-4 py-16">
      <h1>{t('title')}</h1>
      <p className="mt-3">{t('body', { reference: error.digest ?? '–' })}</p>
      <p className="mt-5">
        <button type="button" className="button button-main" onClick={reset}>
          {t('action')}
        </button>
      </p>
    </main>
  );
}
