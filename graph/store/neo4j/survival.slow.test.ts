/** Neo4j's half of the survival series: the portal's process killed, the server killed, both many times. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeSet, EMPTY_REVISION, type Operation, type Revision } from '@/graph/model/change-set';
import { isGraphError } from '@/graph/model/errors';
import { workspaceId } from '@/graph/model/ids';
import { JournalVerifier } from '@/graph/model/journal';
import { runEditors } from '../contract/editors';
import { surviveKills } from '../contract/survival';
import { openDatabase, type StoreLocation } from '../open';
import { sampleChange, seeded } from '../sample-graph';
import type { GraphStore } from '../store';
import { NoServerError, provision } from './local-server/provision';
import { type LocalServer, type ServerOptions, startServer } from './local-server/server';

const CACHE = resolve('.cache/neo4j');
const KILLS_PER_SEED = 10;

/** Longest time from the first acknowledged write to the server's death, in milliseconds. */
const LONGEST = 600;

/** How long the store may stay away after its server was started again. */
const BACK_WITHIN = 30_000;

async function provisioned() {
  try {
    return await provision(CACHE, () => {});
  } catch (error) {
    if (!(error instanceof NoServerError) || process.env['CI'] === 'true') throw error;
    process.stderr.write(`\nThe Neo4j survival series is skipped: ${error.message}\n\n`);
    return undefined;
  }
}

const software = await provisioned();

describe.skipIf(!software)('Neo4j', () => {
  let options: ServerOptions;
  let server: LocalServer;
  let location: StoreLocation;

  const start = async () => {
    if (!software) throw new Error('there is no server to start');
    server = await startServer(software, options);
    location = { url: server.uri, user: server.user, password: server.password };
  };
  const freshWorkspace = async (name: string) => {
    const id = workspaceId.parse(name);
    const database = await openDatabase(location);
    await database.putWorkspace({ id, name });
    await database.close();
    return id;
  };

  beforeAll(async () => {
    mkdirSync(CACHE, { recursive: true });
    options = { home: mkdtempSync(join(CACHE, 'survival-')), heap: 1536 };
    await start();
    options = { ...options, port: Number(new URL(server.uri).port) };
  }, 180_000);
  afterAll(async () => {
    await server.stop();
    rmSync(options.home, { recursive: true, force: true });
  }, 60_000);

  test.each([1, 2, 3, 4, 5])(
    'ten kills of the writing process, seed %i, lose and halve nothing',
    async (seed) => {
      const outcome = await surviveKills(location, await freshWorkspace(`kills-${seed}`), {
        kills: 10,
        seed,
      });
      expect(outcome.midway).toBeGreaterThan(0);
      expect(outcome.acknowledged).toBeGreaterThan(0);
    },
  );

  test('twenty editors with two hundred changes each lose none', async () => {
    const workspace = await freshWorkspace('editors');
    const connections = await Promise.all([1, 2, 3, 4].map(() => openDatabase(location)));
    const plan = { editors: 20, changes: 200, assets: 50, seed: 20260101 };
    const outcome = await runEditors(connections, workspace, plan);
    expect(outcome.acknowledged).toBe(4000);
    expect(outcome.conflicts).toBeGreaterThan(0);
    for (const connection of connections) await connection.close();
  });

  test.each([1, 2, 3])(
    'ten kills of the server, seed %i: nothing acknowledged is lost, and the same connection goes on',
    async (seed) => {
      const workspace = await freshWorkspace(`server-kills-${seed}`);
      const database = await openDatabase(location);
      const graph = await database.openGraph(workspace);
      const random = seeded(seed);
      let acknowledged: Revision = EMPTY_REVISION;
      for (let kill = 0; kill < KILLS_PER_SEED; kill++) {
        const after = random() * LONGEST;
        acknowledged = await writeUntilRefused(graph, acknowledged, () => {
          setTimeout(() => process.kill(server.pid, 'SIGKILL'), after);
        });
        await server.ended;
        await start();
        acknowledged = await reached(graph, acknowledged);
      }
      expect(acknowledged.number).toBeGreaterThanOrEqual(KILLS_PER_SEED);
      const verifier = new JournalVerifier();
      for await (const entry of graph.journal(0)) expect(verifier.next(entry)).toEqual([]);
      expect(verifier.end(await graph.head())).toEqual([]);
      await database.close();
    },
  );
});

/** A change set that always changes something. */
function changeAt(revision: number): ChangeSet {
  const change = sampleChange(12, 12, revision);
  const operations = change.operations.map((operation): Operation => {
    if (operation.op !== 'put' || operation.type !== 'asset') return operation;
    return { ...operation, record: { ...operation.record, description: `as of revision ${revision}` } };
  });
  return { ...change, operations };
}

/** Writes until the store is gone, which it must say in so many words. Returns the last acknowledged revision. */
async function writeUntilRefused(graph: GraphStore, from: Revision, onFirst: () => void): Promise<Revision> {
  let last = from;
  for (;;) {
    try {
      const first = last === from;
      last = await graph.apply(changeAt(last.number), last);
      if (first) onFirst();
    } catch (error) {
      if (!isGraphError(error, 'unavailable')) throw error;
      expect(error.message).toMatch(/cannot be reached|broke the connection off|could not do it/);
      return last;
    }
  }
}

/** Waits until the store answers again on the same connection, and checks that it forgot nothing. */
async function reached(graph: GraphStore, acknowledged: Revision): Promise<Revision> {
  const deadline = Date.now() + BACK_WITHIN;
  for (;;) {
    try {
      const head = await graph.head();
      expect(head.number).toBeGreaterThanOrEqual(acknowledged.number);
      expect(head.number).toBeLessThanOrEqual(acknowledged.number + 1);
      if (acknowledged.number > 0) {
        for await (const entry of graph.journal(acknowledged.number - 1, 1))
          expect(entry.hash).toBe(acknowledged.hash);
      }
      return head;
    } catch (error) {
      if (!isGraphError(error, 'unavailable') || Date.now() > deadline) throw error;
    }
  }
}
