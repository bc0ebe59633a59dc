import { getTranslations } from 'next-intl/server';
import { Gate } from './_components/gate';

export default async function NotFound() {
  const t = await getTranslations('portal.missing');
  return (
    <Gate title={t('title')}>
      <p>{t('body')}</p>
      <p>
        <a href="/?choose">{t('action')}</a>
      </p>
    </Gate>
  );
}
