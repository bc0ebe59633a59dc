/** Tables out of CSV text and XLSX workbooks: columns, and rows with the number a spreadsheet would show. */
import { CsvError, parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { checkArchive } from './archive';
import { refuse } from './parse-text';

export type TableRow = {
  /** As a spreadsheet numbers it: the first row below the heading is 2. */
  readonly number: number;
  readonly cells: readonly string[];
};

export type Table = {
  /** Sheet name; empty for CSV. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly delimiter?: string | undefined;
};

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ROWS_MOST = 1_000_000;

/** The delimiter of text that looks like a table: the same number of cells in its heading and first rows. */
export function delimiterOf(text: string): string | undefined {
  const start = text.slice(0, 200_000);
  let best: string | undefined;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const [heading, ...rows] = firstRecords(start, delimiter);
    if (!heading || rows.length === 0 || !isHeading(heading)) continue;
    const same = rows.filter((row) => row.length === heading.length).length;
    if (heading.length > most && same >= rows.length / 2) {
      best = delimiter;
      most = heading.length;
    }
  }
  return best;
}

/** A heading has names in most of its cells, each short and on few lines. */
function isHeading(cells: readonly string[]): boolean {
  const named = cells.filter(
    (cell) => /[A-Za-z]/.test(cell) && cell.length <= 300 && !/[{}]|:\s*$/.test(cell),
  );
  return named.length >= 2 && named.length >= cells.filter((cell) => cell.trim() !== '').length * 0.7;
}

function firstRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      skip_empty_lines: true,
      to: 6,
    });
  } catch {
    return [];
  }
}

/** Reads CSV text. Throws GraphError `invalid` with the line of an unclosed quote. */
export function parseCsv(text: string, file: string, delimiter: string): Table {
  try {
    const records: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      skip_empty_lines: true,
      to: ROWS_MOST + 1,
    });
    return tableOf('', records, file, delimiter);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error['lines'] === 'number' ? `line ${error['lines']}` : '';
    throw refuse(
      file,
      line,
      'this table cannot be read: a quote is opened and not closed, or the row is damaged.',
      'Correct the row or save the table again as CSV.',
      error,
    );
  }
}

/** Reads an XLSX workbook, every sheet that has a heading and a row. Throws GraphError `invalid`. */
export async function parseWorkbook(bytes: Uint8Array, file: string): Promise<readonly Table[]> {
  checkArchive(bytes, file);
  try {
    const sheets = await readWorkbook(Buffer.from(bytes));
    return sheets.flatMap(({ sheet, data }) => {
      const records = data.map((row) => row.map(cellText));
      return records.length > 1 ? [tableOf(sheet, records, file)] : [];
    });
  } catch (error) {
    throw refuse(file, '', 'this workbook cannot be read.', 'Save it again as .xlsx, or as CSV.', error);
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

function tableOf(
  name: string,
  records: readonly (readonly string[])[],
  file: string,
  delimiter?: string,
): Table {
  if (records.length > ROWS_MOST)
    throw refuse(file, '', `the table has more than ${ROWS_MOST} rows.`, 'Split it.');
  const [heading = [], ...rows] = records;
  const width = heading.findLastIndex((cell) => cell.trim() !== '') + 1;
  return {
    name,
    columns: heading.slice(0, width).map((cell) => cell.replace(/\s+/g, ' ').trim()),
    rows: rows.map((cells, index) => ({ number: index + 2, cells: cells.map((cell) => cell.trim()) })),
    delimiter,
  };
}
