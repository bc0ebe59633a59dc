/** Broken content is refused whole, and the message names the file and what is wrong with it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentRoot } from './content-root';
import { loadCatalogue } from './load-catalogue';

const PARTS = ['catalogue.yaml', 'taxonomies', 'techniques', 'controls', 'priors', 'figures', 'crosswalks'];
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'));
  for (const part of PARTS) cpSync(join(contentRoot(), part), join(root, part), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const change = (file: string, edit: (text: string) => string) => {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
};

test('a copy of the content is the same catalogue', async () => {
  const [copy, shipped] = await Promise.all([loadCatalogue(root), loadCatalogue()]);
  expect(copy.hash).toBe(shipped.hash);
});

describe('a fault is named', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    ['cut JSON', 'priors/access.json', (text) => text.slice(0, 500), /access\.json is not JSON/],
    [
      'an unknown field',
      'priors/access.json',
      (text) => text.replace('"basis"', '"bases"'),
      /access\.json does not fit its shape/,
    ],
    [
      'high below low',
      'priors/access.json',
      (text) => text.replace('"low": 0.01', '"low": 0.9'),
      /low ≤ likely ≤ high/,
    ],
    [
      'a missing section',
      'techniques/AML.T0020.md',
      (text) => text.replace('## Summary', '## Sum'),
      /AML\.T0020\.md has no text under "## Summary"/,
    ],
    [
      'prose among list items',
      'techniques/AML.T0020.md',
      (text) => text.replace('\n- ', '\nAnd '),
      /is no list item/,
    ],
    [
      'an unknown influence',
      'controls/PC-04.md',
      (text) => text.replace('"ingests"', '"sniffs"'),
      /PC-04\.md does not fit its shape/,
    ],
    [
      'an id of no edition',
      'controls/PC-04.md',
      (text) => text.replace('AML.M0014', 'AML.M9914'),
      /AML\.M9914, which is in no taxonomy/,
    ],
    [
      'an enabler that claims effect',
      'controls/PC-01.md',
      (text) => text.replace('"high": 0}', '"high": 0.2}'),
      /reduces nothing and yet has an effectiveness/,
    ],
  ])('%s', async (_name, file, edit, message) => {
    change(file, edit);
    await expect(loadCatalogue(root)).rejects.toThrow(message);
  });

  test('and once it is mended the catalogue loads', async () => {
    const text = readFileSync(join(root, 'priors/access.json'), 'utf8');
    writeFileSync(join(root, 'priors/access.json'), '{');
    await expect(loadCatalogue(root)).rejects.toThrow(/not JSON/);
    writeFileSync(join(root, 'priors/access.json'), text);
    await expect(loadCatalogue(root)).resolves.toMatchObject({ version: expect.any(String) });
  });
});
