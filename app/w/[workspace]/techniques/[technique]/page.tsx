import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { KindMark } from '@/app/_components/kind-mark';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { Prose } from '@/app/_components/prose';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { chooseLocale } from '@/lib/portal/language';
import { type TechniquePage, viewTechnique } from '@/lib/portal/technique-view';

export async function generateMetadata({
  params,
}: PageProps<'/w/[workspace]/techniques/[technique]'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).technique) };
}

export default async function OneTechniquePage({
  params,
}: PageProps<'/w/[workspace]/techniques/[technique]'>) {
  const caller = await requireCaller();
  const { workspace, technique } = await params;
  const locale = chooseLocale(await getLocale(), null);
  const [t, attack, role, view] = await Promise.all([
    getTranslations('portal.technique'),
    getTranslations('portal.attack'),
    getTranslations('portal.role'),
    orNotFound(() => viewTechnique(caller, workspace, decodeURIComponent(technique), locale)),
  ]);
  return (
    <>
      <PageHead
        kicker={`${view.key} · ${role(view.role)} · ${view.classes.map((name) => attack(name)).join(', ')}`}
        title={view.title}
        lead={t('lead', { applies: view.applies, unknown: view.unknown })}
      />
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-1 content-start gap-7">
          <section aria-labelledby="summary">
            <h2 id="summary">{t('summary')}</h2>
            <Prose text={view.summary} />
          </section>
          <section aria-labelledby="why">
            <h2 id="why">{t('why')}</h2>
            <Prose text={view.why} />
          </section>
          <Points id="preconditions" title={t('preconditions')} points={view.preconditions} />
          <Points id="check" title={t('check')} points={view.check} />
          <Points id="false-positives" title={t('falsePositives')} points={view.falsePositives} />
          <Findings view={view} workspace={workspace} />
        </div>
        <div className="grid grid-cols-1 content-start gap-7">
          <Editions view={view} />
          <Controls view={view} />
        </div>
      </div>
    </>
  );
}

function Points({ id, title, points }: { id: string; title: string; points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="mt-1 grid max-w-[66ch] list-disc gap-1 pl-5">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}

async function Editions({ view }: { view: TechniquePage }) {
  const t = await getTranslations('portal.technique');
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{t('editions')}</h2>
      <ul className="mt-2 border-t border-ink">
        {view.editions.map((edition) => (
          <li key={edition.key} className="border-b border-line py-2">
            <span className="code">{edition.key}</span>
            <span className="block">
              {edition.url === null ? (
                (edition.name ?? t('notInCatalogue'))
              ) : (
                <a href={edition.url} rel="noopener noreferrer nofollow">
                  {edition.name ?? edition.title ?? edition.key}
                </a>
              )}
            </span>
            <span className="quiet block">
              {[edition.publisher, t('edition', { edition: edition.edition })].filter(Boolean).join(', ')}
            </span>
            {edition.supersededBy === null ? null : (
              <span className="block text-stale">{t('superseded', { key: edition.supersededBy })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Controls({ view }: { view: TechniquePage }) {
  const t = await getTranslations('portal.technique');
  if (view.controls.length === 0) return null;
  return (
    <section aria-labelledby="controls">
      <h2 id="controls">{t('controls')}</h2>
      <ul className="mt-2 border-t border-ink">
        {view.controls.map((control) => (
          <li key={control.id} className="border-b border-line py-2">
            <span className="font-semibold">{control.name}</span>{' '}
            <span className="code quiet">{control.id}</span>
            <span className="quiet block">
              {control.effectiveness.high === 0 ? t('enables') : t('effectiveness', control.effectiveness)},{' '}
              {t(`basis.${control.basis}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Findings({ view, workspace }: { view: TechniquePage; workspace: string }) {
  const t = await getTranslations('portal.technique');
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t('findings', { count: view.findings.length })}</h2>
      {view.findings.length === 0 ? (
        <p className="quiet">{t('noFindings')}</p>
      ) : (
        <ul className="mt-2 border-t border-ink">
          {view.findings.slice(0, 200).map((finding) => (
            <li
              key={finding.id}
              className="grid gap-x-6 border-b border-line py-2.5 md:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <div>
                {finding.asset.kind ? <KindMark kind={finding.asset.kind} /> : null}{' '}
                <Link href={places.asset(workspace, finding.asset.id)}>{finding.asset.name}</Link>
                {finding.verdict === 'unknown' ? (
                  <span className="block text-stale">{t('undecided')}</span>
                ) : null}
              </div>
              <ul className="grid gap-1">
                {finding.because.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
