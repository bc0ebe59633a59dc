/** The source diagram of the survey: how much of the lineage is known, as charts show how well a sea is sounded. */
import { getTranslations } from 'next-intl/server';
import type { Survey } from '@/lib/portal/survey';

const LINEAGES = ['known', 'partly', 'unknown'] as const;
const INKS = { known: 'bg-ink', partly: 'bg-line-strong', unknown: 'unsurveyed' } as const;

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 100));

export async function SourceDiagram({ survey }: { survey: Survey }) {
  const t = await getTranslations('portal.survey');
  const { coverage, confidence } = survey;
  const total = LINEAGES.reduce((sum, lineage) => sum + coverage.lineage[lineage], 0);
  return (
    <section
      className="grid grid-cols-1 gap-x-10 gap-y-6 border-y border-ink py-5 md:grid-cols-2"
      aria-label={t('sources')}
    >
      <div>
        <h2>{t('coverage.title')}</h2>
        <p>
          {t('coverage.verdict', {
            unknown: coverage.lineage.unknown + coverage.lineage.partly,
            total,
          })}
        </p>
        <div className="mt-3 flex h-6 border border-ink" aria-hidden="true">
          {LINEAGES.map((lineage) => (
            <Stretch key={lineage} part={coverage.lineage[lineage]} of={total} ink={INKS[lineage]} />
          ))}
        </div>
        <dl className="kicker mt-2 flex flex-wrap gap-x-5">
          {LINEAGES.map((lineage) => (
            <div key={lineage} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={`inline-block size-3 border border-ink ${INKS[lineage]}`} />
              <dt>{t(`coverage.${lineage}`)}</dt>
              <dd className="font-semibold">{coverage.lineage[lineage]}</dd>
            </div>
          ))}
        </dl>
        <p className="kicker mt-2">
          {t('coverage.rest', {
            owner: share(coverage.withOwner, coverage.assets),
            evidence: share(coverage.withEvidence, coverage.assets),
            controlled: coverage.controlledPaths.count,
            paths: coverage.controlledPaths.of,
          })}
        </p>
      </div>
      <div>
        <h2>{t('confidence.title')}</h2>
        <p>{t('confidence.verdict', { own: confidence.ownNumbers.count, of: confidence.ownNumbers.of })}</p>
        <div className="mt-3 flex h-6 border border-ink" aria-hidden="true">
          <Stretch part={confidence.basis.confirmed} of={1} ink="bg-verified" />
          <Stretch part={confidence.basis.declared} of={1} ink="bg-ink" />
          <Stretch part={confidence.basis.inferred} of={1} ink="bg-line-strong" />
        </div>
        <dl className="kicker mt-2 flex flex-wrap gap-x-5">
          {(['confirmed', 'declared', 'inferred'] as const).map((basis) => (
            <div key={basis} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={`inline-block size-3 border border-ink ${{ confirmed: 'bg-verified', declared: 'bg-ink', inferred: 'bg-line-strong' }[basis]}`}
              />
              <dt>{t(`confidence.${basis}`)}</dt>
              <dd className="font-semibold">{Math.round(confidence.basis[basis] * 100)} %</dd>
            </div>
          ))}
        </dl>
        <p className="kicker mt-2">
          {t('confidence.rest', {
            published: confidence.publishedPriors.count,
            of: confidence.publishedPriors.of,
          })}
        </p>
      </div>
    </section>
  );
}

function Stretch({ part, of, ink }: { part: number; of: number; ink: string }) {
  return part === 0 ? null : (
    <span className={ink} style={{ width: `${(100 * part) / Math.max(of, 1e-9)}%` }} />
  );
}
