import { expect, test } from 'vitest';
import { assess } from '@/graph/exposure/assess';
import { DEFAULT_SETTINGS } from '@/graph/exposure/assessment';
import { canonical } from '@/graph/model/canonical';
import { drawnGraph } from '@/graph/model/drawn-graph';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { runTask } from './run-task';

const snapshot = drawnGraph(
  'source:web -supplies-> dataset:d\ndataset:d -trains-> model:m\nmodel:m -serves-> system:s',
);
const input = { workspace: 'w', snapshot, settings: DEFAULT_SETTINGS };

test('a task gives in its thread what it gives here, with progress, also when the thread is used again', async () => {
  const here = canonical(assess(snapshot, await loadCatalogue(), DEFAULT_SETTINGS));
  const steps: number[] = [];
  const first = await runTask('assess', input, { onProgress: (done) => steps.push(done) });
  const [second, third] = await Promise.all([runTask('assess', input), runTask('assess', input)]);
  expect(steps.length).toBeGreaterThan(3);
  expect([first, second, third].map((result) => canonical(result))).toEqual([here, here, here]);
});

test('a cancelled task ends with an error that says so, and the next one runs', async () => {
  const abort = new AbortController();
  const running = runTask('assess', input, { signal: abort.signal });
  abort.abort();
  await expect(running).rejects.toMatchObject({ code: 'unavailable', message: 'assess was cancelled' });
  expect((await runTask('assess', input)).targets).toHaveLength(1);
});

test('a task that fails says why, and the next one runs', async () => {
  const broken = { ...input, snapshot: { ...snapshot, influences: undefined as never } };
  await expect(runTask('assess', broken)).rejects.toThrow(/undefined/);
  expect((await runTask('assess', input)).targets).toHaveLength(1);
});
