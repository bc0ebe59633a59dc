/** Why a step is there: reasons, where its number comes from, what guards it, and who says so. */
import { getTranslations } from 'next-intl/server';
import type { PathStepView } from '@/lib/portal/path-view';

export async function Why({ step }: { step: PathStepView; workspace: string }) {
  const t = await getTranslations('portal.path.why');
  return (
    <aside
      aria-labelledby="why"
      className="self-start border-t-4 border-ink bg-sheet px-5 py-4 xl:sticky xl:top-6"
    >
      <h2 id="why">{t('title', { step: step.number })}</h2>
      {step.because.length === 0 ? (
        <p className="quiet mt-2">{t('noReason')}</p>
      ) : (
        <ul className="mt-2 grid gap-2">
          {step.because.map((reason) => (
            <li key={reason} className="border-l-2 border-poison pl-3">
              {reason}
            </li>
          ))}
        </ul>
      )}
      <Numbers step={step} />
      <Source step={step} />
      <Controls step={step} />
      <h3 className="mt-4">{t('evidence')}</h3>
      {step.evidence.length === 0 ? (
        <p className="quiet">{t('noEvidence')}</p>
      ) : (
        <ul>
          {step.evidence.map(({ source, at }) => (
            <li key={`${source} ${at}`}>
              <span className="code">
                {source} {at}
              </span>
            </li>
          ))}
        </ul>
      )}
      {step.otherKeys.length === 0 ? null : (
        <>
          <h3 className="mt-4">{t('alsoKnown')}</h3>
          <p className="code">{step.otherKeys.join(' · ')}</p>
        </>
      )}
    </aside>
  );
}

async function Numbers({ step }: { step: PathStepView }) {
  const t = await getTranslations('portal.path.why');
  return (
    <dl className="mt-4 grid grid-cols-3 gap-3 border-y border-line py-2">
      {(['inherent', 'likelihood', 'planned'] as const).map((state) => (
        <div key={state}>
          <dt className="kicker">{t(`number.${state}`)}</dt>
          <dd className="font-semibold">{step[state].text}</dd>
        </div>
      ))}
    </dl>
  );
}

async function Source({ step: { source } }: { step: PathStepView }) {
  const t = await getTranslations('portal.path.why');
  return (
    <>
      <h3 className="mt-4">{t('source')}</h3>
      <p>
        {source.kind === 'prior'
          ? t(`basis.${isBasis(source.basis) ? source.basis : 'judgement'}`)
          : t('ownEstimate', { by: source.basis ?? '' })}{' '}
        {source.range === null ? null : <span className="quiet">{t('range', { range: source.range })}</span>}
      </p>
      {source.derivation === null ? null : <p className="quiet">{source.derivation}</p>}
      <ul className="mt-1 grid gap-1">
        {source.figures.map((figure) => (
          <li key={figure.id}>
            {figure.statement}{' '}
            {figure.url === null ? (
              <span className="quiet">{figure.source}</span>
            ) : (
              <a href={figure.url} rel="noopener noreferrer nofollow">
                {figure.source}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p className="code quiet">{source.id}</p>
    </>
  );
}

const isBasis = (text: string | null): text is 'published' | 'derived' | 'judgement' =>
  text === 'published' || text === 'derived' || text === 'judgement';

async function Controls({ step }: { step: PathStepView }) {
  const [t, status] = await Promise.all([
    getTranslations('portal.path.why'),
    getTranslations('portal.status'),
  ]);
  if (step.controls.length === 0) return null;
  return (
    <>
      <h3 className="mt-4">{t('controls')}</h3>
      <ul className="grid gap-1">
        {step.controls.map((control) => (
          <li key={control.id}>
            {control.name}, {status.has(control.status) ? status(control.status) : control.status}
            {control.owner === null ? null : `, ${control.owner}`}
            {control.evidence.map(({ title, collected, expires }) => (
              <span key={title} className="quiet block">
                {t('controlEvidence', { title, collected: collected ?? '–', expires: expires ?? '–' })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
