/** What is sent to the server: constant texts only, whatever the data; and a graph people can read there. */
import { randomUUID } from 'node:crypto';
import type { Driver, ManagedTransaction, Session } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASSET_KINDS } from '@/graph/model/asset-kinds';
import { type ChangeSet, EMPTY_REVISION, type Operation, parseOperation } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { INFLUENCE_KIND_FACTS, INFLUENCE_KINDS } from '@/graph/model/influence-kinds';
import { operationFor } from '../contract/case';
import type { Database, GraphStore } from '../store';
import { driverFor } from './connection';
import { openNeo4j } from './database';
import { ASSET_LABELS, INFLUENCE_TYPES } from './names';
import { ALL_QUERIES } from './queries';
import { onNeo4j } from './test-server/on-neo4j';

/** A driver that notes the text of every query it passes on. */
function watched(driver: Driver, seen: Set<string>): Driver {
  const note = <T extends object>(target: T, runner: (text: string) => void): T =>
    new Proxy(target, {
      get: (object, name) => {
        const value = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'run' && typeof args[0] === 'string') runner(args[0]);
          if (name === 'session') return note(value.apply(object, args) as Session, runner);
          if (name === 'executeRead' || name === 'executeWrite') {
            const work = args[0] as (tx: ManagedTransaction) => Promise<unknown>;
            return value.call(object, (tx: ManagedTransaction) => work(note(tx, runner)), args[1]);
          }
          return value.apply(object, args);
        };
      },
    });
  return note(driver, (text) => seen.add(text));
}

const HOSTILE = `'}) DETACH DELETE n // \` " \\u0027 $key`;

const change = (operations: readonly Operation[]): ChangeSet => ({
  operations,
  author: HOSTILE,
  at: '2026-01-02T00:00:00.000Z',
  reason: HOSTILE,
  origin: { kind: 'import', detail: HOSTILE },
});

/** One asset of every kind, and one influence of every kind between two that it may join. */
function everything(): readonly Operation[] {
  const assets = ASSET_KINDS.map((kind) =>
    parseOperation({
      op: 'put',
      type: 'asset',
      record: { id: kind, kind, name: HOSTILE, tags: [HOSTILE], identities: [], evidence: [] },
    }),
  );
  const influences = INFLUENCE_KINDS.map((kind) => {
    const { from, to } = INFLUENCE_KIND_FACTS[kind];
    return operationFor({ put: 'influence', kind, from: from[0], to: to.at(-1) ?? to[0] });
  });
  return [...assets, ...influences];
}

const SIDES: readonly unknown[] = [
  {
    type: 'control',
    record: {
      id: 'PC-01@model',
      control: 'PC-01',
      subject: 'model',
      status: 'verified',
      owner: HOSTILE,
      evidence: [],
      statedBy: 'person:ada',
      at: 'form',
    },
  },
  {
    type: 'estimate',
    record: {
      id: 'impact of system',
      subject: 'system',
      quantity: 'impact',
      classes: ['backdoor'],
      value: { low: 0.1, likely: 0.5, high: 1 },
      statedBy: 'person:ada',
      at: 'form',
    },
  },
  {
    type: 'treatment',
    record: { id: 'AML.T0020@model', decision: 'accept', reason: HOSTILE, decidedBy: 'ada' },
  },
  {
    type: 'input',
    record: {
      id: HOSTILE,
      format: 'csv',
      sha256: 'a'.repeat(64),
      bytes: 12,
      assets: 1,
      influences: 0,
      warnings: [],
    },
  },
];
const sides = (): readonly Operation[] =>
  SIDES.map((side) => parseOperation({ op: 'put', ...(side as object) }));

