/**
 * Many people editing at once: seeded random changes from concurrent editors on several connections, each
 * loading, changing and retrying on conflict. Afterwards nothing may be lost, forked or skipped.
 */
import assert from 'node:assert/strict';
import { type ChangeSet, EMPTY_REVISION, type JournalEntry, type Operation } from '@/graph/model/change-set';
import { isGraphError } from '@/graph/model/errors';
import type { WorkspaceId } from '@/graph/model/ids';
import { replay, verifyJournal } from '@/graph/model/journal';
import { seeded } from '../sample-graph';
import type { Database, GraphStore } from '../store';
import { operationFor } from './case';

export type EditorsPlan = {
  readonly editors: number;
  /** Acknowledged changes per editor. */
  readonly changes: number;
  readonly assets: number;
  readonly seed: number;
};

export type EditorsOutcome = {
  readonly acknowledged: number;
  readonly conflicts: number;
  readonly retracted: number;
};

const changeBy = (author: string, operations: readonly Operation[]): ChangeSet => ({
  operations,
  author,
  at: '2026-01-02T00:00:00.000Z',
  reason: 'edit',
  origin: { kind: 'portal' },
});

const counterOf = (properties: Readonly<Record<string, string>> | undefined): number =>
  Number(properties?.['count'] ?? 0);

/**
 * Runs the editors against one workspace and checks what they leave.
 *
 * Every change raises one asset's counter by one, some draw or take away an influence as well. A lost update
 * would leave the counters short of the changes acknowledged.
 *
 * @throws AssertionError where an update was lost, the chain is broken or history replays to another graph.
 */
export async function runEditors(
  connections: readonly Database[],
  workspace: WorkspaceId,
  plan: EditorsPlan,
): Promise<EditorsOutcome> {
  const graphs = await Promise.all(connections.map((connection) => connection.openGraph(workspace)));
  const [first] = graphs;
  assert(first, 'at least one connection');
  const assets = Array.from({ length: plan.assets }, (_, i) =>
    operationFor({ put: 'asset', id: `asset-${i}`, kind: 'dataset' }),
  );
  await first.apply(changeBy('founder', assets), EMPTY_REVISION);
  const tallies = await Promise.all(
    Array.from({ length: plan.editors }, (_, i) =>
      edit(graphs[i % graphs.length] ?? first, `editor-${i}`, plan, seeded(plan.seed * 1000 + i)),
    ),
  );
  const conflicts = tallies.reduce((sum, tally) => sum + tally.conflicts, 0);
  const retracted = tallies.reduce((sum, tally) => sum + tally.retracted, 0);
  await check(first, plan);
  return { acknowledged: plan.editors * plan.changes, conflicts, retracted };
}

async function edit(graph: GraphStore, author: string, plan: EditorsPlan, random: () => number) {
  const tally = { conflicts: 0, retracted: 0 };
  for (let done = 0; done < plan.changes; ) {
    const pick = () => `asset-${Math.floor(random() * plan.assets)}`;
    const on = await graph.head();
    const { asset, influences } = await graph.neighbourhood(pick());
    const properties = { ...asset.properties, count: String(counterOf(asset.properties) + 1) };
    const operations: Operation[] = [{ op: 'put', type: 'asset', record: { ...asset, properties } }];
    const dice = random();
    const [old] = influences;
    if (dice < 0.3)
      operations.push(operationFor({ put: 'influence', kind: 'derives', from: asset.id, to: pick() }));
    else if (dice < 0.5 && old) operations.push({ op: 'remove', type: 'influence', id: old.id });
    try {
      await graph.apply(changeBy(author, operations), on);
      done++;
      if (operations[1]?.op === 'remove') tally.retracted++;
    } catch (error) {
      if (!isGraphError(error, 'conflict')) throw error;
      tally.conflicts++;
    }
  }
  return tally;
}

async function check(graph: GraphStore, plan: EditorsPlan): Promise<void> {
  const snapshot = await graph.load();
  const entries: JournalEntry[] = [];
  for await (const entry of graph.journal(0)) entries.push(entry);
  const head = await graph.head();
  const changes = plan.editors * plan.changes;
  assert.equal(head.number, changes + 1, 'one revision for each acknowledged change');
  const counted = snapshot.assets.reduce((sum, { properties }) => sum + counterOf(properties), 0);
  assert.equal(counted, changes, 'no update was lost');
  assert.deepEqual(verifyJournal(entries, head), [], 'the chain holds');
  assert.equal(replay(entries).hash, snapshot.hash, 'history replays to the same graph');
  const authors = new Set(entries.map(({ author }) => author));
  assert.equal(authors.size, plan.editors + 1, 'everybody is in the journal');
}
