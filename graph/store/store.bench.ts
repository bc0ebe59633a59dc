/**
 * What the stores cost at 100,000 assets and 500,000 influences: writing them, loading
 * them, a change of ten operations, one neighbourhood, the journal's tail. Beside them, as the floor, what
 * parsing and hashing the same records costs with no store at all. Neo4j is measured on NEO4J_TEST_URI or on
 * a server started for it, and left out with the reason where neither can be had.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canonical, sha256 } from '../model/canonical';
import { type ChangeSet, idOf, type Operation } from '../model/change-set';
import { workspaceId } from '../model/ids';
import { NoServerError, provision } from './neo4j/local-server/provision';
import { startServer } from './neo4j/local-server/server';
import { openDatabase, type StoreLocation } from './open';
import { sampleChange } from './sample-graph';
import type { GraphStore } from './store';

export type StoreMeasure = {
  readonly name: string;
  readonly milliseconds: number;
  /** Records per second, where records are moved. */
  readonly rowsPerSecond?: number;
};

const REPEATS = 9;
/** A large import. Neo4j keeps a change set in its heap until it is whole, about 6 KB for each record. */
const OPERATIONS_PER_CHANGE = 60_000;

/** Measures every store that can be had here. */
export async function run(assets = 100_000, influences = 500_000): Promise<readonly StoreMeasure[]> {
  const change = sampleChange(assets, influences, 1);
  const folder = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    return [
      ...floorOf(change),
      ...(await measure('SQLite', { url: `sqlite:${join(folder, 'bench.db')}` }, change)),
      ...(await measureNeo4j(folder, change)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function floorOf({ operations }: ChangeSet): readonly StoreMeasure[] {
  const records = operations.flatMap((operation) => (operation.op === 'put' ? [operation.record] : []));
  const write = performance.now();
  const texts = records.map((record) => canonical(record));
  for (const text of texts) sha256(text);
  const read = performance.now();
  for (const text of texts) JSON.parse(text);
  const end = performance.now();
  return [
    row('no store: canonical text and hash of every record', read - write, records.length),
    row('no store: JSON.parse of every record', end - read, records.length),
  ];
}

async function measureNeo4j(folder: string, change: ChangeSet): Promise<readonly StoreMeasure[]> {
  const { NEO4J_TEST_URI: url, NEO4J_TEST_USER: user, NEO4J_TEST_PASSWORD: password } = process.env;
  if (url) return measure('Neo4j', { url, user: user ?? 'neo4j', password }, change);
  try {
    const provisioned = await provision(
      resolve('.cache/neo4j'),
      (line) => void process.stderr.write(`${line}\n`),
    );
    const server = await startServer(provisioned, { home: join(folder, 'neo4j'), heap: 3072 });
    try {
      return await measure(
        'Neo4j',
        { url: server.uri, user: server.user, password: server.password },
        change,
      );
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    process.stderr.write(`Neo4j is not measured: ${error.message}\n`);
    return [];
  }
}

async function measure(
  store: string,
  location: StoreLocation,
  change: ChangeSet,
): Promise<readonly StoreMeasure[]> {
  const database = await openDatabase(location);
  const id = workspaceId.parse(`bench-${randomUUID()}`);
  await database.putWorkspace({ id, name: 'Bench' });
  const graph = await database.openGraph(id);
  const rows = change.operations.length;
  const measures = [
    row(
      `${store}: write ${rows} records in change sets of ${OPERATIONS_PER_CHANGE}`,
      await once(() => writeAll(graph, change)),
      rows,
    ),
    row(`${store}: load ${rows} records`, await median(3, () => graph.load()), rows),
    row(
      `${store}: a change set of ten operations`,
      await median(REPEATS, (i) => tenOperations(graph, change, i)),
    ),
    row(
      `${store}: one asset with its neighbours`,
      await median(REPEATS, (i) => graph.neighbourhood(idAt(change, i))),
    ),
    row(`${store}: the journal's last five entries`, await median(REPEATS, () => tail(graph))),
  ];
  await database.close();
  return measures;
}

async function writeAll(graph: GraphStore, change: ChangeSet): Promise<void> {
  for (let start = 0; start < change.operations.length; start += OPERATIONS_PER_CHANGE) {
    const operations = change.operations.slice(start, start + OPERATIONS_PER_CHANGE);
    await graph.apply({ ...change, operations }, await graph.head());
  }
}

const idAt = ({ operations }: ChangeSet, index: number): string => {
  const operation = operations[index * 7];
  return operation ? idOf(operation) : '';
};

async function tenOperations(graph: GraphStore, change: ChangeSet, round: number): Promise<void> {
  const operations = change.operations
    .slice(round * 10, round * 10 + 10)
    .flatMap((operation): Operation[] => {
      if (operation.op !== 'put' || operation.type !== 'asset') return [];
      return [{ ...operation, record: { ...operation.record, name: `Renamed in round ${round}` } }];
    });
  await graph.apply({ ...change, operations }, await graph.head());
}

async function tail(graph: GraphStore): Promise<void> {
  const { number } = await graph.head();
  let seen = 0;
  for await (const entry of graph.journal(number - 5)) seen += entry.operations.length;
  if (seen === 0) throw new Error('the journal has no tail');
}

const row = (name: string, milliseconds: number, rows?: number): StoreMeasure =>
  rows === undefined
    ? { name, milliseconds }
    : { name, milliseconds, rowsPerSecond: (rows / milliseconds) * 1000 };

async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(repeats: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < repeats; round++) times.push(await once(() => work(round)));
  times.sort((a, b) => a - b);
  return times[Math.floor(repeats / 2)] ?? 0;
}