onNeo4j((server) => {
  describe('what Neo4j is sent and holds', () => {
    const seen = new Set<string>();
    const workspace = workspaceId.parse(`w-${randomUUID()}`);
    let database: Database;
    let graph: GraphStore;
    const raw = driverFor(server);
    const ask = async (query: string) =>
      (
        await raw.executeQuery(query, { workspace }, server.database ? { database: server.database } : {})
      ).records.map((record) => record.toObject());

    beforeAll(async () => {
      database = await openNeo4j(server, watched(driverFor(server), seen));
      await database.putWorkspace({ id: workspace, name: HOSTILE });
      graph = await database.openGraph(workspace);
      await graph.apply(change(everything()), EMPTY_REVISION);
      await graph.apply(change(sides()), await graph.head());
    });
    afterAll(async () => {
      await database.close();
      await raw.close();
    });

    test('every kind stands under its own label or type, with readable properties', async () => {
      const nodes = await ask(
        'MATCH (a:Asset {workspace: $workspace}) RETURN labels(a) AS labels, a.name AS name ORDER BY a.id',
      );
      expect(nodes.map(({ labels }) => labels)).toEqual(
        [...ASSET_KINDS].sort().map((kind) => ['Asset', ASSET_LABELS[kind]]),
      );
      expect(new Set(nodes.map(({ name }) => name))).toEqual(new Set([HOSTILE]));
      const types = await ask(
        'MATCH (:Asset {workspace: $workspace})-[r]->(:Asset) RETURN type(r) AS type ORDER BY type',
      );
      expect(types.map(({ type }) => type)).toEqual(Object.values(INFLUENCE_TYPES).sort());
    });

    test('controls, estimates and treatments point at their asset; the journal is a chain', async () => {
      expect(
        await ask(
          'MATCH (n {workspace: $workspace})-[r:GUARDS|JUDGES|TREATS]->(a:Asset) RETURN type(r) AS type, a.id AS asset ORDER BY type',
        ),
      ).toEqual([
        { type: 'GUARDS', asset: 'model' },
        { type: 'JUDGES', asset: 'system' },
        { type: 'TREATS', asset: 'model' },
      ]);
      expect(
        await ask(
          'MATCH (e:JournalEntry {workspace: $workspace})-[:FOLLOWS]->(p) RETURN e.revision AS revision, e.previous = p.hash AS chained, e.author AS author',
        ),
      ).toEqual([{ revision: 2, chained: true, author: HOSTILE }]);
    });

    test('an asset that changes its kind changes its label', async () => {
      const put = operationFor({ put: 'asset', id: 'moving', kind: 'dataset' });
      await graph.apply(change([put]), await graph.head());
      await graph.apply(
        change([operationFor({ put: 'asset', id: 'moving', kind: 'model' })]),
        await graph.head(),
      );
      expect(
        await ask("MATCH (a:Asset {workspace: $workspace, id: 'moving'}) RETURN labels(a) AS labels"),
      ).toEqual([
        { labels: expect.toSatisfy((labels: string[]) => labels.toSorted().join() === 'Asset,Model') },
      ]);
    });

    test('only constant texts are sent, through reading, changing, removing and keeping', async () => {
      const all = await graph.load();
      await graph.load(1);
      await graph.neighbourhood('model');
      const again = [...everything(), ...sides()].map((operation) =>
        operation.op === 'put' && operation.type === 'asset'
          ? ({ ...operation, record: { ...operation.record, name: 'Renamed' } } as Operation)
          : operation,
      );
      const head = await graph.head();
      await graph.apply(change(again), head);
      await expect(graph.apply(change(again.slice(0, 3)), head)).rejects.toMatchObject({ code: 'conflict' });
      const removals = [
        ...all.treatments.map(({ id }) => ({ op: 'remove', type: 'treatment', id }) as const),
        ...all.inputs.map(({ id }) => ({ op: 'remove', type: 'input', id }) as const),
        ...all.estimates.map(({ id }) => ({ op: 'remove', type: 'estimate', id }) as const),
        ...all.controls.map(({ id }) => ({ op: 'remove', type: 'control', id }) as const),
        ...all.influences.map(({ id }) => ({ op: 'remove', type: 'influence', id }) as const),
        ...all.assets.map(({ id }) => ({ op: 'remove', type: 'asset', id }) as const),
      ];
      await graph.apply(change(removals), await graph.head());
      expect((await graph.load()).assets).toEqual([]);
      for await (const entry of graph.journal(0)) expect(entry.author).toBe(HOSTILE);
      await database.records.put(HOSTILE.replaceAll('/', ''), HOSTILE, { text: HOSTILE }, 0);
      await database.records.list(HOSTILE.replaceAll('/', ''));
      await database.records.find(HOSTILE.replaceAll('/', ''), HOSTILE);
      await database.records.remove(HOSTILE.replaceAll('/', ''), HOSTILE);
      await database.listWorkspaces();
      expect([...seen].filter((text) => !ALL_QUERIES.has(text))).toEqual([]);
      // The watch must have seen the run, and data must not have been among the constants.
      expect(seen.size).toBeGreaterThan(100);
      expect([...ALL_QUERIES].filter((text) => text.includes('DETACH DELETE n //'))).toEqual([]);
    });

    test('canary: a text made from data would be noticed', async () => {
      const noted = new Set<string>();
      const driver = watched(driverFor(server), noted);
      const session = driver.session();
      await session.executeRead((tx) => tx.run(`RETURN '${workspace}' AS text`));
      await session.close();
      await driver.close();
      expect([...noted].filter((text) => !ALL_QUERIES.has(text))).toHaveLength(1);
    });
  });
});
