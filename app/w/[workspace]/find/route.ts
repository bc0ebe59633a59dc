/** What the palette shows for a few letters. */
import { getLocale, getTranslations } from 'next-intl/server';
import { places } from '@/app/_components/places';
import { handle } from '@/app/_door/handle';
import { listablePermissions } from '@/lib/portal/access';
import { findAnything } from '@/lib/portal/find';
import { chooseLocale } from '@/lib/portal/language';

export function GET(request: Request, { params }: RouteContext<'/w/[workspace]/find'>) {
  return handle(request, async (caller) => {
    const { workspace } = await params;
    const text = (new URL(request.url).searchParams.get('text') ?? '').slice(0, 200);
    const [t, locale] = await Promise.all([getTranslations('portal.shell'), getLocale()]);
    const found = await findAnything(caller, workspace, text, chooseLocale(locale, null));
    const { mayImport, mayReport } = listablePermissions(caller, workspace);
    const here = [
      { title: t('survey'), href: places.survey(workspace) },
      { title: t('inventory'), href: places.inventory(workspace) },
      { title: t('exposure'), href: places.exposure(workspace) },
      { title: t('techniques'), href: places.techniques(workspace) },
      ...(mayReport ? [{ title: t('reports'), href: places.reports(workspace) }] : []),
      ...(mayImport ? [{ title: t('import'), href: places.importing(workspace) }] : []),
    ].filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()));
    const answer = [
      ...here.map(({ title, href }) => ({ group: 'place', title, note: '', href })),
      ...found.map(({ kind, id, title, note }) => ({
        group: kind,
        title,
        note,
        href: { asset: places.asset, path: places.path, technique: places.technique }[kind](workspace, id),
      })),
    ];
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  });
}
