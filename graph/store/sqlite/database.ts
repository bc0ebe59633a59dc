/**
 * The embedded store: one SQLite file, no server. Write-ahead log, so readers never wait for the writer;
 * `synchronous=FULL`, so what was acknowledged survives a power cut. Several processes on one machine may
 * open the same file; over a network file system SQLite's locks cannot be relied on.
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { GraphError } from '@/graph/model/errors';
import { type WorkspaceId, workspaceId } from '@/graph/model/ids';
import { noSuchWorkspace } from '../refusals';
import type { Database, GraphStore, RecordStore, WorkspaceInfo } from '../store';
import { translating } from './failures';
import { SqliteGraphStore } from './graph';
import { SqliteRecordStore } from './kept-records';
import { migrate, recognise } from './migrations';
import { prepareStatements, type Statements } from './rows';

export type SqliteOptions = {
  /** How long to wait for another process's write, in milliseconds. */
  readonly patience?: number;
  /** The most pages (16 KiB each) the file may have; beyond them the disk counts as full. */
  readonly maxPages?: number;
};

const MEMORY = ':memory:';

/**
 * Opens (and where there is none, creates) the database in `file`; `:memory:` for one that is gone afterwards.
 *
 * @throws GraphError `unavailable` where it cannot be opened, locked, or is not ours; the message says why.
 */
export function openSqlite(file: string, { patience = 5000, maxPages }: SqliteOptions = {}): Database {
  const path = file === MEMORY ? MEMORY : resolve(file);
  if (path !== MEMORY) makeFolder(dirname(path));
  return translating(path, () => {
    const db = new Sqlite(path, { timeout: patience });
    try {
      // Larger pages than the default keep whole records together and trees flat.
      db.pragma('page_size = 16384');
      recognise(db, path);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      migrate(db, path);
      // Pages of a large import stay in memory until it is whole, rather than go to the log and back.
      db.pragma('cache_size = -262144');
      if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
      return new SqliteDatabase(db, path);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new GraphError(
      'unavailable',
      `The folder ${folder} for the database cannot be made. Give this user the right to write there, or name another file in HEADWATER_STORE.`,
      [],
      cause,
    );
  }
}

class SqliteDatabase implements Database {
  readonly description: string;
  readonly records: RecordStore;
  readonly #db: Sqlite.Database;
  readonly #file: string;
  readonly #sql: Statements;

  constructor(db: Sqlite.Database, file: string) {
    this.description = `SQLite ${file}`;
    this.#db = db;
    this.#file = file;
    this.#sql = prepareStatements(db);
    this.records = new SqliteRecordStore(db, file);
  }

  async listWorkspaces(): Promise<readonly WorkspaceInfo[]> {
    const rows = translating(this.#file, () => this.#sql.workspaces.all());
    return rows.map(({ id, name }) => ({ id: workspaceId.parse(id), name }));
  }

  async putWorkspace({ id, name }: WorkspaceInfo): Promise<void> {
    const { number, hash } = EMPTY_REVISION;
    translating(this.#file, () => this.#sql.putWorkspace.run(workspaceId.parse(id), name, number, hash));
  }

  async openGraph(workspace: WorkspaceId): Promise<GraphStore> {
    const head = translating(this.#file, () => this.#sql.head.get(workspace));
    if (!head) throw noSuchWorkspace(workspace);
    return new SqliteGraphStore(workspace, this.#db, this.#sql, this.#file);
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
