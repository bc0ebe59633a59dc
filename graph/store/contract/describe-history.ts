/** The contract of history: every revision stays readable, and every change says whose it is. */
import { describe, expect, test } from 'vitest';
import { EMPTY_REVISION, inverseOf } from '@/graph/model/change-set';
import { applyTo, EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { changeOf, dataset, journalOf } from './changes';
import type { Ground } from './describe-store';

export function describeHistory(ground: Ground): void {
  const freshGraph = async () => ground.database().openGraph(await ground.freshWorkspace());

  describe('history', () => {
    test('every revision can be loaded as it was, and its hash is that of its content', async () => {
      const graph = await freshGraph();
      const changes = [
        changeOf([dataset('a', 'A1'), dataset('b', 'B1')]),
        changeOf([dataset('a', 'A2'), { put: 'input', id: 'x.json' }]),
        changeOf([
          { remove: 'asset', id: 'b' },
          { put: 'influence', kind: 'derives', from: 'a', to: 'a' },
        ]),
        changeOf([
          dataset('b', 'B2'),
          { remove: 'influence', id: 'derives:a>a' },
          { remove: 'asset', id: 'a' },
        ]),
      ];
      let expected = EMPTY_SNAPSHOT;
      const snapshots = [expected];
      for (const next of changes) {
        await graph.apply(next, await graph.head());
        expected = applyTo(expected, next.operations);
        snapshots.push(expected);
      }
      for (const [revision, snapshot] of snapshots.entries())
        expect(await graph.load(revision)).toEqual(snapshot);
      expect(await graph.load()).toEqual(snapshots.at(-1));
      await expect(graph.load(5)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('the journal says who, when, why, whence and what stood before; a tail can be asked for', async () => {
      const graph = await freshGraph();
      const origin = { kind: 'import', detail: 'ab'.repeat(32) } as const;
      await graph.apply(
        changeOf([dataset('a', 'A1')], { author: 'ben', reason: 'from “bom”', origin }),
        EMPTY_REVISION,
      );
      await graph.apply(changeOf([dataset('a', 'A2')]), await graph.head());
      await graph.apply(changeOf([{ remove: 'asset', id: 'a' }]), await graph.head());
      const [first, second, third] = await journalOf(graph);
      expect(first).toMatchObject({ revision: 1, author: 'ben', reason: 'from “bom”', origin });
      expect(first?.operations).toMatchObject([
        { type: 'asset', id: 'a', before: null, after: { name: 'A1' } },
      ]);
      expect(second?.operations).toMatchObject([{ before: { name: 'A1' }, after: { name: 'A2' } }]);
      expect(third?.operations).toMatchObject([{ before: { name: 'A2' }, after: null }]);
      expect((await journalOf(graph, 1)).map(({ revision }) => revision)).toEqual([2, 3]);
      expect((await journalOf(graph, 0, 2)).map(({ revision }) => revision)).toEqual([1, 2]);
      expect(await journalOf(graph, 3)).toEqual([]);
    });

    test('undoing each entry, newest first, leads back to the empty graph', async () => {
      const graph = await freshGraph();
      await graph.apply(changeOf([dataset('a', 'A1'), dataset('b', 'B1')]), EMPTY_REVISION);
      await graph.apply(
        changeOf([{ put: 'influence', kind: 'derives', from: 'a', to: 'b' }]),
        await graph.head(),
      );
      for (const entry of [...(await journalOf(graph))].reverse())
        await graph.apply(inverseOf(entry, 'ada', '2026-01-04T00:00:00.000Z'), await graph.head());
      expect((await graph.load()).hash).toBe(EMPTY_SNAPSHOT.hash);
      expect((await graph.head()).number).toBe(4);
    });
  });
}
