/** One workspace's graph in SQLite. Every method is one transaction; the driver is synchronous. */
import type Sqlite from 'better-sqlite3';
import type { ChangeSet, JournalEntry, Revision } from '@/graph/model/change-set';
import { GraphError } from '@/graph/model/errors';
import type { WorkspaceId } from '@/graph/model/ids';
import type { RecordOf } from '@/graph/model/records';
import type { Snapshot } from '@/graph/model/snapshot';
import { journalEntry } from '../journal-parts';
import { noSuchAsset, noSuchRevision, noSuchWorkspace } from '../refusals';
import { SnapshotBuilder } from '../snapshot-builder';
import type { GraphStore, Neighbourhood } from '../store';
import { applyChange } from './apply';
import { translating } from './failures';
import { type HeadRow, hangingOn, type Statements, TYPE_CODES, typeOf } from './rows';

const TYPE_LIST = Object.values(TYPE_CODES);

export class SqliteGraphStore implements GraphStore {
  readonly workspace: WorkspaceId;
  readonly #db: Sqlite.Database;
  readonly #sql: Statements;
  readonly #file: string;

  constructor(workspace: WorkspaceId, db: Sqlite.Database, sql: Statements, file: string) {
    this.workspace = workspace;
    this.#db = db;
    this.#sql = sql;
    this.#file = file;
  }

  async head(): Promise<Revision> {
    return translating(this.#file, () => revisionOf(this.#head()));
  }

  async load(at?: number): Promise<Snapshot> {
    return this.#reading(() => {
      const head = this.#head();
      const wanted = at ?? head.revision;
      if (wanted > head.revision || wanted < 0) throw noSuchRevision(wanted, head.revision);
      const builder = new SnapshotBuilder();
      for (let revision = head.revision; revision > wanted; revision--)
        builder.takeBack(this.#entry(head.key, revision));
      for (const code of TYPE_LIST) {
        const type = typeOf(code);
        for (const [hash, text] of this.#sql.rowsOfType.iterate(head.key, code))
          builder.add(type, hash, text);
      }
      return builder.build();
    });
  }

  async neighbourhood(asset: string): Promise<Neighbourhood> {
    return this.#reading(() => {
      const { key } = this.#head();
      const standing = this.#record(key, 'asset', asset);
      if (!standing) throw noSuchAsset(asset, this.workspace);
      const influences = hangingOn(this.#sql, key, asset)
        .filter(({ type }) => type === 'influence')
        .flatMap((row) => this.#record(key, 'influence', row.id) ?? []);
      const others = new Set<string>(influences.flatMap(({ from, to }) => [from, to]));
      others.delete(asset);
      const neighbours = [...others].sort().flatMap((id) => this.#record(key, 'asset', id) ?? []);
      return { asset: standing, influences, neighbours };
    });
  }

  async apply(change: ChangeSet, on: Revision): Promise<Revision> {
    return translating(this.#file, () =>
      this.#db.transaction(() => applyChange(this.#sql, this.#head(), change, on)).immediate(),
    );
  }

  async *journal(from: number, limit = Number.POSITIVE_INFINITY): AsyncIterable<JournalEntry> {
    for (let revision = from + 1, left = limit; left > 0; revision++, left--) {
      const entry = this.#reading(() => {
        const head = this.#head();
        return revision <= head.revision ? this.#entry(head.key, revision) : undefined;
      });
      if (!entry) return;
      yield entry;
    }
  }

  #reading<T>(work: () => T): T {
    return translating(this.#file, () => this.#db.transaction(work).deferred());
  }

  #head(): HeadRow {
    const head = this.#sql.head.get(this.workspace);
    if (!head) throw noSuchWorkspace(this.workspace);
    return head;
  }

  /** Throws `unavailable` where the entry is missing: the journal has no gaps unless somebody cut into it. */
  #entry(key: number, revision: number): JournalEntry {
    const row = this.#sql.entry.get(key, revision);
    if (!row)
      throw new GraphError(
        'unavailable',
        `The journal of workspace ${this.workspace} lacks revision ${revision}. Restore the database from a backup.`,
      );
    return journalEntry(row, this.#sql.operations.all(key, revision));
  }

  #record<T extends 'asset' | 'influence'>(key: number, type: T, id: string): RecordOf<T> | undefined {
    const text = this.#sql.standing.get(key, TYPE_CODES[type], id)?.text;
    if (typeof text !== 'string') return undefined;
    const record: RecordOf<T> = JSON.parse(text);
    return record;
  }
}

const revisionOf = ({ revision, hash }: HeadRow): Revision => ({ number: revision, hash });
