/** The survey table: every target with its exposure in three states and the likeliest way to it. */

import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import type { TargetRow } from '@/lib/portal/survey';
import { KindMark } from './kind-mark';
import { places } from './places';
import { ScrollRegion } from './scroll-region';
import { Sounding } from './sounding';

export async function TargetTable({
  workspace,
  targets,
}: {
  workspace: string;
  targets: readonly TargetRow[];
}) {
  const t = await getTranslations('portal.targets');
  const attack = await getTranslations('portal.attack');
  return (
    <ScrollRegion label={t('caption')}>
      <table className="sheet min-w-[58rem]">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('target')}</th>
            <th scope="col" className="number">
              {t('impact')}
            </th>
            <th scope="col" className="number">
              {t('inherent')}
            </th>
            <th scope="col" className="number">
              {t('current')}
            </th>
            <th scope="col" className="number">
              {t('planned')}
            </th>
            <th scope="col">{t('class')}</th>
            <th scope="col">{t('path')}</th>
            <th scope="col">{t('choke')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((row) => (
            <tr key={row.target.id}>
              <th scope="row" className="min-w-[10rem]">
                {row.target.kind ? <KindMark kind={row.target.kind} isCrown /> : null}{' '}
                <Link href={places.exposure(workspace, { target: row.target.id })}>{row.target.name}</Link>
                {row.lineage === 'known' ? null : (
                  <span className="quiet block">{t(`lineage.${row.lineage}`)}</span>
                )}
              </th>
              <td className="number">
                {row.impact}
                {row.impactBasis === 'assumed' ? <span className="quiet block">{t('assumed')}</span> : null}
              </td>
              <td className="number">{row.exposure.inherent.text}</td>
              <td className="number">
                <Sounding reading={row.exposure.current} strong />
              </td>
              <td className="number">{row.exposure.planned.text}</td>
              <td>{attack(row.worstClass)}</td>
              <td className="min-w-[12rem]">
                {row.path ? (
                  <Link href={places.path(workspace, row.path.id)}>
                    {row.path.stations.map(({ name }) => name).join(' → ')}
                  </Link>
                ) : (
                  <span className="quiet">{t('noPath')}</span>
                )}
              </td>
              <td>
                {row.chokePoint ? (
                  <>
                    <Link href={places.asset(workspace, row.chokePoint.asset.id)}>
                      {row.chokePoint.asset.name}
                    </Link>{' '}
                    <span className="quiet whitespace-nowrap">−{row.chokePoint.reduction.text}</span>
                  </>
                ) : (
                  <span className="quiet">{t('noChoke')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
