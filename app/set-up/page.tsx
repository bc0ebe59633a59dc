import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Gate } from '@/app/_components/gate';
import { canSetUp, PASSWORD_LENGTH } from '@/lib/portal/identity';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.setUp'))('title') };
}

const PROBLEMS = ['code', 'email', 'name', 'short', 'long', 'common', 'slow-down', 'credentials'] as const;

export default async function SetUpPage({ searchParams }: PageProps<'/set-up'>) {
  const t = await getTranslations('portal.setUp');
  const given = await searchParams;
  const code = typeof given['code'] === 'string' ? given['code'] : '';
  const problem = PROBLEMS.find((known) => known === given['problem']);
  if (!(await canSetUp(code)))
    return (
      <Gate title={t('over.title')}>
        <p>{t('over.body')}</p>
        <p>
          <a href="/sign-in">{t('over.action')}</a>
        </p>
      </Gate>
    );
  return (
    <Gate title={t('title')} lead={t('lead')}>
      {problem === undefined ? null : (
        <p role="alert" className="notice notice-problem">
          {t(`problem.${problem}`, PASSWORD_LENGTH)}
        </p>
      )}
      <form action="/set-up/submit" method="post" className="grid gap-4">
        <input type="hidden" name="code" value={code} />
        <label className="grid gap-1">
          <span className="font-semibold">{t('name')}</span>
          <input className="field" name="name" autoComplete="name" required maxLength={120} />
        </label>
        <label className="grid gap-1">
          <span className="font-semibold">{t('email')}</span>
          <input
            className="field"
            type="email"
            name="email"
            autoComplete="username"
            required
            maxLength={254}
          />
        </label>
        <label className="grid gap-1">
          <span className="font-semibold">{t('password')}</span>
          <input
            className="field"
            type="password"
            name="password"
            autoComplete="new-password"
            aria-describedby="password-rule"
            required
            minLength={PASSWORD_LENGTH.min}
            maxLength={PASSWORD_LENGTH.max}
          />
          <span id="password-rule" className="quiet">
            {t('passwordRule', { min: PASSWORD_LENGTH.min })}
          </span>
        </label>
        <div>
          <button type="submit" className="button button-main">
            {t('submit')}
          </button>
        </div>
      </form>
    </Gate>
  );
}
