/** Search and filters as a plain form of the page's own address: shareable, and it works without scripts. */
import { getTranslations } from 'next-intl/server';
import { SubmitOnChange } from '@/app/_components/submit-on-change';
import { type Inventory, type InventoryQuery, LINEAGES, OWNERSHIP } from '@/lib/portal/inventory';
import { printInventoryQuery } from './query';

export async function InventoryFilters({
  query,
  kinds,
}: {
  query: InventoryQuery;
  kinds: Inventory['kinds'];
}) {
  const [t, kindName] = await Promise.all([
    getTranslations('portal.inventory'),
    getTranslations('portal.client.kind'),
  ]);
  return (
    <SubmitOnChange className="no-print grid gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1.3fr_1fr_1fr_auto] lg:items-end">
      <label className="grid gap-1">
        <span className="font-semibold">{t('filter.text')}</span>
        <input
          className="field"
          type="search"
          name="q"
          defaultValue={query.text}
          placeholder={t('filter.placeholder')}
        />
      </label>
      <Choice name="kind" label={t('filter.kind')} value={query.kinds[0] ?? ''} any={t('filter.anyKind')}>
        {kinds.map(({ kind, count }) => (
          <option key={kind} value={kind}>{`${kindName(kind)} (${count})`}</option>
        ))}
      </Choice>
      <Choice name="lineage" label={t('filter.lineage')} value={query.lineage ?? ''} any={t('filter.any')}>
        {LINEAGES.map((lineage) => (
          <option key={lineage} value={lineage}>
            {t(`lineage.${lineage}`)}
          </option>
        ))}
      </Choice>
      <Choice name="owner" label={t('filter.owner')} value={query.owner ?? ''} any={t('filter.any')}>
        {OWNERSHIP.map((owner) => (
          <option key={owner} value={owner}>
            {t(`owner.${owner}`)}
          </option>
        ))}
      </Choice>
      <Sort query={query} />
      <button type="submit" className="button">
        {t('filter.apply')}
      </button>
    </SubmitOnChange>
  );
}

function Sort({ query }: { query: InventoryQuery }) {
  const { sort } = printInventoryQuery(query);
  return sort === undefined ? null : <input type="hidden" name="sort" value={sort} />;
}

function Choice({
  name,
  label,
  value,
  any,
  children,
}: {
  name: string;
  label: string;
  value: string;
  any: string;
  children: React.ReactNode;
}) {
  return (
    <label className="grid gap-1">
      <span className="font-semibold">{label}</span>
      <select className="field" name={name} defaultValue={value}>
        <option value="">{any}</option>
        {children}
      </select>
    </label>
  );
}
