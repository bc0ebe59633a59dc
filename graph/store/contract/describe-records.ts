/** The contract of the records outside the graph: compare-and-swap, order, types apart. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Ground } from './describe-store';

export function describeRecords(ground: Ground): void {
  const records = () => ground.database().records;
  const freshType = () => `type-${randomUUID()}`;

  describe('kept records', () => {
    test('a record is written, found, rewritten under its version and removed', async () => {
      const type = freshType();
      expect(await records().find(type, 'a')).toBeUndefined();
      expect(await records().put(type, 'a', { n: 1, list: ['x', null] }, 0)).toEqual({
        id: 'a',
        version: 1,
        value: { n: 1, list: ['x', null] },
      });
      expect(await records().put(type, 'a', { n: 2 }, 1)).toMatchObject({ version: 2 });
      expect(await records().find(type, 'a')).toEqual({ id: 'a', version: 2, value: { n: 2 } });
      await records().remove(type, 'a');
      await records().remove(type, 'a');
      expect(await records().find(type, 'a')).toBeUndefined();
    });

    test('a write on another version than the stored one is a conflict and writes nothing', async () => {
      const type = freshType();
      await records().put(type, 'a', 'first', 0);
      for (const expected of [0, 2]) {
        await expect(records().put(type, 'a', 'second', expected)).rejects.toMatchObject({
          code: 'conflict',
        });
      }
      await expect(records().put(type, 'b', 'second', 1)).rejects.toMatchObject({ code: 'conflict' });
      expect(await records().list(type)).toEqual([{ id: 'a', version: 1, value: 'first' }]);
    });

    test('of many writers on one version exactly one wins, on several connections', async () => {
      const type = freshType();
      await records().put(type, 'lease', 'nobody', 0);
      const connections = await Promise.all([0, 1, 2, 3].map(() => ground.again()));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) => {
          const connection = connections[i % connections.length] ?? ground.database();
          return connection.records.put(type, 'lease', `writer ${i}`, 1);
        }),
      );
      const won = outcomes.filter(({ status }) => status === 'fulfilled');
      const lost = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost).toHaveLength(19);
      for (const reason of lost) expect(reason).toMatchObject({ code: 'conflict' });
      expect(await records().find(type, 'lease')).toMatchObject({ version: 2 });
    });

    test('of many who create one record exactly one does', async () => {
      const type = freshType();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => records().put(type, 'only', i, 0)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await records().find(type, 'only')).toMatchObject({ version: 1 });
    });

    test('a list is in id order, in pages, and holds no other type', async () => {
      const [type, decoy] = [freshType(), freshType()];
      for (const id of ['c', 'a', 'd', 'b']) await records().put(type, id, id, 0);
      await records().put(decoy, 'aa', 'decoy', 0);
      expect((await records().list(type)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
      expect((await records().list(type, { limit: 2 })).map(({ id }) => id)).toEqual(['a', 'b']);
      expect((await records().list(type, { after: 'b', limit: 5 })).map(({ id }) => id)).toEqual(['c', 'd']);
    });
  });
}
