/** How records are written down in SQLite: type codes, what hangs on what, and typed statements. */
import type Sqlite from 'better-sqlite3';
import { byText } from '@/graph/model/ids';
import type { RecordType } from '@/graph/model/records';
import { rangesFrom } from '../subjects';

/** Fixed for good: these numbers stand in files. */
export const TYPE_CODES = {
  asset: 0,
  influence: 1,
  control: 2,
  estimate: 3,
  treatment: 4,
  input: 5,
} as const satisfies Record<RecordType, number>;

const TYPES: readonly RecordType[] = ['asset', 'influence', 'control', 'estimate', 'treatment', 'input'];

/** The record type of a stored code. */
export function typeOf(code: number): RecordType {
  const type = TYPES[code];
  if (!type) throw new Error(`record type ${code} is not known`);
  return type;
}

export type HeadRow = { readonly key: number; readonly revision: number; readonly hash: string };
export type StandingRow = {
  readonly revision: number;
  readonly hash: string | null;
  readonly text: string | null;
};
export type EntryRow = {
  readonly revision: number;
  readonly previous: string;
  readonly hash: string;
  readonly at: string;
  readonly author: string;
  readonly reason: string;
  readonly origin: string;
};

/** The statements of one connection, prepared once. */
export function prepareStatements(db: Sqlite.Database) {
  return {
    head: db.prepare<[string], HeadRow>('SELECT key, revision, hash FROM workspaces WHERE id = ?'),
    workspaces: db.prepare<[], { id: string; name: string }>('SELECT id, name FROM workspaces ORDER BY id'),
    putWorkspace: db.prepare<[string, string, number, string]>(
      'INSERT INTO workspaces (id, name, revision, hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    setHead: db.prepare<[number, string, number]>(
      'UPDATE workspaces SET revision = ?, hash = ? WHERE key = ?',
    ),
    standing: db.prepare<[number, number, string], StandingRow>(
      'SELECT revision, hash, text FROM records WHERE workspace = ? AND type = ? AND id = ?',
    ),
    kind: db
      .prepare<[number, string], string>(
        "SELECT json_extract(text, '$.kind') FROM records WHERE workspace = ? AND type = 0 AND id = ? AND text IS NOT NULL",
      )
      .pluck(),
    putRecord: db.prepare<[number, number, string, number, string | null, string | null]>(
      'INSERT INTO records (workspace, type, id, revision, hash, text) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision, hash = excluded.hash, text = excluded.text',
    ),
    putSubject: db.prepare<[number, string, number, string]>(
      'INSERT OR IGNORE INTO subjects (workspace, subject, type, id) VALUES (?, ?, ?, ?)',
    ),
    removeSubject: db.prepare<[number, string, number, string]>(
      'DELETE FROM subjects WHERE workspace = ? AND subject = ? AND type = ? AND id = ?',
    ),
    hanging: db.prepare<[number, string], { type: number; id: string }>(
      'SELECT type, id FROM subjects WHERE workspace = ? AND subject = ? ORDER BY type, id',
    ),
    influencesBetween: db
      .prepare<[number, string, string], string>(
        'SELECT id FROM records WHERE workspace = ? AND type = 1 AND id >= ? AND id < ? AND text IS NOT NULL',
      )
      .pluck(),
    rowsOfType: db
      .prepare<[number, number], [string, string]>(
        'SELECT hash, text FROM records WHERE workspace = ? AND type = ? AND text IS NOT NULL ORDER BY id',
      )
      .raw(),
    putEntry: db.prepare<[number, number, string, string, string, string, string, string]>(
      'INSERT INTO journal (workspace, revision, previous, hash, at, author, reason, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    putOperations: db.prepare<[number, number, number, string]>(
      'INSERT INTO journal_operations (workspace, revision, part, operations) VALUES (?, ?, ?, ?)',
    ),
    entry: db.prepare<[number, number], EntryRow>(
      'SELECT revision, previous, hash, at, author, reason, origin FROM journal WHERE workspace = ? AND revision = ?',
    ),
    operations: db
      .prepare<[number, number], string>(
        'SELECT operations FROM journal_operations WHERE workspace = ? AND revision = ? ORDER BY part',
      )
      .pluck(),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;

/** Records that hang on an asset or influence, in type and id order. */
export function hangingOn(
  sql: Statements,
  key: number,
  subject: string,
): readonly { readonly type: RecordType; readonly id: string }[] {
  const found = sql.hanging.all(key, subject).map((row) => ({ code: row.type, id: row.id }));
  const known = new Set(found.map(({ id }) => id));
  for (const [first, end] of rangesFrom(subject)) {
    // An influence of an asset on itself is found from both ends.
    for (const id of sql.influencesBetween.all(key, first, end))
      if (!known.has(id)) found.push({ code: TYPE_CODES.influence, id });
  }
  found.sort((a, b) => a.code - b.code || byText(a.id, b.id));
  return found.map(({ code, id }) => ({ type: typeOf(code), id }));
}
