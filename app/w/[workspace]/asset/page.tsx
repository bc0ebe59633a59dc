import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { KindMark } from '@/app/_components/kind-mark';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { DepthMark } from '@/app/_components/sounding';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { type AssetView, type InfluenceRow, viewAsset } from '@/lib/portal/asset-view';
import { chooseLocale } from '@/lib/portal/language';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.asset'))('title') };
}

export default async function AssetPage({ params, searchParams }: PageProps<'/w/[workspace]/asset'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const given = (await searchParams)['id'];
  const id = typeof given === 'string' ? given : '';
  const locale = chooseLocale(await getLocale(), null);
  const [t, kind, view] = await Promise.all([
    getTranslations('portal.asset'),
    getTranslations('portal.client.kind'),
    orNotFound(() => viewAsset(caller, workspace, id, locale)),
  ]);
  const { asset } = view;
  return (
    <>
      <PageHead
        kicker={t('kicker', { kind: kind(asset.kind), revision: view.revision })}
        title={
          <>
            <KindMark kind={asset.kind} isCrown={asset.crown === true} /> {asset.name}
          </>
        }
        lead={asset.description ?? <span className="code quiet">{asset.id}</span>}
      />
      {view.lineage === 'unknown' || view.lineage === 'partly' ? (
        <p className="notice notice-unknown mb-6 max-w-prose">{t(`lineage.${view.lineage}`)}</p>
      ) : null}
      <div className="grid grid-cols-1 gap-9">
        <Findings view={view} workspace={workspace} />
        <div className="grid grid-cols-1 gap-8 xl:grid-cols-2">
          <Influences
            title={t('into', { count: view.into.length })}
            none={t('noneInto')}
            rows={view.into}
            workspace={workspace}
            id="into"
          />
          <Influences
            title={t('outOf', { count: view.outOf.length })}
            none={t('noneOutOf')}
            rows={view.outOf}
            workspace={workspace}
            id="out-of"
          />
        </div>
        <Paths view={view} workspace={workspace} />
        <Controls view={view} />
        <Fields view={view} />
      </div>
    </>
  );
}

async function Findings({ view, workspace }: { view: AssetView; workspace: string }) {
  const t = await getTranslations('portal.asset');
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t('findings', { count: view.findings.length })}</h2>
      {view.findings.length === 0 ? (
        <p className="quiet">{t('noFindings')}</p>
      ) : (
        <ul className="mt-2 border-t border-ink">
          {view.findings.map((finding) => (
            <li
              key={finding.id}
              className="grid gap-x-6 border-b border-line py-2.5 md:grid-cols-[17rem_minmax(0,1fr)]"
            >
              <div>
                {finding.technique.id ? (
                  <Link href={places.technique(workspace, finding.technique.id)} className="font-semibold">
                    {finding.technique.title}
                  </Link>
                ) : (
                  finding.technique.title
                )}
                <span className="code quiet block">{finding.technique.key}</span>
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

async function Influences({
  title,
  none,
  rows,
  workspace,
  id,
}: {
  title: string;
  none: string;
  rows: readonly InfluenceRow[];
  workspace: string;
  id: string;
}) {
  const [t, manner] = await Promise.all([
    getTranslations('portal.asset'),
    getTranslations('portal.influence'),
  ]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <table className="sheet mt-2 table-fixed">
          <thead>
            <tr>
              <th scope="col" className="w-2/5">
                {t('column.other')}
              </th>
              <th scope="col" className="w-1/4">
                {t('column.manner')}
              </th>
              <th scope="col">{t('column.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 100).map((row) => (
              <tr key={row.id}>
                <th scope="row" className="[overflow-wrap:anywhere]">
                  {row.other.kind ? <KindMark kind={row.other.kind} /> : null}{' '}
                  <Link href={places.asset(workspace, row.other.id)}>{row.other.name}</Link>
                </th>
                <td>
                  {manner(row.kind)}
                  {row.carriesPoison ? null : <span className="quiet block">{t('association')}</span>}
                </td>
                <td>
                  {row.evidence.slice(0, 3).map(({ source, at }) => (
                    <span key={`${source}${at}`} className="code block">
                      {source} {at}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

async function Paths({ view, workspace }: { view: AssetView; workspace: string }) {
  const [t, attack] = await Promise.all([getTranslations('portal.asset'), getTranslations('portal.attack')]);
  if (view.paths.length === 0) return null;
  return (
    <section aria-labelledby="asset-paths">
      <h2 id="asset-paths">{t('paths', { count: view.paths.length })}</h2>
      <ul className="mt-2 border-t border-ink">
        {view.paths.map((path) => (
          <li
            key={path.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-2"
          >
            <Link href={places.path(workspace, path.id)}>
              {t('pathTo', { target: path.target.name, attack: attack(path.attack) })}
            </Link>
            <span className="whitespace-nowrap">
              <span className="font-semibold">{path.likelihood.text}</span>{' '}
              <DepthMark value={path.likelihood.value} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Controls({ view }: { view: AssetView }) {
  const [t, status] = await Promise.all([getTranslations('portal.asset'), getTranslations('portal.status')]);
  return (
    <section aria-labelledby="controls">
      <h2 id="controls">{t('controls', { count: view.controls.length })}</h2>
      {view.controls.length === 0 ? (
        <p className="quiet">{t('noControls')}</p>
      ) : (
        <ul className="mt-2 border-t border-ink">
          {view.controls.map((control) => (
            <li key={control.id} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
              <span>{control.name}</span>
              <span className="quiet">
                {status.has(control.status) ? status(control.status) : control.status} ·{' '}
                <span className="code">{control.subject}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

async function Fields({ view }: { view: AssetView }) {
  const [t, field] = await Promise.all([getTranslations('portal.asset'), getTranslations('portal.field')]);
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <ScrollRegion labelledBy="facts">
        <table className="sheet mt-2 min-w-[36rem]">
          <thead>
            <tr>
              <th scope="col">{t('column.field')}</th>
              <th scope="col">{t('column.value')}</th>
              <th scope="col">{t('column.saidBy')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('id')}</th>
              <td className="code">{view.asset.id}</td>
              <td />
            </tr>
            {view.fields.map(({ field: name, value, by, isDisputed }) => (
              <tr key={name}>
                <th scope="row">{field.has(name) ? field(name) : name.replace(/^properties\./, '')}</th>
                <td className="[overflow-wrap:anywhere]">
                  {value}
                  {isDisputed ? <span className="block text-stale">{t('disputed')}</span> : null}
                </td>
                <td>
                  {by.map(({ source, at, basis }) => (
                    <span key={`${source}${at}`} className="code block">
                      {source} {at} <span className="quiet">({t(`basis.${basis}`)})</span>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
