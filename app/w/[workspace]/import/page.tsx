import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { findPreview, UPLOAD_LIMIT } from '@/lib/portal/import-preview';
import { viewWorkspace } from '@/lib/portal/workspace-view';
import { FileDrop } from './file-drop';
import { Preview } from './preview';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.import'))('title') };
}

const PROBLEMS = ['none', 'size', 'expired', 'changed'] as const;
const MIB = 1024 * 1024;

const numberIn = (value: string | string[] | undefined): number | undefined =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;

export default async function ImportPage({ params, searchParams }: PageProps<'/w/[workspace]/import'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const given = await searchParams;
  const view = await orNotFound(() => viewWorkspace(caller, workspace));
  const t = await getTranslations('portal.import');
  const token = given['preview'];
  const preview = typeof token === 'string' ? await findPreview(caller, workspace, token) : undefined;
  const expired = typeof token === 'string' && !preview ? 'expired' : undefined;
  const problem = PROBLEMS.find((known) => known === (given['problem'] ?? expired));
  const [written, revision] = [numberIn(given['written']), numberIn(given['revision'])];
  return (
    <>
      <PageHead
        kicker={t('kicker', { revision: view.revision })}
        title={preview ? t('preview.title') : t('title')}
        lead={
          preview
            ? t('preview.lead', { added: preview.added, changed: preview.changed, removed: preview.removed })
            : t('lead')
        }
      />
      {problem === undefined ? null : (
        <p role="alert" className="notice notice-problem mb-5 max-w-prose">
          {t(`problem.${problem}`, { limit: `${Math.round(UPLOAD_LIMIT / MIB)} MiB` })}
        </p>
      )}
      {written === undefined || revision === undefined ? null : (
        <div
          role="status"
          className="notice mb-5 flex max-w-prose flex-wrap items-baseline justify-between gap-3"
        >
          <p>{t('done', { count: written, revision })}</p>
          <Link href={places.survey(workspace)}>{t('toSurvey')}</Link>
        </div>
      )}
      {preview ? (
        <Preview preview={preview} workspace={workspace} />
      ) : (
        <form
          action={`/w/${workspace}/import/preview`}
          method="post"
          encType="multipart/form-data"
          className="grid max-w-3xl grid-cols-1 gap-5"
        >
          <FileDrop />
          <p className="quiet max-w-prose">{t('formats')}</p>
          <div>
            <button type="submit" className="button button-main">
              {t('submit')}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
