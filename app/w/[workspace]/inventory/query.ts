/** The inventory's address: filters, sort and search as URL parameters, parsed and printed in one place. */
import { assetKind } from '@/graph/model/asset-kinds';
import { INVENTORY_SORTS, type InventoryQuery, LINEAGES, OWNERSHIP } from '@/lib/portal/inventory';

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

const one = (given: Given, name: string): string => {
  const value = given[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
};

const oneOf = <T extends string>(allowed: readonly T[], value: string): T | undefined =>
  allowed.find((known) => known === value);

/** Reads what the address asks for; what it cannot understand counts as not asked. */
export function readInventoryQuery(given: Given): InventoryQuery {
  const kind = assetKind.safeParse(one(given, 'kind'));
  const [sort = '', direction] = one(given, 'sort').split('-');
  return {
    text: one(given, 'q').slice(0, 200),
    kinds: kind.success ? [kind.data] : [],
    lineage: oneOf(LINEAGES, one(given, 'lineage')),
    owner: oneOf(OWNERSHIP, one(given, 'owner')),
    sort: oneOf(INVENTORY_SORTS, sort) ?? 'name',
    isDescending: direction === 'down',
  };
}

/** The parameters of an address that asks for the same, defaults left out. */
export function printInventoryQuery(query: InventoryQuery): Record<string, string | undefined> {
  const sort = `${query.sort}${query.isDescending ? '-down' : ''}`;
  return {
    q: query.text === '' ? undefined : query.text,
    kind: query.kinds[0],
    lineage: query.lineage,
    owner: query.owner,
    sort: sort === 'name' ? undefined : sort,
  };
}
