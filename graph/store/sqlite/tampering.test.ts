/** Whoever writes into the database file by other means is found out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { changeOf, dataset } from '../contract/changes';
import { openDatabase } from '../open';
import { verifyGraph } from '../verify';

const W = workspaceId.parse('w');
let folder = '';
let file = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-tampering-'));
  file = join(folder, 'headwater.db');
  const database = await openDatabase({ url: `sqlite:${file}` });
  await database.putWorkspace({ id: W, name: 'W' });
  const graph = await database.openGraph(W);
  await graph.apply(changeOf([dataset('a', 'A1'), dataset('b', 'B1')]), EMPTY_REVISION);
  await graph.apply(changeOf([dataset('a', 'A2')]), await graph.head());
  await graph.apply(changeOf([{ remove: 'asset', id: 'b' }]), await graph.head());
  await database.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function kindsAfter(statement: string): Promise<readonly string[]> {
  const raw = new Sqlite(file);
  if (statement !== '') expect(raw.prepare(statement).run().changes).toBeGreaterThan(0);
  raw.close();
  const database = await openDatabase({ url: `sqlite:${file}` });
  const faults = await verifyGraph(await database.openGraph(W));
  await database.close();
  return [...new Set(faults.map(({ kind }) => kind))];
}

describe('verifying a workspace', () => {
  test('an untouched one has no fault', async () => {
    expect(await kindsAfter('')).toEqual([]);
  });

  test.each([
    [
      'a record changed in place',
      "UPDATE records SET text = replace(text, 'A2', 'Forged') WHERE id = 'a'",
      'state',
    ],
    ['a record deleted', "DELETE FROM records WHERE id = 'a'", 'state'],
    [
      'a record slipped in',
      `INSERT INTO records SELECT workspace, type, 'x', revision, hash, replace(text, '"id":"a"', '"id":"x"') FROM records WHERE id = 'a'`,
      'state',
    ],
    ['an author changed', "UPDATE journal SET author = 'eve' WHERE revision = 2", 'content'],
    [
      'a past record changed',
      "UPDATE journal_operations SET operations = replace(operations, 'B1', 'B9') WHERE revision = 1",
      'content',
    ],
    ['the last entry cut off', 'UPDATE workspaces SET revision = 2', 'head'],
    [
      'operations moved to another entry',
      'UPDATE journal_operations SET revision = 2, part = 1 WHERE revision = 3',
      'content',
    ],
  ])('%s is found', async (_, statement, kind) => {
    expect(await kindsAfter(statement)).toContain(kind);
  });

  test('a journal with a hole is refused with the revision that is missing', async () => {
    await expect(kindsAfter('DELETE FROM journal WHERE revision = 2')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('lacks revision 2'),
    });
  });
});
