import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import { PageHead } from '@/app/_components/page-head';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import { requireCaller } from '@/app/_door/caller';
import { orNotFound } from '@/app/_door/workspace';
import {
  INVENTORY_SORTS,
  type InventoryQuery,
  type InventorySort,
  listInventory,
} from '@/lib/portal/inventory';
import { InventoryFilters } from './inventory-filters';
import { InventoryRows } from './inventory-rows';
import { printInventoryQuery, readInventoryQuery } from './query';

/** Rows in the page itself; the rest is fetched as the reader scrolls. */
const FIRST = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.inventory'))('title') };
}

const COLUMNS = ['name', 'kind', 'owner', 'lineage', 'basis', 'influences'] as const;
const isSortable = (column: string): column is InventorySort =>
  INVENTORY_SORTS.some((sort) => sort === column);

export default async function InventoryPage({ params, searchParams }: PageProps<'/w/[workspace]/inventory'>) {
  const caller = await requireCaller();
  const { workspace } = await params;
  const query = readInventoryQuery(await searchParams);
  const [t, inventory] = await Promise.all([
    getTranslations('portal.inventory'),
    orNotFound(() => listInventory(caller, workspace, query, { offset: 0, limit: FIRST })),
  ]);
  const printed = printInventoryQuery(query);
  return (
    <>
      <PageHead
        kicker={t('kicker', { revision: inventory.revision })}
        title={t('title')}
        lead={inventory.all === 0 ? t('empty.lead') : t('lead', { count: inventory.all })}
      />
      {inventory.all === 0 ? (
        <div className="notice max-w-prose">
          <p>{t('empty.body')}</p>
          <p className="mt-3">
            <Link className="button button-main" href={places.importing(workspace)}>
              {t('empty.action')}
            </Link>
          </p>
        </div>
      ) : (
        <>
          <InventoryFilters query={query} kinds={inventory.kinds} />
          <p className="mt-4 mb-2 quiet" role="status">
            {t('found', { found: inventory.found, all: inventory.all })}
          </p>
          <ScrollRegion label={t('title')}>
            <table className="sheet min-w-[46rem]" aria-rowcount={inventory.found + 1}>
              <thead>
                <tr>
                  {COLUMNS.map((column) => (
                    <Heading
                      key={column}
                      column={column}
                      query={query}
                      workspace={workspace}
                      label={t(`column.${column}`)}
                    />
                  ))}
                </tr>
              </thead>
              <InventoryRows
                key={JSON.stringify(printed)}
                workspace={workspace}
                params={printed}
                first={inventory.rows}
                found={inventory.found}
              />
            </table>
          </ScrollRegion>
        </>
      )}
    </>
  );
}

function Heading({
  column,
  query,
  workspace,
  label,
}: {
  column: (typeof COLUMNS)[number];
  query: InventoryQuery;
  workspace: string;
  label: string;
}) {
  const className = column === 'influences' ? 'number' : undefined;
  if (!isSortable(column)) return <th scope="col">{label}</th>;
  const isSorted = query.sort === column;
  const next = printInventoryQuery({ ...query, sort: column, isDescending: isSorted && !query.isDescending });
  const direction = query.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={isSorted ? direction : 'none'}>
      <Link href={places.inventory(workspace, next)} scroll={false} className="inline-block min-h-6">
        {label}
        {isSorted ? <span aria-hidden="true">{query.isDescending ? ' ↑' : ' ↓'}</span> : null}
      </Link>
    </th>
  );
}
