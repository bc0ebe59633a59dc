import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { BlankChart } from '@/app/_components/blank-chart';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { DepthMark, Sounding } from '@/app/_components/sounding';
import { TargetTable } from '@/app/_components/target-table';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import { type ExposureList, listExposure } from '@/lib/portal/exposure-view';
import { chooseLocale } from '@/lib/portal/language';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.exposure'))('title') };
}

type Chosen = {
  readonly attack: AttackClass | undefined;
  readonly target: string | undefined;
  /** Lists are shown whole rather than by their first rows. */
  readonly isWhole: boolean;
};

/** Rows of a list before the reader asks for all of it. */
const SHOWN = 100;

export default async function ExposurePage({ params, searchParams }: PageProps<'/w/[workspace]/exposure'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const given = await searchParams;
  const chosen: Chosen = {
    attack: ATTACK_CLASSES.find((attack) => attack === given['class']),
    target: typeof given['target'] === 'string' ? given['target'] : undefined,
    isWhole: given['all'] !== undefined,
  };
  const locale = chooseLocale(await getLocale(), null);
  const list = await orNotFound(() => listExposure(caller, workspace, chosen, locale));
  const t = await getTranslations('portal.exposure');
  const kicker = t('kicker', { revision: list.revision });
  if (list.assets === 0)
    return (
      <>
        <PageHead kicker={kicker} title={t('title')} lead={t('blank')} />
        <BlankChart workspace={workspace} />
      </>
    );
  return (
    <>
      <PageHead
        kicker={kicker}
        title={list.target ? t('titleOf', { target: list.target.target.name }) : t('title')}
        lead={t('lead', { targets: list.targets.length, paths: list.allPaths })}
        actions={
          list.target ? (
            <>
              <Link className="button" href={places.asset(workspace, list.target.target.id)}>
                {t('assetPage')}
              </Link>
              <Link className="button" href={places.exposure(workspace)}>
                {t('allTargets')}
              </Link>
            </>
          ) : undefined
        }
      />
      <div className="grid grid-cols-1 gap-8">
        {list.target ? (
          <ByClass list={list} workspace={workspace} />
        ) : (
          <Targets list={list} workspace={workspace} chosen={chosen} />
        )}
        <Paths list={list} workspace={workspace} chosen={chosen} />
      </div>
    </>
  );
}

async function Targets({
  list,
  workspace,
  chosen,
}: {
  list: ExposureList;
  workspace: string;
  chosen: Chosen;
}) {
  return (
    <div>
      <TargetTable
        workspace={workspace}
        targets={chosen.isWhole ? list.targets : list.targets.slice(0, SHOWN)}
      />
      <Rest of={list.targets.length} workspace={workspace} chosen={chosen} />
    </div>
  );
}

/** The way to the rows that are not shown. */
async function Rest({ of, workspace, chosen }: { of: number; workspace: string; chosen: Chosen }) {
  if (chosen.isWhole || of <= SHOWN) return null;
  const t = await getTranslations('portal.exposure');
  const whole = places.exposure(workspace, { target: chosen.target, class: chosen.attack, all: 'yes' });
  return (
    <p className="mt-3">
      <Link href={whole}>{t('showAll', { shown: SHOWN, count: of })}</Link>
    </p>
  );
}

async function ByClass({ list, workspace }: { list: ExposureList; workspace: string }) {
  const [t, attack] = await Promise.all([
    getTranslations('portal.exposure'),
    getTranslations('portal.attack'),
  ]);
  return (
    <section aria-labelledby="by-class">
      <h2 id="by-class">{t('byClass')}</h2>
      <dl className="mt-2 grid border-t border-ink sm:grid-cols-2 lg:grid-cols-3">
        {list.byClass.map(({ attack: name, current }) => (
          <div
            key={name}
            className="flex items-baseline justify-between gap-4 border-b border-line py-2 pr-6"
          >
            <dt>
              <Link href={places.exposure(workspace, { target: list.target?.target.id, class: name })}>
                {attack(name)}
              </Link>
            </dt>
            <dd>
              <Sounding reading={current} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

async function Paths({ list, workspace, chosen }: { list: ExposureList; workspace: string; chosen: Chosen }) {
  const [t, attack] = await Promise.all([
    getTranslations('portal.exposure'),
    getTranslations('portal.attack'),
  ]);
  return (
    <section aria-labelledby="paths">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="paths">{t('paths', { count: list.paths.length })}</h2>
        <nav aria-label={t('filter')} className="no-print flex flex-wrap gap-x-4 gap-y-1">
          <Filter
            href={places.exposure(workspace, { target: chosen.target })}
            isChosen={chosen.attack === undefined}
          >
            {t('everyClass')}
          </Filter>
          {list.classes.map(({ attack: name, count }) => (
            <Filter
              key={name}
              href={places.exposure(workspace, { target: chosen.target, class: name })}
              isChosen={chosen.attack === name}
            >
              {attack(name)} ({count})
            </Filter>
          ))}
        </nav>
      </div>
      {list.paths.length === 0 ? (
        <p className="notice mt-3 max-w-prose">{t('noPaths')}</p>
      ) : (
        <ScrollRegion labelledBy="paths">
          <table className="sheet min-w-[52rem]">
            <thead>
              <tr>
                <th scope="col">{t('column.path')}</th>
                <th scope="col">{t('column.class')}</th>
                <th scope="col">{t('column.technique')}</th>
                <th scope="col" className="number">
                  {t('column.inherent')}
                </th>
                <th scope="col" className="number">
                  {t('column.controls')}
                </th>
                <th scope="col" className="number">
                  {t('column.current')}
                </th>
              </tr>
            </thead>
            <tbody>
              {(chosen.isWhole ? list.paths : list.paths.slice(0, SHOWN)).map((path) => (
                <tr key={path.id}>
                  <th scope="row" className="min-w-[22rem]">
                    <Link href={places.path(workspace, path.id)}>
                      {path.stations.map(({ name }) => name).join(' → ')}
                    </Link>
                  </th>
                  <td>{attack(path.attack)}</td>
                  <td className="max-w-[16rem]">
                    {path.technique?.id ? (
                      <Link href={places.technique(workspace, path.technique.id)}>
                        {path.technique.title}
                      </Link>
                    ) : (
                      (path.technique?.title ?? '')
                    )}
                  </td>
                  <td className="number">{path.inherent.text}</td>
                  <td className="number">{path.controls}</td>
                  <td className="number">
                    <span className="font-semibold">{path.likelihood.text}</span>{' '}
                    <DepthMark value={path.likelihood.value} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <Rest of={list.paths.length} workspace={workspace} chosen={chosen} />
    </section>
  );
}

function Filter({
  href,
  isChosen,
  children,
}: {
  href: ReturnType<typeof places.exposure>;
  isChosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isChosen ? 'true' : undefined}
      className="inline-block min-h-6 aria-[current=true]:font-semibold aria-[current=true]:decoration-2"
    >
      {children}
    </Link>
  );
}
