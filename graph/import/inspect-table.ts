/** What a person needs to see to say how a table is to be read: columns, first rows, and what we would make of it. */
import type { AssetKind } from '../model/asset-kinds';
import { parseFile } from './parse-file';
import type { SourceFile } from './read-file';
import { kindMeant, suggestMapping, type TableMapping } from './table-mapping';

const PREVIEW_ROWS = 20;

export type TableInspection = {
  /** Sheet name; empty for CSV. */
  readonly sheet: string;
  readonly encoding: string;
  readonly delimiter: string | undefined;
  readonly columns: readonly string[];
  readonly rows: number;
  /** The first rows, each with the number a spreadsheet would show. */
  readonly preview: readonly { readonly number: number; readonly cells: readonly string[] }[];
  /** Undefined where no heading tells what names a row. */
  readonly suggested: TableMapping | undefined;
  /** Words of the suggested kind column with the kind each is taken for; undefined where nobody knows. */
  readonly kindWords: readonly {
    readonly word: string;
    readonly kind: AssetKind | undefined;
    readonly rows: number;
  }[];
};

/**
 * Looks at a table without importing it. Empty for files that are no tables.
 * Throws GraphError `invalid` for damaged files.
 */
export async function inspectTable(file: SourceFile): Promise<readonly TableInspection[]> {
  const { tables, encoding } = await parseFile(file);
  return tables.map((table) => {
    const suggested = suggestMapping(table);
    const column = table.columns.indexOf(suggested?.columns.kind ?? '');
    const words = new Map<string, number>();
    if (column >= 0)
      for (const { cells } of table.rows)
        words.set(cells[column] ?? '', (words.get(cells[column] ?? '') ?? 0) + 1);
    return {
      sheet: table.name,
      encoding,
      delimiter: table.delimiter,
      columns: table.columns,
      rows: table.rows.length,
      preview: table.rows.slice(0, PREVIEW_ROWS),
      suggested,
      kindWords: suggested
        ? [...words].slice(0, 200).map(([word, rows]) => ({ word, rows, kind: kindMeant(word, suggested) }))
        : [],
    };
  });
}
