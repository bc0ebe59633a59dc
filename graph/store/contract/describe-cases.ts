/** The contract's cases as data, run against a store and against the pure model beside it. */
import { describe, expect, test } from 'vitest';
import { type ChangeSet, EMPTY_REVISION, type JournalEntry } from '@/graph/model/change-set';
import { isGraphError } from '@/graph/model/errors';
import { replay, verifyJournal } from '@/graph/model/journal';
import type { GraphStore } from '../store';
import { operationFor, readCases, type Step, type StoreCase } from './case';
import type { Ground } from './describe-store';

const changeBy = (author: string, at: string, steps: readonly Step[]): ChangeSet => ({
  operations: steps.map(operationFor),
  author,
  at,
  reason: 'as the case says',
  origin: { kind: 'portal' },
});

const DAYS = { ada: '2026-01-02T00:00:00.000Z', ben: '2026-01-03T00:00:00.000Z' };

export function describeCases(ground: Ground): void {
  const cases = readCases();
  describe('cases', () => {
    test('there are cases, of both refusals, and their names are sentences of their own', () => {
      expect(cases.length).toBeGreaterThanOrEqual(20);
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
      expect(new Set(cases.map(({ refused }) => refused?.code))).toEqual(
        new Set(['conflict', 'invalid', undefined]),
      );
    });
    for (const given of cases) {
      test(given.name, async () => {
        const graph = await ground.database().openGraph(await ground.freshWorkspace());
        await run(given, graph);
        await expectAfterwards(given, graph);
      });
    }
  });
}

async function run(given: StoreCase, graph: GraphStore): Promise<void> {
  if (given.given.length > 0) await graph.apply(changeBy('ada', DAYS.ada, given.given), EMPTY_REVISION);
  const loaded = await graph.head();
  if (given.meanwhile) await graph.apply(changeBy('ben', DAYS.ben, given.meanwhile), loaded);
  const on = given.on === 'head' ? await graph.head() : loaded;
  const change = graph.apply(changeBy('ada', DAYS.ada, given.change), on);
  if (!given.refused) {
    expect((await change).number).toBe(given.afterwards.revision);
    return;
  }
  const { code, at, says, silent } = given.refused;
  const error = await change.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isGraphError(error)) throw error ?? new Error('the change was applied');
  expect(error.code).toBe(code);
  expect(error.details.map((detail) => detail.at)).toEqual(at);
  const told = error.details.map(({ at, message }) => `${at} ${message}`).join('\n');
  for (const words of says) expect(told).toContain(words);
  for (const words of silent) expect(told).not.toContain(words);
  expect(error.message).toContain('Nothing was written');
}

async function expectAfterwards({ afterwards }: StoreCase, graph: GraphStore): Promise<void> {
  const snapshot = await graph.load();
  expect(Object.fromEntries(snapshot.assets.map(({ id, name }) => [id, name]))).toEqual(afterwards.assets);
  if (afterwards.influences) expect(snapshot.influences.map(({ id }) => id)).toEqual(afterwards.influences);
  if (afterwards.controls) expect(snapshot.controls.map(({ id }) => id)).toEqual(afterwards.controls);
  if (afterwards.inputs) expect(snapshot.inputs.map(({ id }) => id)).toEqual(afterwards.inputs);
  if (afterwards.neighbourhood) {
    const around = await graph.neighbourhood(afterwards.neighbourhood.of);
    expect(around.asset.id).toBe(afterwards.neighbourhood.of);
    expect(around.influences.map(({ id }) => id)).toEqual(afterwards.neighbourhood.influences);
    expect(around.neighbours.map(({ id }) => id)).toEqual(afterwards.neighbourhood.assets);
  }
  const entries: JournalEntry[] = [];
  for await (const entry of graph.journal(0)) entries.push(entry);
  const head = await graph.head();
  expect(head.number).toBe(afterwards.revision);
  expect(verifyJournal(entries, head)).toEqual([]);
  expect(replay(entries)).toEqual(snapshot);
  if (afterwards.operations !== undefined)
    expect(entries.flatMap(({ operations }) => operations)).toHaveLength(afterwards.operations);
}
