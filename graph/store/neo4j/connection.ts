/**
 * The driver as this store uses it: managed transactions (which retry what is worth retrying), one bookmark
 * manager so that a reader sees what this process wrote on any member of a cluster, read access for reads,
 * and time limits. What the server refuses comes back as a GraphError that says what to do.
 */
import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver';
import { GraphError } from '@/graph/model/errors';
import { SCHEMA } from './queries';

export type Neo4jLocation = {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
};

/** Time limits in milliseconds. */
const CONNECT_PATIENCE = 5_000;
const RETRY_PATIENCE = 5_000;
const READ_PATIENCE = 120_000;
const WRITE_PATIENCE = 900_000;

export type Work<T> = (tx: ManagedTransaction) => Promise<T>;
export type Row = Readonly<Record<string, unknown>>;

/** A driver for this location. Nothing is sent yet. */
export function driverFor({ url, user, password }: Neo4jLocation): Driver {
  return neo4j.driver(url, authFor(user, password), {
    disableLosslessIntegers: true,
    connectionTimeout: CONNECT_PATIENCE,
    connectionAcquisitionTimeout: 2 * CONNECT_PATIENCE,
    maxTransactionRetryTime: RETRY_PATIENCE,
    userAgent: 'headwater',
    telemetryDisabled: true,
  });
}

/** Name and password; a password alone is a bearer token; neither: a server without authentication. */
function authFor(user: string | undefined, password: string | undefined) {
  if (password === undefined) return undefined;
  return user === undefined ? neo4j.auth.bearer(password) : neo4j.auth.basic(user, password);
}

export class Connection {
  /** Address and database, for messages. */
  readonly description: string;
  readonly #driver: Driver;
  readonly #database: string | undefined;
  readonly #bookmarks = neo4j.bookmarkManager();

  constructor(driver: Driver, { url, database }: Neo4jLocation) {
    this.#driver = driver;
    this.#database = database;
    this.description = `Neo4j ${url}${database === undefined ? '' : ` (database ${database})`}`;
  }

  /** Makes sure that the server answers, knows us and has the database. Throws `unavailable`. */
  async verify(): Promise<void> {
    await this.#translating(async () => {
      await this.#driver.getServerInfo(this.#scope());
      await this.read((tx) => tx.run(SCHEMA.ready));
    });
  }

  /** Runs reads in one transaction, on any member of a cluster. */
  async read<T>(work: Work<T>): Promise<T> {
    return this.#inSession('READ', (session) => session.executeRead(work, { timeout: READ_PATIENCE }));
  }

  /** Runs writes in one transaction, whole or not at all; `work` may be called again after a passing failure. */
  async write<T>(work: Work<T>): Promise<T> {
    return this.#inSession('WRITE', (session) => session.executeWrite(work, { timeout: WRITE_PATIENCE }));
  }

  /** Runs one schema statement, which may not share a transaction with data. */
  async schema(statement: string, parameters: Row = {}): Promise<void> {
    await this.#inSession('WRITE', async (session) => {
      await session.run(statement, parameters);
    });
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  #scope(): { database?: string } {
    return this.#database === undefined ? {} : { database: this.#database };
  }

  async #inSession<T>(
    mode: 'READ' | 'WRITE',
    work: (session: ReturnType<Driver['session']>) => Promise<T>,
  ): Promise<T> {
    return this.#translating(async () => {
      const session = this.#driver.session({
        ...this.#scope(),
        defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
        bookmarkManager: this.#bookmarks,
      });
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    });
  }

  async #translating<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asUnavailable(error, this.description);
    }
  }
}

/** The rows of a result as plain objects; what is in them is for the caller to parse. */
export async function rowsOf(tx: ManagedTransaction, query: string, parameters: Row = {}): Promise<Row[]> {
  const { records } = await tx.run<Row>(query, parameters);
  return records.map((record) => record.toObject());
}

/** First matching part of the server's code wins. */
const REMEDIES: readonly (readonly [code: string, what: string, remedy: string])[] = [
  [
    'Security.Unauthorized',
    'refused the user name or password',
    'check HEADWATER_STORE_USER and HEADWATER_STORE_PASSWORD',
  ],
  [
    'Security.CredentialsExpired',
    'asks for a new password before anything else',
    'change the initial password in Neo4j, then set HEADWATER_STORE_PASSWORD to the new one',
  ],
  [
    'Security.AuthenticationRateLimit',
    'refuses further log-ins after too many wrong passwords',
    'wait some seconds and check HEADWATER_STORE_PASSWORD',
  ],
  [
    'Security.',
    'does not let this user do that',
    'give the user the right to read, write and create indexes',
  ],
  ['Database.DatabaseNotFound', 'has no such database', 'create it, or correct HEADWATER_STORE_DATABASE'],
  [
    'Database.DatabaseUnavailable',
    'has the database, but not in service',
    'start it or wait until it has recovered',
  ],
  ['ServiceUnavailable', 'cannot be reached', 'check that it runs, and HEADWATER_STORE'],
  ['SessionExpired', 'broke the connection off', 'try again'],
  [
    'Cluster.NotALeader',
    'is not the leader of its cluster',
    'use a neo4j:// address, which finds the leader',
  ],
  ['ForbiddenOnReadOnlyDatabase', 'has a read-only database', 'make it writable, or name another'],
  ['General.OutOfMemoryError', 'ran out of memory', 'give it a larger heap'],
  ['MemoryPoolOutOfMemoryError', 'ran out of memory for the transaction', 'give it a larger heap'],
  ['TransactionTimedOut', 'did not finish in time', 'try again when it is less busy'],
  ['TransientError', 'could not do it just now', 'try again'],
  ['DatabaseError', 'failed inside', "read the server's log (a full disk is a common reason)"],
];

/** The same failure as a GraphError `unavailable` where the server or the way to it failed. */
function asUnavailable(error: unknown, description: string): unknown {
  if (!(error instanceof neo4j.Neo4jError)) return error;
  const known = REMEDIES.find(([code]) => error.code.includes(code));
  const [, what, remedy] = known ?? ['', `failed (${error.code}: ${error.message})`, 'see the cause'];
  return new GraphError(
    'unavailable',
    `${description} ${what}. Nothing was written that was not acknowledged; ${remedy}.`,
    [],
    error,
  );
}
