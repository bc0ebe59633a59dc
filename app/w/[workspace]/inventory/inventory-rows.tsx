'use client';

/**
 * The inventory's rows. Up to some hundred stand in the page as they are; beyond that only those near the
 * window are in the document, and further ones are fetched as the reader scrolls.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { KindMark } from '@/app/_components/kind-mark';
import { Link } from '@/app/_components/link';
import { places } from '@/app/_components/places';
import type { InventoryRow } from '@/lib/portal/inventory';

const PAGE = 200;
const ROW_HEIGHT = 39;
const PLAIN_UP_TO = 100;

type Props = {
  workspace: string;
  params: Record<string, string | undefined>;
  first: readonly InventoryRow[];
  found: number;
};

export function InventoryRows(props: Props) {
  if (props.found <= PLAIN_UP_TO)
    return (
      <tbody>
        {props.first.map((row, index) => (
          <Row key={row.id} row={row} index={index} workspace={props.workspace} />
        ))}
      </tbody>
    );
  return <VirtualRows {...props} />;
}

/** Rows by page, fetched once each. */
function usePages({ workspace, params, first }: Props) {
  const [rows, setRows] = useState<ReadonlyMap<number, InventoryRow>>(
    () => new Map(first.map((row, index) => [index, row])),
  );
  const asked = useRef(new Set<number>());
  const fetchPage = useCallback(
    (page: number) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const query = new URLSearchParams({ offset: String(page * PAGE) });
      for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, value);
      fetch(`/w/${workspace}/inventory/rows?${query}`)
        .then((answer) => answer.json())
        .then((answer: { rows: InventoryRow[] }) =>
          setRows(
            (known) =>
              new Map([...known, ...answer.rows.map((row, index) => [page * PAGE + index, row] as const)]),
          ),
        )
        .catch(() => asked.current.delete(page));
    },
    [workspace, params],
  );
  return { rows, fetchPage };
}

function VirtualRows(props: Props) {
  const { rows, fetchPage } = usePages(props);
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({
    count: props.found,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    scrollMargin: top,
    initialRect: { width: 1280, height: PLAIN_UP_TO * ROW_HEIGHT },
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) {
      if (!rows.has(Math.min((page + 1) * PAGE, props.found) - 1)) fetchPage(page);
    }
  }, [from, to, rows, props.found, fetchPage]);
  const above = (items[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={body}>
      {above > 0 ? <Gap height={above} /> : null}
      {items.map(({ index }) => (
        <Row key={index} row={rows.get(index)} index={index} workspace={props.workspace} />
      ))}
      {below > 0 ? <Gap height={below} /> : null}
    </tbody>
  );
}

/** Holds the place of rows outside the window. */
function Gap({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={6} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function Row({ row, index, workspace }: { row: InventoryRow | undefined; index: number; workspace: string }) {
  const t = useTranslations('portal.client');
  if (!row)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={6} className="quiet">
          {t('inventory.loading')}
        </td>
      </tr>
    );
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className="max-w-[24rem]">
        <Link href={places.asset(workspace, row.id)} className="block truncate" title={row.name}>
          {row.name}
        </Link>
      </th>
      <td className="whitespace-nowrap">
        <KindMark kind={row.kind} isCrown={row.isCrown} /> {t(`kind.${row.kind}`)}
      </td>
      <td className="max-w-[12rem] truncate">
        {row.owner ?? <span className="quiet">{t('inventory.noOwner')}</span>}
      </td>
      <td className="whitespace-nowrap">
        <LineageMark lineage={row.lineage} /> {t(`lineage.${row.lineage}`)}
      </td>
      <td>{t(`basis.${row.basis}`)}</td>
      <td className="number">{row.influences}</td>
    </tr>
  );
}

/** Full, half, hatched, empty: readable without colour. */
function LineageMark({ lineage }: { lineage: InventoryRow['lineage'] }) {
  const fill = { complete: 12, partial: 6, unknown: 0, unstated: 0 }[lineage];
  return (
    <svg width="14" height="10" viewBox="0 0 14 10" aria-hidden="true" className="inline-block">
      <rect x="1" y="1" width={fill} height="8" className="fill-ink" />
      {lineage === 'unknown' ? (
        <path d="M1 9l8-8M5 9l8-8" className="stroke-stale" strokeWidth="1.5" />
      ) : null}
      <rect
        x="1"
        y="1"
        width="12"
        height="8"
        fill="none"
        className="stroke-ink"
        strokeDasharray={lineage === 'unstated' ? '2 2' : undefined}
      />
    </svg>
  );
}
