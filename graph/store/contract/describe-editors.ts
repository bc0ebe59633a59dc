/** The contract under concurrency, small enough for every run; the long series is a slow test. */
import { describe, expect, test } from 'vitest';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { changeOf, dataset } from './changes';
import type { Ground } from './describe-store';
import { runEditors } from './editors';

export function describeEditors(ground: Ground): void {
  describe('twenty editors at once', () => {
    for (const seed of [1, 2]) {
      test(`lose no update, fork nothing and leave a journal that verifies (seed ${seed})`, async () => {
        const workspace = await ground.freshWorkspace();
        const connections = await Promise.all([0, 1, 2].map(() => ground.again()));
        const outcome = await runEditors(connections, workspace, {
          editors: 20,
          changes: 6,
          assets: 10,
          seed,
        });
        // Without collisions and removals the test would have seen nothing.
        expect(outcome.conflicts).toBeGreaterThan(0);
        expect(outcome.retracted).toBeGreaterThan(0);
        expect(outcome.acknowledged).toBe(120);
      }, 60_000);
    }
  });

  test('a graph loaded while others write is one of its revisions, never a mixture', async () => {
    const workspace = await ground.freshWorkspace();
    const [writer, reader] = await Promise.all([ground.again(), ground.again()]);
    const [writing, reading] = [await writer.openGraph(workspace), await reader.openGraph(workspace)];
    const names = Array.from({ length: 400 }, (_, i) => `asset-${i}`);
    const renamed = (round: number) => changeOf(names.map((id) => dataset(id, `${id} in round ${round}`)));
    await writing.apply(renamed(0), EMPTY_REVISION);
    let over = false;
    const writes = (async () => {
      for (let round = 1; round <= 8; round++) await writing.apply(renamed(round), await writing.head());
      over = true;
    })();
    const seen = new Set<string>();
    do seen.add((await reading.load()).hash);
    while (!over);
    await writes;
    const revisions = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => reading.load(number)));
    const known = new Set(revisions.map(({ hash }) => hash));
    expect(known.size).toBe(9);
    expect([...seen].filter((hash) => !known.has(hash))).toEqual([]);
  }, 120_000);
}
