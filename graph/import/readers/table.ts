/**
 * Reads tables (CSV, XLSX): one asset per row, by a mapping of columns; or one influence per row where a table
 * has a from, a to and an edge. Every row becomes something or is named, with its number, among the warnings.
 */

import type { AssetFields } from '../../model/asset';
import { ASSET_KINDS, type AssetKind } from '../../model/asset-kinds';
import type { AssetFacts } from '../../model/facts';
import { assetId } from '../../model/ids';
import { hubFields, stateMention } from '../hub-placeholder';
import { digestKey, hubKey, isHubName, keysOfId } from '../identity';
import type { ProposalBuilder } from '../proposal';
import type { Reader } from '../reader';
import type { Table, TableRow } from '../table';
import {
  kindMeant,
  plainHeading,
  suggestMapping,
  type TableField,
  type TableMapping,
} from '../table-mapping';
import { stateEdgeRow } from './table-edges';

export const tableReader: Reader = {
  title: 'tables (CSV, XLSX)',
  recognises: ({ form, tables, mapping }) =>
    form === 'table' && tables.some((table) => mapping !== undefined || suggestMapping(table) !== undefined),
  read: ({ tables, mapping, text }, into) => {
    for (const table of tables) {
      const used = mapping ?? suggestMapping(table);
      if (used) new TableReading(table, used, into).read();
      else into.warn(table.name || '/', `No column of this sheet names its rows; the sheet was left out.`);
    }
    return text === '' ? 'xlsx' : 'csv';
  },
};

export class TableReading {
  readonly #table: Table;
  readonly #mapping: TableMapping;
  readonly #into: ProposalBuilder;
  readonly #columns = new Map<TableField, number>();
  readonly #seen = new Map<string, number>();

  constructor(table: Table, mapping: TableMapping, into: ProposalBuilder) {
    this.#table = table;
    this.#mapping = mapping;
    this.#into = into;
    for (const [field, heading] of Object.entries(mapping.columns)) {
      const index = table.columns.findIndex((column) => plainHeading(column) === plainHeading(heading));
      if (index >= 0) this.#columns.set(field as TableField, index);
    }
  }

  read(): void {
    const edges =
      this.#columns.has('from') &&
      this.#columns.has('to') &&
      (this.#columns.has('edge') || this.#columns.has('kind'));
    for (const row of this.#table.rows) {
      if (row.cells.every((cell) => cell === '')) continue;
      if (edges) stateEdgeRow(this.#into, this.#at(row), (field) => this.#cell(row, field));
      else this.#asset(row);
    }
  }

  #at(row: TableRow): string {
    return `${this.#table.name === '' ? '' : `${this.#table.name}, `}row ${row.number}`;
  }

  #cell(row: TableRow, field: TableField): string | undefined {
    const index = this.#columns.get(field);
    const text = index === undefined ? undefined : row.cells[index];
    return text === undefined || text === '' || NOTHING.test(text) ? undefined : text;
  }

  #asset(row: TableRow): void {
    const at = this.#at(row);
    const id = this.#cell(row, 'id');
    const hub = this.#cell(row, 'hub');
    const name = this.#cell(row, 'name') ?? hub ?? id;
    if (name === undefined) {
      this.#into.warn(at, 'This row has neither a name nor an id; skipped.');
      return;
    }
    const word = this.#cell(row, 'kind');
    const kind = kindMeant(word ?? '', this.#mapping);
    if (kind === undefined) {
      this.#into.warn(at, `“${word}” is not a kind of asset; skipped. Kinds: ${ASSET_KINDS.join(', ')}.`);
      return;
    }
    const key = this.#keyOf(id ?? name, row, at);
    const onHub = hub !== undefined && isHubName(hub) && hub.includes('/') ? hub : undefined;
    const hubType = kind === 'dataset' ? 'dataset' : 'model';
    const inferred: Partial<AssetFields> = {
      ...(onHub ? hubFields(hubType, onHub) : {}),
      ...this.#judged(row),
    };
    const says = { ...(word === undefined ? {} : { kind }), name, ...this.#fields(row) };
    this.#into.asset(
      key,
      at,
      { declared: says, inferred: word === undefined ? { ...inferred, kind } : inferred },
      this.#keys(row, id, onHub ? hubKey(hubType, onHub) : undefined),
    );
    this.#upstream(row, key, kind, at);
  }

  /** Only a column headed `id` holds ids that other files may use; others are known in this table only. */
  #keys(row: TableRow, id: string | undefined, hub: string | undefined): readonly string[] {
    const digest = digestKey('sha256', this.#cell(row, 'sha256') ?? '');
    const heading = plainHeading(this.#mapping.columns.id ?? '');
    const own =
      id !== undefined && (heading === 'id' || heading === 'asset id') && assetId.safeParse(id).success
        ? keysOfId(id)
        : [];
    return [...own, ...(hub ? [hub] : []), ...(digest ? [digest] : [])];
  }

  #keyOf(text: string, row: TableRow, at: string): string {
    const wanted = `row:${text}`;
    const before = this.#seen.get(wanted);
    if (before === undefined) {
      this.#seen.set(wanted, row.number);
      return wanted;
    }
    this.#into.warn(at, `“${text.slice(0, 100)}” already stands in row ${before}; read as another asset.`);
    return `${wanted}#${row.number}`;
  }

  #fields(row: TableRow): Partial<AssetFields> {
    const digest = digestKey('sha256', this.#cell(row, 'sha256') ?? '');
    const tags = this.#cell(row, 'tags')
      ?.split(/[;,|]/)
      .map((tag) => tag.trim());
    const used = new Set(this.#columns.values());
    const properties = Object.fromEntries(
      this.#table.columns.flatMap((column, index) => {
        const value = row.cells[index];
        return used.has(index) || column === '' || !value || NOTHING.test(value) ? [] : [[column, value]];
      }),
    );
    return {
      version: this.#cell(row, 'version'),
      description: this.#cell(row, 'description'),
      owner: this.#cell(row, 'owner'),
      supplier: this.#cell(row, 'supplier'),
      location: this.#cell(row, 'location'),
      licence: this.#cell(row, 'licence'),
      ...(digest ? { digests: [digest], facts: { integrity: 'hash' as const } } : {}),
      ...(tags ? { tags } : {}),
      properties,
    };
  }

