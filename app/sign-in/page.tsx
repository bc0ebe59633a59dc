import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Gate } from '@/app/_components/gate';
import { currentCaller } from '@/app/_door/caller';
import { isAwaitingSetUp } from '@/lib/portal/identity';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.signIn'))('title') };
}

const PROBLEMS = ['credentials', 'slow-down', 'link'] as const;

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await currentCaller()) redirect('/');
  const t = await getTranslations('portal.signIn');
  const given = (await searchParams)['problem'];
  const problem = PROBLEMS.find((known) => known === given);
  if (await isAwaitingSetUp())
    return (
      <Gate title={t('awaiting.title')}>
        <p>{t('awaiting.body')}</p>
      </Gate>
    );
  return (
    <Gate title={t('title')}>
      {problem === undefined ? null : (
        <p role="alert" className="notice notice-problem">
          {t(`problem.${problem}`)}
        </p>
      )}
      <form action="/sign-in/submit" method="post" className="grid gap-4">
        <label className="grid gap-1">
          <span className="font-semibold">{t('email')}</span>
          <input className="field" type="email" name="email" autoComplete="username" required />
        </label>
        <label className="grid gap-1">
          <span className="font-semibold">{t('password')}</span>
          <input className="field" type="password" name="password" autoComplete="current-password" required />
        </label>
        <div>
          <button type="submit" className="button button-main">
            {t('submit')}
          </button>
        </div>
      </form>
      <p className="quiet">{t('forgotten')}</p>
    </Gate>
  );
}
