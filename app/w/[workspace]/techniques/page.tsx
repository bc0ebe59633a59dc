import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import { listTechniques } from '@/lib/portal/technique-view';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.techniques'))('title') };
}

export default async function TechniquesPage({ params }: PageProps<'/w/[workspace]/techniques'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const [t, attack, role, list] = await Promise.all([
    getTranslations('portal.techniques'),
    getTranslations('portal.attack'),
    getTranslations('portal.role'),
    orNotFound(() => listTechniques(caller, workspace)),
  ]);
  const found = list.rows.filter(({ applies }) => applies > 0).length;
  return (
    <>
      <PageHead
        kicker={t('kicker', { catalogue: list.catalogue })}
        title={t('title')}
        lead={t('lead', { found, all: list.rows.length })}
      />
      <ScrollRegion label={t('title')}>
        <table className="sheet min-w-[52rem]">
          <thead>
            <tr>
              <th scope="col">{t('column.technique')}</th>
              <th scope="col">{t('column.key')}</th>
              <th scope="col">{t('column.role')}</th>
              <th scope="col">{t('column.classes')}</th>
              <th scope="col" className="number">
                {t('column.applies')}
              </th>
              <th scope="col" className="number">
                {t('column.unknown')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="max-w-[24rem]">
                  <Link href={places.technique(workspace, row.id)}>{row.title}</Link>
                </th>
                <td className="code whitespace-nowrap">{row.key}</td>
                <td>{role(row.role)}</td>
                <td className="max-w-[18rem]">{row.classes.map((name) => attack(name)).join(', ')}</td>
                <td className="number font-semibold">
                  {row.applies === 0 ? <span className="quiet font-normal">0</span> : row.applies}
                </td>
                <td className="number">{row.unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
