/** What SQLite says when it cannot do its work, in words that say what to do. */
import Sqlite from 'better-sqlite3';
import { GraphError } from '@/graph/model/errors';

/** First matching prefix of SQLite's result code wins. */
const REMEDIES: readonly (readonly [code: string, what: string, remedy: string])[] = [
  [
    'SQLITE_BUSY',
    'is locked by another process',
    'close the program that writes to it (a backup, a shell) and try again',
  ],
  ['SQLITE_LOCKED', 'is locked', 'try again'],
  ['SQLITE_FULL', 'cannot grow: the disk is full', 'free space on that disk and try again'],
  [
    'SQLITE_READONLY',
    'may not be written',
    'give this user the right to write the file and its folder, or name another file in HEADWATER_STORE',
  ],
  [
    'SQLITE_CANTOPEN',
    'cannot be opened',
    'check that the folder exists and this user may read and write it, or name another file in HEADWATER_STORE',
  ],
  [
    'SQLITE_NOTADB',
    'is not a SQLite database',
    'name another file in HEADWATER_STORE; this one was left as it is',
  ],
  ['SQLITE_CORRUPT', 'is damaged', 'restore it from a backup'],
  ['SQLITE_IOERR', 'cannot be read or written', 'check the disk it lies on'],
];

/** The same failure as a GraphError `unavailable` where SQLite itself failed; any other error as it was. */
export function asUnavailable(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const known = REMEDIES.find(([code]) => error.code.startsWith(code));
  const [, what, remedy] = known ?? ['', `failed (${error.code}: ${error.message})`, 'see the cause'];
  return new GraphError(
    'unavailable',
    `The database ${file} ${what}. Nothing was written; ${remedy}.`,
    [],
    error,
  );
}

/** Runs a piece of work on the database and translates SQLite's failures. */
export function translating<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUnavailable(error, file);
  }
}
