/** Opens the store an address names. Drivers are loaded only when needed: the embedded store needs no server's. */
import { GraphError } from '@/graph/model/errors';
import type { Database } from './store';

export type StoreLocation = {
  /** `sqlite:./data/headwater.db`, `sqlite::memory:`, `neo4j://host:7687`, `neo4j+s://…`, `bolt://…`. */
  readonly url: string;
  readonly user?: string | undefined;
  /** Password, or, where no user is given, a bearer token. */
  readonly password?: string | undefined;
  /** Neo4j database name; absent: the server's default. */
  readonly database?: string | undefined;
};

const NEO4J_SCHEMES: readonly string[] = [
  'neo4j:',
  'neo4j+s:',
  'neo4j+ssc:',
  'bolt:',
  'bolt+s:',
  'bolt+ssc:',
];

/**
 * Opens a store, brings its schema up to date and makes sure that it answers.
 *
 * @throws GraphError `invalid` where the address names no store we know, `unavailable` where it cannot be used.
 */
export async function openDatabase(location: StoreLocation): Promise<Database> {
  const scheme = location.url.slice(0, location.url.indexOf(':') + 1);
  if (scheme === 'sqlite:') {
    const { openSqlite } = await loading('better-sqlite3', () => import('./sqlite/database'));
    return openSqlite(fileOf(location.url));
  }
  if (NEO4J_SCHEMES.includes(scheme)) {
    const { openNeo4j } = await loading('neo4j-driver', () => import('./neo4j/database'));
    return openNeo4j(location);
  }
  throw new GraphError(
    'invalid',
    `HEADWATER_STORE=${withoutSecrets(location.url)} names no store. Use sqlite:./data/headwater.db, neo4j://host:7687, neo4j+s://host:7687 or bolt://host:7687.`,
  );
}

/** `sqlite:./a.db`, `sqlite:/a.db` and `sqlite:///a.db` are files; so is a bare relative path. */
function fileOf(url: string): string {
  const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (file === '' || file.startsWith('//'))
    throw new GraphError(
      'invalid',
      `HEADWATER_STORE=${url} names no file. Write sqlite:./data/headwater.db or sqlite:/var/lib/headwater/headwater.db.`,
    );
  return file;
}

/** An address as it may be shown: what stands before an @ could be a password. */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@');

async function loading<T>(driver: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new GraphError(
      'unavailable',
      `The database driver ${driver} cannot be loaded on this machine. Run npm ci again with the Node version you start Headwater with.`,
      [],
      cause,
    );
  }
}
