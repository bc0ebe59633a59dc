/** The contract of change sets: none is taken from another history or from nobody, and bulk is whole or absent. */
import { describe, expect, test } from 'vitest';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { replay, verifyJournal } from '@/graph/model/journal';
import { applyTo, EMPTY_SNAPSHOT, makeSnapshot } from '@/graph/model/snapshot';
import { sampleChange } from '../sample-graph';
import { operationFor } from './case';
import { changeOf, dataset, journalOf } from './changes';
import type { Ground } from './describe-store';

export function describeChanges(ground: Ground): void {
  const freshGraph = async () => ground.database().openGraph(await ground.freshWorkspace());

  describe('a change set', () => {
    test('a change made on a history this workspace never had is refused', async () => {
      const graph = await freshGraph();
      await graph.apply(changeOf([dataset('a', 'A1')]), EMPTY_REVISION);
      const strangers = [
        { number: 9, hash: 'f'.repeat(64) },
        { number: 1, hash: 'f'.repeat(64) },
        { number: 0, hash: 'f'.repeat(64) },
      ];
      for (const on of strangers) {
        await expect(graph.apply(changeOf([dataset('b', 'B')]), on)).rejects.toMatchObject({
          code: 'conflict',
        });
      }
      expect((await graph.load()).assets.map(({ id }) => id)).toEqual(['a']);
    });

    test('a change set without author, or at no time, is refused', async () => {
      const graph = await freshGraph();
      const faceless = changeOf([dataset('a', 'A')], { author: '', at: 'yesterday' });
      await expect(graph.apply(faceless, EMPTY_REVISION)).rejects.toMatchObject({
        code: 'invalid',
        details: [{ at: '/author' }, { at: '/at' }],
      });
      expect(await graph.head()).toEqual(EMPTY_REVISION);
    });
  });

  describe('bulk', () => {
    test('an import of thousands of records is whole, in order, found again and lasting', async () => {
      const workspace = await ground.freshWorkspace();
      const graph = await ground.database().openGraph(workspace);
      const bulk = sampleChange(600, 3000, 7);
      const revision = await graph.apply(bulk, EMPTY_REVISION);
      const expected = applyTo(EMPTY_SNAPSHOT, bulk.operations);
      const later = await (await ground.again()).openGraph(workspace);
      const loaded = await later.load();
      expect(await later.head()).toEqual(revision);
      expect(loaded.hash).toBe(expected.hash);
      expect(loaded).toEqual(expected);
      const { hash: _, ...rest } = loaded;
      expect(makeSnapshot({ asset: rest.assets, influence: rest.influences }).hash).toBe(loaded.hash);
      const entries = await journalOf(later);
      expect(verifyJournal(entries, revision)).toEqual([]);
      expect(replay(entries).hash).toBe(expected.hash);
      const [busy] = expected.assets;
      const around = await later.neighbourhood(busy?.id ?? '');
      const touching = expected.influences.filter(({ from, to }) => from === busy?.id || to === busy?.id);
      expect(touching.length).toBeGreaterThan(0);
      expect(around.influences).toEqual(touching);
    });

    test('a bulk change with one broken rule writes nothing', async () => {
      const graph = await freshGraph();
      const bulk = sampleChange(600, 600, 8);
      const broken = {
        ...bulk,
        operations: [...bulk.operations, operationFor({ remove: 'asset', id: 'ghost' })],
      };
      await expect(graph.apply(broken, EMPTY_REVISION)).rejects.toMatchObject({ code: 'invalid' });
      expect(await graph.head()).toEqual(EMPTY_REVISION);
      expect(await graph.load()).toEqual(EMPTY_SNAPSHOT);
    });
  });
}
