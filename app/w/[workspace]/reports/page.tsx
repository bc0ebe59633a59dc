import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHead } from '@/app/_components/page-head';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { listReports, type ReportJob } from '@/lib/portal/report-jobs';
import { JobState } from './job-state';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.reports'))('title') };
}

const FORMATS = ['pdf', 'html', 'md', 'json'] as const;

export default async function ReportsPage({ params }: PageProps<'/w/[workspace]/reports'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const [t, { jobs, revision }] = await Promise.all([
    getTranslations('portal.reports'),
    orNotFound(() => listReports(caller, workspace)),
  ]);
  return (
    <>
      <PageHead kicker={t('kicker', { revision })} title={t('title')} lead={t('lead')} />
      <div className="grid grid-cols-1 gap-9">
        {revision === 0 ? (
          <p className="notice max-w-prose">{t('blank')}</p>
        ) : (
          <Order workspace={workspace} />
        )}
        <section aria-labelledby="made">
          <h2 id="made">{t('made')}</h2>
          {jobs.length === 0 ? (
            <p className="quiet">{t('none')}</p>
          ) : (
            <Made jobs={jobs} workspace={workspace} />
          )}
        </section>
      </div>
    </>
  );
}

async function Order({ workspace }: { workspace: string }) {
  const t = await getTranslations('portal.reports');
  return (
    <form action={`/w/${workspace}/reports/jobs`} method="post" className="neatline max-w-3xl">
      <div className="px-6 py-5">
        <fieldset>
          <legend className="font-serif text-[1.2rem] font-semibold">{t('make')}</legend>
          <div className="mt-3 grid gap-2 sm:grid-cols-2">
            {FORMATS.map((format) => (
              <label key={format} className="flex min-h-8 items-center gap-3">
                <input
                  type="radio"
                  name="format"
                  value={format}
                  defaultChecked={format === 'pdf'}
                  className="size-5 accent-(--ink)"
                />
                {t(`format.${format}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="button button-main mt-4">
          {t('submit')}
        </button>
      </div>
    </form>
  );
}

async function Made({ jobs, workspace }: { jobs: readonly ReportJob[]; workspace: string }) {
  const t = await getTranslations('portal.reports');
  return (
    <ScrollRegion labelledBy="made">
      <table className="sheet mt-2 min-w-[34rem]">
        <thead>
          <tr>
            <th scope="col">{t('column.report')}</th>
            <th scope="col" className="number">
              {t('column.revision')}
            </th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" className="number">
              {t('column.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row">
                {job.state === 'done' ? (
                  <a href={`/w/${workspace}/reports/jobs/${job.id}/file`} download>
                    {t('download', { format: t(`format.${job.format}`) })}
                  </a>
                ) : (
                  t(`format.${job.format}`)
                )}
              </th>
              <td className="number">{job.revision}</td>
              <td>
                {job.state === 'running' ? (
                  <JobState workspace={workspace} id={job.id} share={job.share} />
                ) : (
                  <>
                    {t(`state.${job.state}`)}
                    {job.problem === null ? null : <span className="quiet block">{job.problem}</span>}
                  </>
                )}
              </td>
              <td className="number">
                {job.bytes === null ? '–' : t('bytes', { kilobytes: Math.ceil(job.bytes / 1024) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
