import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workspaceId } from '@/graph/model/ids';
import { runEditors } from '../contract/editors';
import { surviveKills } from '../contract/survival';
import { openDatabase } from '../open';

const folder = mkdtempSync(join(tmpdir(), 'headwater-survival-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A new file for every few kills keeps the check, which reads the whole journal, short.
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'ten kills at instants of seed %i lose no acknowledged write and halve none',
  async (seed) => {
    const location = { url: `sqlite:${join(folder, `kills-${seed}.db`)}` };
    const workspace = workspaceId.parse('survivor');
    const database = await openDatabase(location);
    await database.putWorkspace({ id: workspace, name: 'Survivor' });
    await database.close();
    const outcome = await surviveKills(location, workspace, { kills: 10, seed });
    expect(outcome.midway).toBeGreaterThan(0);
    expect(outcome.acknowledged).toBeGreaterThan(0);
  },
  600_000,
);

test('twenty editors with two hundred changes each lose none', async () => {
  const location = { url: `sqlite:${join(folder, 'editors.db')}` };
  const workspace = workspaceId.parse('editors');
  const connections = await Promise.all([1, 2, 3, 4].map(() => openDatabase(location)));
  await connections[0]?.putWorkspace({ id: workspace, name: 'Editors' });
  const plan = { editors: 20, changes: 200, assets: 50, seed: 20260101 };
  const outcome = await runEditors(connections, workspace, plan);
  expect(outcome).toMatchObject({ acknowledged: 4000 });
  expect(outcome.conflicts).toBeGreaterThan(0);
  for (const connection of connections) await connection.close();
}, 600_000);
