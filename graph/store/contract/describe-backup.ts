/** The contract of moving house: what is backed up here is the same, by hash, wherever it is restored. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyJournal } from '@/graph/model/journal';
import { backup, restore } from '../backup';
import { sampleChange } from '../sample-graph';
import { scratchDatabase } from '../scratch';
import type { Database, GraphStore } from '../store';
import { changeOf, dataset, journalOf } from './changes';
import type { Ground } from './describe-store';

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

async function linesOf(database: Database, types: readonly string[] = []): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of backup(database, types)) lines.push(line);
  return lines;
}

/** A past with an import, renames, a removal and a name that breaks careless line readers. */
async function furnish(graph: GraphStore): Promise<void> {
  await graph.apply(sampleChange(600, 900, 3), await graph.head());
  await graph.apply(changeOf([dataset('a', 'A\u2028\n”1'), dataset('b', 'B1')]), await graph.head());
  await graph.apply(changeOf([dataset('a', 'A2'), { remove: 'asset', id: 'b' }]), await graph.head());
}

export function describeBackup(ground: Ground): void {
  describe('moving house', () => {
    test('there and back: the same revisions, hashes, snapshots and kept records', async () => {
      const type = `kept-${randomUUID()}`;
      const source = await scratchDatabase();
      const workspace = await ground.freshWorkspace();
      await source.putWorkspace({ id: workspace, name: 'Moving' });
      const graph = await source.openGraph(workspace);
      await furnish(graph);
      await source.records.put(type, 'one', { n: 1 }, 0);
      const lines = await linesOf(source, [type]);
      const summary = await restore(ground.database(), each(lines));
      expect(summary).toEqual({ workspaces: 1, entries: 3, records: 1 });

      const moved = await ground.database().openGraph(workspace);
      expect(await moved.head()).toEqual(await graph.head());
      expect(await moved.load()).toEqual(await graph.load());
      expect(await moved.load(2)).toEqual(await graph.load(2));
      const journal = await journalOf(moved);
      expect(journal).toEqual(await journalOf(graph));
      expect(verifyJournal(journal, await graph.head())).toEqual([]);
      expect(await ground.database().records.find(type, 'one')).toMatchObject({ value: { n: 1 } });

      const back = await scratchDatabase();
      await restore(back, each((await linesOf(ground.database(), [type])).map((line) => line.trimEnd())));
      expect(await (await back.openGraph(workspace)).load()).toEqual(await graph.load());
      for (const database of [source, back]) await database.close();
    });

    test('a restore that was interrupted may be repeated', async () => {
      const source = await scratchDatabase();
      const workspace = await ground.freshWorkspace();
      await source.putWorkspace({ id: workspace, name: 'Moving' });
      await furnish(await source.openGraph(workspace));
      const lines = await linesOf(source);
      await expect(restore(ground.database(), each(lines.slice(0, -2)))).rejects.toMatchObject({
        code: 'invalid',
      });
      await restore(ground.database(), each(lines));
      expect(await restore(ground.database(), each(lines))).toMatchObject({ entries: 0 });
      const moved = await ground.database().openGraph(workspace);
      expect(await moved.head()).toEqual(await (await source.openGraph(workspace)).head());
      await source.close();
    });

    test('a workspace that has another history is left as it is', async () => {
      const source = await scratchDatabase();
      const workspace = await ground.freshWorkspace();
      await source.putWorkspace({ id: workspace, name: 'Moving' });
      await furnish(await source.openGraph(workspace));
      const standing = await ground.database().openGraph(workspace);
      await standing.apply(changeOf([dataset('a', 'Mine')]), await standing.head());
      const before = await standing.load();
      await expect(restore(ground.database(), each(await linesOf(source)))).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('another history'),
      });
      expect(await standing.load()).toEqual(before);
      await source.close();
    });
  });
}
