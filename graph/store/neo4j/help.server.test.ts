/** Every query of the help page runs, finds what it promises, and knows every name it uses. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_REVISION, type Operation, parseOperation } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { operationFor } from '../contract/case';
import type { Database } from '../store';
import { driverFor } from './connection';
import { openNeo4j } from './database';
import { ASSET_LABELS, INFLUENCE_TYPES, LINK_TYPES, SIDE_LABELS } from './names';
import { onNeo4j } from './test-server/on-neo4j';

const page = readFileSync('content/help/cypher.md', 'utf8');
const queries = [...page.matchAll(/^## (.+)\n(?:(?!^## )[\s\S])*?```cypher\n([\s\S]+?)```/gm)].map(
  ([, title = '', text = '']) => ({ title, text }),
);

const asset = (id: string, kind: string, more: object = {}): Operation =>
  parseOperation({
    op: 'put',
    type: 'asset',
    record: {
      id,
      kind,
      name: `The ${id}`,
      identities: [],
      evidence: [{ source: 'file:bom.json', at: '/x', basis: 'declared', says: { kind } }],
      ...more,
    },
  });
const put = (type: string, record: object): Operation => parseOperation({ op: 'put', type, record });
const stated = { statedBy: 'person:ada', at: 'form' };

/** A supply chain from a public forum to a decision, with a mystery model beside it. */
const OPERATIONS: readonly Operation[] = [
  asset('forum', 'source', { facts: { origin: 'outside', writers: 'public' } }),
  asset('corpus', 'dataset', { owner: 'data team' }),
  asset('model', 'model', { owner: 'ml team' }),
  asset('mystery', 'model', { lineage: 'unknown' }),
  asset('service', 'system', { owner: 'product' }),
  asset('verdict', 'decision', { crown: true, impact: 0.9, owner: 'claims' }),
  asset('bystander', 'agent', { owner: 'support' }),
  operationFor({ put: 'influence', kind: 'supplies', from: 'forum', to: 'corpus' }),
  operationFor({ put: 'influence', kind: 'trains', from: 'corpus', to: 'model' }),
  operationFor({ put: 'influence', kind: 'serves', from: 'model', to: 'service' }),
  operationFor({ put: 'influence', kind: 'decides', from: 'service', to: 'verdict' }),
  operationFor({ put: 'influence', kind: 'version-of', from: 'mystery', to: 'model' }),
  put('control', {
    id: 'PC-01@trains:corpus>model',
    control: 'PC-01',
    subject: 'trains:corpus>model',
    status: 'planned',
    evidence: [],
    ...stated,
  }),
  put('estimate', {
    id: 'impact@verdict',
    subject: 'verdict',
    quantity: 'impact',
    classes: [],
    value: { low: 0.5, likely: 0.7, high: 0.9 },
    by: 'risk office',
    ...stated,
  }),
  put('treatment', {
    id: 'AML.T0020@model',
    decision: 'accept',
    reason: 'for a quarter',
    expires: '2020-03-31',
    decidedBy: 'ada',
  }),
  put('input', {
    id: 'bom.json',
    format: 'cyclonedx-1.6',
    sha256: 'a'.repeat(64),
    bytes: 10,
    assets: 6,
    influences: 5,
    warnings: [],
  }),
];

/** Words each query's answer must have: an answer that is not empty may still be the wrong one. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'What is there, by kind': ['"kind":"model","assets":2'],
  'Where anybody may write': ['The forum', 'SUPPLIES', 'The corpus'],
  'What an asset could poison': ['"reached":"The verdict","kind":"decision","steps":3'],
  'What a target rests on': ['"origin":"The forum","steps":4'],
  'The shortest way in from outside': ['["The forum","The corpus","The model","The service","The verdict"]'],
  'Models whose training data nobody recorded': ['The mystery'],
  'What has no owner': ['The forum', 'The mystery'],
  'One thing that many systems rest on': ['"asset":"The corpus","kind":"dataset","relying":2'],
  'Training and retrieval without any control in force': ['"from":"The corpus","influence":"TRAINS"'],
  'Controls and who answers for them': ['"asset":"The model","subject":"trains:corpus>model"'],
  'Numbers that people gave': ['"likely":0.7'],
  'Acceptances that have run out': ['AML.T0020@model'],
  'What a file said': ['"file":"bom.json","format":"cyclonedx-1.6","assets":7'],
  'Who changed what last': ['"revision":2', '"author":"ben"'],
  'Assets by their last change': ['"asset":"The corpus","author":"ben"'],
  'Is the journal one chain?': ['"revision":2,"links":1'],
};

/** Words an answer must not have: nothing flows along a version, and the clean are not accused. */
const DECOYS: Readonly<Record<string, readonly string[]>> = {
  'What an asset could poison': ['The mystery', 'The forum'],
  'Models whose training data nobody recorded': ['The model'],
  'What has no owner': ['The service'],
  'The shortest way in from outside': ['The mystery'],
};

describe('the page about Cypher', () => {
  test('has the queries this test expects, and no other', () => {
    expect(queries.map(({ title }) => title)).toEqual(Object.keys(EXPECTED));
    expect(page.match(/```cypher/g)).toHaveLength(queries.length);
  });

  test.each([
    ...Object.values(ASSET_LABELS),
    ...Object.values(INFLUENCE_TYPES),
    ...Object.values(SIDE_LABELS),
    ...Object.values(LINK_TYPES),
  ])('names %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });
});

onNeo4j((server) => {
  describe('every query of the page about Cypher', () => {
    const workspace = workspaceId.parse(`w-${randomUUID()}`);
    const driver = driverFor(server);
    let database: Database;

    beforeAll(async () => {
      database = await openNeo4j(server);
      await database.putWorkspace({ id: workspace, name: 'Help' });
      const graph = await database.openGraph(workspace);
      const change = {
        author: 'ada',
        at: '2026-01-02T00:00:00.000Z',
        reason: 'help',
        origin: { kind: 'cli' },
      } as const;
      await graph.apply({ ...change, operations: OPERATIONS }, EMPTY_REVISION);
      const renamed = asset('corpus', 'dataset', { owner: 'data team', version: '2' });
      const later = { ...change, author: 'ben', at: '2026-01-03T00:00:00.000Z', operations: [renamed] };
      await graph.apply(later, await graph.head());
    });
    afterAll(async () => {
      await database.close();
      await driver.close();
    });

    test.each(queries)('$title', async ({ title, text }) => {
      const session = driver.session({
        defaultAccessMode: neo4j.session.READ,
        ...(server.database ? { database: server.database } : {}),
      });
      const result = await session.run(text, { workspace, asset: 'corpus' });
      await session.close();
      const answer = JSON.stringify(result.records.map((record) => record.toObject()));
      for (const words of EXPECTED[title] ?? []) expect(answer).toContain(words);
      for (const words of DECOYS[title] ?? []) expect(answer).not.toContain(words);
      const unknown = result.summary.notifications.filter(({ code }) => /Unknown|Deprecat/i.test(code));
      expect(unknown).toEqual([]);
    });
  });
});
