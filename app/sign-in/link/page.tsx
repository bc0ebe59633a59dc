import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Gate } from '@/app/_components/gate';
import { nameBehindLink } from '@/lib/portal/identity';
import { SubmitAtOnce } from './submit-at-once';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.signIn'))('title'), referrer: 'same-origin' };
}

/**
 * Opening a link signs nobody in: mail scanners open links too. The form on the page does, and the page
 * submits it itself where scripts run.
 */
export default async function SignInLinkPage({ searchParams }: PageProps<'/sign-in/link'>) {
  const t = await getTranslations('portal.signIn');
  const given = (await searchParams)['code'];
  const code = typeof given === 'string' ? given : '';
  const name = await nameBehindLink(code);
  if (name === undefined)
    return (
      <Gate title={t('linkOver.title')}>
        <p>{t('linkOver.body')}</p>
        <p>
          <a href="/sign-in">{t('linkOver.action')}</a>
        </p>
      </Gate>
    );
  return (
    <Gate title={t('linkReady.title', { name })}>
      <form id="sign-in-link" action="/sign-in/link/submit" method="post">
        <input type="hidden" name="code" value={code} />
        <button type="submit" className="button button-main">
          {t('linkReady.submit')}
        </button>
      </form>
      <SubmitAtOnce form="sign-in-link" />
    </Gate>
  );
}
