/**
 * The database's schema, step by step. Each step runs in one transaction together with the number it leads
 * to, so a step that was cut off was never taken. Steps are never edited once released: add another.
 */
import type Sqlite from 'better-sqlite3';
import { GraphError } from '@/graph/model/errors';

/** Marks the file as ours (`HDWR`), so that another program's database is never written. */
const APPLICATION_ID = 0x48445752;

const STEPS: readonly string[] = [
  `
  CREATE TABLE workspaces (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  -- What stands now. A removed record keeps its row, without text, so that its last change is still known.
  CREATE TABLE records (
    workspace INTEGER NOT NULL REFERENCES workspaces (key),
    type INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    hash TEXT,
    text TEXT,
    PRIMARY KEY (workspace, type, id)
  ) STRICT, WITHOUT ROWID;
  -- Which records hang on an asset or influence, but for influences that come from it: their ids tell.
  CREATE TABLE subjects (
    workspace INTEGER NOT NULL,
    subject TEXT NOT NULL,
    type INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, subject, type, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE journal (
    workspace INTEGER NOT NULL REFERENCES workspaces (key),
    revision INTEGER NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (workspace, revision)
  ) STRICT, WITHOUT ROWID;
  -- Applied operations of an entry, many to a row: JSON [[type, id, before, after], ...].
  CREATE TABLE journal_operations (
    key INTEGER PRIMARY KEY,
    workspace INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    part INTEGER NOT NULL,
    operations TEXT NOT NULL,
    UNIQUE (workspace, revision, part)
  ) STRICT;
  -- Sessions, accounts, jobs: small records under a version.
  CREATE TABLE kept (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (type, id)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Brings the schema up to date. Throws as `recognise` does. */
export function migrate(db: Sqlite.Database, file: string): void {
  const reached = recognise(db, file);
  for (let step = reached; step < STEPS.length; step++) {
    db.transaction(() => {
      // Another process may have taken the step while this one waited for the lock.
      if (Number(db.pragma('user_version', { simple: true })) !== step) return;
      db.exec(STEPS[step] ?? '');
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${step + 1}`);
    }).immediate();
  }
}

/**
 * The schema the file stands at, without writing to it.
 *
 * @throws GraphError `unavailable` where it belongs to another program or to a newer Headwater.
 */
export function recognise(db: Sqlite.Database, file: string): number {
  const owner = Number(db.pragma('application_id', { simple: true }));
  const version = Number(db.pragma('user_version', { simple: true }));
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_master').pluck().get());
  if (owner !== APPLICATION_ID && (owner !== 0 || tables > 0))
    throw new GraphError(
      'unavailable',
      `${file} is a database of another program. It was left as it is; name another file in HEADWATER_STORE.`,
    );
  if (version > STEPS.length)
    throw new GraphError(
      'unavailable',
      `${file} was written by a newer Headwater (schema ${version}; this one knows up to ${STEPS.length}). It was left as it is; upgrade Headwater, or restore a backup made before the upgrade.`,
    );
  return version;
}