  /** Words that have to be read as one of ours: a reader's conclusion, not the table's statement. */
  #judged(row: TableRow): Partial<AssetFields> {
    const lifecycle = lifecycleOf(this.#cell(row, 'lifecycle') ?? '');
    const impact = impactOf(this.#cell(row, 'criticality') ?? '');
    const writers = writersOf(this.#cell(row, 'writers') ?? '');
    return {
      ...(lifecycle ? { lifecycle } : {}),
      ...(impact === undefined ? {} : { impact }),
      ...(writers ? { facts: { writers } } : {}),
    };
  }

  /** Bases and datasets named in the row itself. */
  #upstream(row: TableRow, key: string, kind: AssetKind, at: string): void {
    if (kind !== 'model' && kind !== 'adapter') return;
    const mention = (field: 'bases' | 'datasets', type: 'model' | 'dataset'): readonly string[] =>
      (this.#cell(row, field)?.split(/[;,\n]/) ?? [])
        .map((text) => text.trim())
        .filter((text) => text !== '' && text.length <= 200)
        .map((text) => stateMention(this.#into, { type, text, at, onHub: text.includes('/') }));
    for (const base of mention('bases', 'model'))
      this.#into.influence('base-of', base, key, at, { relation: 'unstated' });
    for (const dataset of mention('datasets', 'dataset'))
      this.#into.influence('trains', dataset, key, at, { role: 'unstated' });
  }
}

const NOTHING = /^(n\/?a|none|null|nan|not found|not applicable|unknown|tbd|-|–|—)$/i;

function lifecycleOf(text: string): AssetFields['lifecycle'] {
  if (/retire|decommission|sunset|discontinu|end of life/i.test(text)) return 'retired';
  if (/operation|production|deployed|implement|live|in use|maintenance/i.test(text)) return 'production';
  if (/develop|pilot|test|acquisition|prototype|build/i.test(text)) return 'development';
  return /plan|initiat|idea|propos|concept/i.test(text) ? 'planned' : undefined;
}

/** A share of one as it is; the usual words at fixed places on the scale. */
function impactOf(text: string): number | undefined {
  const number = text === '' ? Number.NaN : Number(text);
  if (number >= 0 && number <= 1) return number;
  if (/critical|severe|very high/i.test(text)) return 1;
  if (/high|rights|safety/i.test(text)) return 0.8;
  if (/medium|moderate/i.test(text)) return 0.5;
  return /low|minor|minimal/i.test(text) ? 0.2 : undefined;
}

function writersOf(text: string): AssetFacts['writers'] {
  if (/public|anyone|internet|open/i.test(text)) return 'public';
  if (/crowd/i.test(text)) return 'crowd';
  if (/user|customer/i.test(text)) return 'users';
  if (/partner/i.test(text)) return 'partner';
  if (/vendor|supplier|third/i.test(text)) return 'supplier';
  if (/restrict|admin|few|owner only|read.?only/i.test(text)) return 'restricted';
  return /staff|employee|team|internal/i.test(text) ? 'staff' : undefined;
}
