import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { opened, readInputs } from './read-inputs';

const EXAMPLE = readFileSync('content/examples/mail-filter/headwater.yaml');

test('an archive is read file by file, each named by its place in it', async () => {
  const bytes = zipSync({ 'inventory/headwater.yaml': EXAMPLE, 'notes.txt': strToU8('hello') });
  const { reports, merge } = await readInputs(opened({ name: 'all.zip', bytes }), EMPTY_SNAPSHOT);
  expect(reports.map(({ file, error }) => [file, error === null])).toEqual([
    ['all.zip/inventory/headwater.yaml', true],
    ['all.zip/notes.txt', false],
  ]);
  expect(merge.operations.length).toBeGreaterThan(20);
});

test('an archive that leads out of its folder is one refused file, and nothing of it is read', async () => {
  const bytes = zipSync({ '../outside.yaml': EXAMPLE });
  const { reports, merge } = await readInputs(opened({ name: 'slip.zip', bytes }), EMPTY_SNAPSHOT);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.error).toContain('slip.zip');
  expect(merge.operations).toEqual([]);
});
