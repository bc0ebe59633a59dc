import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { ChartSwitch } from '@/app/_components/chart-switch';
import { Mark } from '@/app/_components/mark';
import { Palette } from '@/app/_components/palette';
import { places } from '@/app/_components/places';
import { RailLink } from '@/app/_components/rail-link';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { viewWorkspace } from '@/lib/portal/workspace-view';

/** The frame: rail on the left with the places people go, everything else in the palette. */
export default async function WorkspaceLayout({ children, params }: LayoutProps<'/w/[workspace]'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const [view, t, locale, head] = await Promise.all([
    orNotFound(() => viewWorkspace(caller, workspace)),
    getTranslations('portal.shell'),
    getLocale(),
    headers(),
  ]);
  const back = head.get('x-headwater-path') ?? places.survey(view.id);
  return (
    <div className="lg:grid lg:min-h-screen lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <header className="no-print flex flex-col border-b border-ink bg-land lg:sticky lg:top-0 lg:h-screen lg:overflow-y-auto lg:border-b-0 lg:border-r">
        <div className="flex items-center justify-between gap-3 px-3 py-3 lg:block lg:px-4 lg:py-5">
          <a
            href={places.survey(view.id)}
            className="flex items-center gap-2.5 font-serif text-xl font-semibold no-underline"
          >
            <Mark /> Headwater
          </a>
          <a
            href="/?choose"
            className="block max-w-[45%] truncate lg:mt-2 lg:max-w-full"
            title={t('changeWorkspace')}
          >
            {view.name}
          </a>
        </div>
        <nav aria-label={t('places')} className="flex flex-wrap px-0 pb-1 lg:block lg:pb-0">
          <RailLink href={places.survey(view.id)} exact>
            {t('survey')}
          </RailLink>
          <RailLink href={places.inventory(view.id)} also={[places.asset(view.id, '').split('?')[0] ?? '']}>
            {t('inventory')}
          </RailLink>
          <RailLink href={places.exposure(view.id)} also={[places.path(view.id, '').split('?')[0] ?? '']}>
            {t('exposure')}
          </RailLink>
          <RailLink href={places.techniques(view.id)}>{t('techniques')}</RailLink>
          {view.mayReport ? <RailLink href={places.reports(view.id)}>{t('reports')}</RailLink> : null}
          {view.mayImport ? <RailLink href={places.importing(view.id)}>{t('import')}</RailLink> : null}
        </nav>
        <div className="hidden flex-1 lg:block" />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-3 py-2 lg:block lg:space-y-3 lg:px-4 lg:py-4">
          <Palette workspace={view.id} />
          <ChartSwitch back={back} />
          <form action="/language" method="post">
            <input type="hidden" name="back" value={back} />
            <button
              type="submit"
              name="language"
              value={locale === 'de' ? 'en' : 'de'}
              lang={locale === 'de' ? 'en' : 'de'}
              className="min-h-6 cursor-pointer underline underline-offset-4"
            >
              {locale === 'de' ? 'English' : 'Deutsch'}
            </button>
          </form>
          <form action="/sign-out" method="post" className="flex flex-wrap items-baseline gap-x-2">
            <span className="truncate">{caller.name}</span>
            <button type="submit" className="min-h-6 cursor-pointer underline underline-offset-4">
              {t('signOut')}
            </button>
          </form>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none lg:px-10 lg:py-9">
        <div className="mx-auto max-w-[76rem]">{children}</div>
      </main>
    </div>
  );
}
