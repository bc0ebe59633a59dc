import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { BlankChart } from '@/app/_components/blank-chart';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { SoundingsChart } from '@/app/_components/soundings-chart';
import { SourceDiagram } from '@/app/_components/source-diagram';
import { TargetTable } from '@/app/_components/target-table';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { chooseLocale } from '@/lib/portal/language';
import { type Survey, viewSurvey } from '@/lib/portal/survey';

/** Targets in the survey's table; the exposure page has all of them. */
const SHOWN = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.survey'))('title') };
}

export default async function SurveyPage({ params }: PageProps<'/w/[workspace]'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const locale = chooseLocale(await getLocale(), null);
  const survey = await orNotFound(() => viewSurvey(caller, workspace, locale));
  const t = await getTranslations('portal.survey');
  const kicker = t('kicker', {
    revision: survey.revision,
    assets: survey.assets,
    influences: survey.influences,
    catalogue: survey.catalogue,
  });
  if (survey.assets === 0)
    return (
      <>
        <PageHead kicker={kicker} title={survey.workspace} lead={t('blank')} />
        <BlankChart workspace={workspace} />
      </>
    );
  return (
    <>
      <PageHead
        kicker={kicker}
        title={survey.workspace}
        lead={<Verdict survey={survey} workspace={workspace} />}
        actions={
          <Link className="button" href={places.reports(workspace)}>
            {t('report')}
          </Link>
        }
      />
      <div className="grid grid-cols-1 gap-8">
        {survey.targets.length === 0 ? null : (
          <>
            <SoundingsChart workspace={workspace} targets={survey.targets} />
            <div>
              <TargetTable workspace={workspace} targets={survey.targets.slice(0, SHOWN)} />
              {survey.targets.length > SHOWN ? (
                <p className="mt-3">
                  <Link href={places.exposure(workspace, { all: 'yes' })}>
                    {t('allTargets', { count: survey.targets.length })}
                  </Link>
                </p>
              ) : null}
            </div>
          </>
        )}
        <SourceDiagram survey={survey} />
        <Remarks survey={survey} />
      </div>
    </>
  );
}

/** The one thing to know, first: what is most exposed, how much, and from where. */
async function Verdict({ survey, workspace }: { survey: Survey; workspace: string }) {
  const [t, attack] = await Promise.all([
    getTranslations('portal.survey.verdict'),
    getTranslations('portal.attack'),
  ]);
  const [worst] = survey.targets;
  if (!worst) return t('noTargets');
  if (survey.exposedTargets === 0 || !worst.path) return t('clear', { targets: survey.targets.length });
  return (
    <span className="font-serif text-[1.2rem] leading-snug">
      {t.rich(worst.path.entry.id === worst.target.id ? 'itself' : 'exposed', {
        target: worst.target.name,
        entry: worst.path.entry.name,
        number: worst.exposure.current.text,
        attack: attack(worst.worstClass),
        exposed: survey.exposedTargets,
        targets: survey.targets.length,
        strong: (words) => <strong className="poison font-semibold">{words}</strong>,
        link: (words) => <Link href={places.path(workspace, worst.path?.id ?? '')}>{words}</Link>,
      })}
    </span>
  );
}

async function Remarks({ survey }: { survey: Survey }) {
  const t = await getTranslations('portal.survey.remarks');
  const groups = [
    ['warnings', survey.warnings],
    ['assumptions', survey.assumptions],
    ['notAssessed', survey.notAssessed],
  ] as const;
  return (
    <section className="grid grid-cols-1 gap-x-10 gap-y-5 md:grid-cols-3" aria-label={t('title')}>
      {groups.map(([name, remarks]) => (
        <div key={name}>
          <h2>{t(name)}</h2>
          {remarks.length === 0 ? (
            <p className="quiet">{t('none')}</p>
          ) : (
            <ul className="mt-1 grid gap-1.5">
              {remarks.slice(0, 12).map((remark) => (
                <li key={remark} className="border-l border-line-strong pl-3">
                  {remark}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}
