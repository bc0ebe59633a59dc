/** The contract under concurrency, small enough for every run; the long series is a slow test. */
import { describe, expect, test } from 'vitest';
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
}
