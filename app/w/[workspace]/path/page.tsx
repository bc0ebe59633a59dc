import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Drawing } from '@/app/_components/drawing';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { Sounding } from '@/app/_components/sounding';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { chooseLocale } from '@/lib/portal/language';
import { type PathView, viewPath } from '@/lib/portal/path-view';
import { Why } from './why';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.path'))('title') };
}

export default async function PathPage({ params, searchParams }: PageProps<'/w/[workspace]/path'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const given = await searchParams;
  const id = typeof given['id'] === 'string' ? given['id'] : '';
  const locale = chooseLocale(await getLocale(), null);
  const asked =
    typeof given['step'] === 'string' && /^\d{1,3}$/.test(given['step']) ? Number(given['step']) : 1;
  const [t, attack, path] = await Promise.all([
    getTranslations('portal.path'),
    getTranslations('portal.attack'),
    orNotFound(() =>
      viewPath(caller, workspace, id, locale, {
        to: (step) => places.path(workspace, id, step),
        chosen: asked,
      }),
    ),
  ]);
  const selected = path.steps.find(({ number }) => number === asked) ?? path.steps[0];
  return (
    <>
      <PageHead
        kicker={t('kicker', { attack: attack(path.attack), revision: path.revision })}
        title={t('headline', { entry: path.entry.name, target: path.target.name })}
        lead={t('lead', {
          steps: path.steps.length,
          number: path.likelihood.text,
          inherent: path.inherent.text,
          planned: path.planned.text,
        })}
        actions={
          <Link className="button" href={places.exposure(workspace, { target: path.target.id })}>
            {t('otherPaths')}
          </Link>
        }
      />
      <figure className="neatline chart" aria-label={t('figure')}>
        <div className="p-3 sm:p-5">
          <Drawing svg={path.figures.wide} className="hidden sm:block" />
          <Drawing svg={path.figures.narrow} className="mx-auto max-w-xs sm:hidden" />
        </div>
      </figure>
      <div className="mt-8 grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
        <Steps path={path} workspace={workspace} selected={selected?.number} />
        {selected ? <Why step={selected} workspace={workspace} /> : null}
      </div>
    </>
  );
}

async function Steps({
  path,
  workspace,
  selected,
}: {
  path: PathView;
  workspace: string;
  selected: number | undefined;
}) {
  const [t, manner, status] = await Promise.all([
    getTranslations('portal.path'),
    getTranslations('portal.influence'),
    getTranslations('portal.status'),
  ]);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('steps')}</h2>
      <ScrollRegion labelledBy="steps">
        <table className="sheet min-w-[34rem]">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('column.step')}
              </th>
              <th scope="col">{t('column.reaches')}</th>
              <th scope="col">{t('column.technique')}</th>
              <th scope="col">{t('column.controls')}</th>
              <th scope="col" className="number">
                {t('column.likelihood')}
              </th>
            </tr>
          </thead>
          <tbody>
            {path.steps.map((step) => (
              <tr key={step.number} aria-current={step.number === selected ? 'true' : undefined}>
                <th scope="row" className="number">
                  <Link
                    href={places.path(workspace, path.id, step.number)}
                    scroll={false}
                    className="inline-block min-w-6 text-center font-semibold"
                    aria-label={t('whyStep', { step: step.number })}
                  >
                    {step.number}
                  </Link>
                </th>
                <td>
                  <Link href={places.asset(workspace, step.to.id)}>{step.to.name}</Link>
                  <span className="quiet block">
                    {step.from && step.influence
                      ? t('by', { from: step.from.name, manner: manner(step.influence) })
                      : t('entry')}
                  </span>
                </td>
                <td>
                  {step.technique?.id ? (
                    <Link href={places.technique(workspace, step.technique.id)}>{step.technique.title}</Link>
                  ) : (
                    <span className="quiet">{t('noTechnique')}</span>
                  )}
                  {step.technique ? (
                    <span className="code quiet block whitespace-nowrap">{step.technique.key}</span>
                  ) : null}
                </td>
                <td>
                  {step.controls.length === 0 ? (
                    <span className="quiet">{t('noControls')}</span>
                  ) : (
                    <ul>
                      {step.controls.map((control) => (
                        <li key={control.id}>
                          {control.name}{' '}
                          <span className="quiet">
                            ({status.has(control.status) ? status(control.status) : control.status})
                          </span>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td className="number">
                  <Sounding reading={step.likelihood} strong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
