/** Every table of the report as a sheet of its own, numbers as numbers, text that no program takes for a formula. */
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import { type Block, type Column, type ReportDocument, type Runs, sectionsOf } from '../document';
import { plainText } from '../inline';
import { visible } from '../visible';
import { datedAt, repack } from './repack';

type Table = Extract<Block, { kind: 'table' }>;

/** Leading characters at which a spreadsheet begins to calculate, full-width forms too (CWE-1236). */
const CALCULATES = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Text that stays text in every spreadsheet. */
export const neutral = (text: string): string => (CALCULATES.test(text) ? `'${text}` : text);

const text = (value: string, bold = false): CellObject => ({
  value: neutral(visible(value)).slice(0, 32_000),
  type: String,
  wrap: true,
  alignVertical: 'top',
  ...(bold ? { fontWeight: 'bold' } : {}),
});

/** A plain decimal of a number column as a number; intervals and estimates keep their notation. */
function cellOf(runs: Runs, column: Column, mark: string): CellObject {
  const shown = plainText(runs).trim();
  const digits = shown.replace(mark, '.');
  if (column.kind !== 'number' || !/^\d+(\.\d+)?$/.test(digits)) return text(shown);
  return { value: Number(digits), type: Number };
}

/** The workbook's bytes: equal reports are equal bytes. */
export async function renderXlsx(document: ReportDocument): Promise<Uint8Array> {
  const tables = [...sectionsOf(document.sections)].flatMap(({ section }) =>
    section.blocks.filter((block): block is Table => block.kind === 'table'),
  );
  const mark = new Intl.NumberFormat(document.locale).format(0.5).charAt(1);
  const sheets = tables.map((table, index) => ({
    sheet: `${document.labels.table} ${index + 1}`,
    data: sheetOf(table, mark),
    columns: table.columns.map(({ weight }) => ({ width: Math.max(8, Math.round(weight * 11)) })),
    stickyRowsCount: 2,
  }));
  const first = {
    sheet: document.labels.contents,
    data: frontOf(document, tables),
    columns: [{ width: 24 }, { width: 90 }],
  };
  const bytes = await writeXlsxFile([first, ...sheets]).toBuffer();
  const date = `${(document.date ?? '2000-01-01').slice(0, 10)}T00:00:00Z`;
  return repack(new Uint8Array(bytes), (part) => datedAt(part, date));
}

function frontOf({ cover, labels, seal }: ReportDocument, tables: readonly Table[]): SheetData {
  return [
    [text(cover.title, true), text(cover.verdict)],
    ...cover.facts.map(({ term, text: value }) => [text(term), text(value)]),
    ...tables.map(({ caption }, index) => [text(`${labels.table} ${index + 1}`), text(caption)]),
    [text(''), text(seal)],
  ];
}

function sheetOf(table: Table, mark: string): SheetData {
  return [
    [text(table.caption, true), ...table.columns.slice(1).map(() => null)],
    table.columns.map(({ title }) => text(title, true)),
    ...table.rows.map(({ cells }) =>
      table.columns.map((column, index) => cellOf(cells[index] ?? [], column, mark)),
    ),
  ];
}
