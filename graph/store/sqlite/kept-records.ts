/** Records outside the graph, written by compare-and-swap. */
import type Sqlite from 'better-sqlite3';
import { canonical } from '@/graph/model/canonical';
import { versionConflict } from '../refusals';
import type { RecordStore, StoredRecord } from '../store';
import { translating } from './failures';

type KeptRow = { readonly id: string; readonly version: number; readonly value: string };

const LIST_LIMIT = 1000;

export class SqliteRecordStore implements RecordStore {
  readonly #db: Sqlite.Database;
  readonly #file: string;
  readonly #find: Sqlite.Statement<[string, string], KeptRow>;
  readonly #list: Sqlite.Statement<[string, string, number], KeptRow>;
  readonly #put: Sqlite.Statement<[string, string, number, string]>;
  readonly #remove: Sqlite.Statement<[string, string]>;

  constructor(db: Sqlite.Database, file: string) {
    this.#db = db;
    this.#file = file;
    this.#find = db.prepare('SELECT id, version, value FROM kept WHERE type = ? AND id = ?');
    this.#list = db.prepare(
      'SELECT id, version, value FROM kept WHERE type = ? AND id > ? ORDER BY id LIMIT ?',
    );
    this.#put = db.prepare(
      'INSERT INTO kept (type, id, version, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, value = excluded.value',
    );
    this.#remove = db.prepare('DELETE FROM kept WHERE type = ? AND id = ?');
  }

  async find(type: string, id: string): Promise<StoredRecord | undefined> {
    const row = translating(this.#file, () => this.#find.get(type, id));
    return row && storedRecord(row);
  }

  async list(
    type: string,
    { after = '', limit = LIST_LIMIT }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly StoredRecord[]> {
    return translating(this.#file, () => this.#list.all(type, after, limit)).map(storedRecord);
  }

  async put(type: string, id: string, value: unknown, expected: number): Promise<StoredRecord> {
    const text = canonical(value);
    const version = expected + 1;
    translating(this.#file, () =>
      this.#db
        .transaction(() => {
          const stored = this.#find.get(type, id)?.version ?? 0;
          if (stored !== expected) throw versionConflict(type, id, expected, stored);
          this.#put.run(type, id, version, text);
        })
        .immediate(),
    );
    return { id, version, value: JSON.parse(text) };
  }

  async remove(type: string, id: string): Promise<void> {
    translating(this.#file, () => this.#remove.run(type, id));
  }
}

const storedRecord = ({ id, version, value }: KeptRow): StoredRecord => ({
  id,
  version,
  value: JSON.parse(value),
});
