/** What a page of an empty workspace shows: why it is empty, and the one thing to do. */

import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import { places } from './places';

export async function BlankChart({ workspace }: { workspace: string }) {
  const t = await getTranslations('portal.blank');
  return (
    <div className="neatline max-w-2xl">
      <div className="px-6 py-6">
        <p className="max-w-prose">{t('body')}</p>
        <p className="mt-4">
          <Link className="button button-main" href={places.importing(workspace)}>
            {t('action')}
          </Link>
        </p>
      </div>
    </div>
  );
}
