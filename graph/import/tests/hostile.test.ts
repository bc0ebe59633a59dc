import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asset } from '../../model/asset';
import { isGraphError } from '../../model/errors';
import { influence } from '../../model/influence';
import { EMPTY_SNAPSHOT } from '../../model/snapshot';
import { mergeProposals } from '../merge';
import { readInput } from '../read-file';
import { graphOf, haveShared, kindsOf, readShared, SHARED, sharedNote } from './shared-inputs';

/** A small generator with a seed (mulberry32), so that every run mutates alike. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NASTY = [
  'null',
  '[]',
  '{}',
  '""',
  '-1',
  '1e999',
  'true',
  '"\\u0000"',
  '"__proto__"',
  '[[[[',
  '"\\ud800"',
  '{"a":',
  '*',
  '&a',
  '---',
  '\u202e',
  '999999999999999999999',
  '0x',
];

/** One mutation of a text: cut, repeat, swap, overwrite, or put something nasty in place of a value. */
function mutate(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const length = 1 + Math.floor(next() * 40);
  const nasty = NASTY[Math.floor(next() * NASTY.length)] ?? '';
  switch (Math.floor(next() * 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + text.slice(at, at + length).repeat(3) + text.slice(at + length);
    case 3:
      return text.slice(0, at) + nasty + text.slice(at + length);
    case 4: {
      const values = [...text.matchAll(/: ?("[^"\n]{0,200}"|\d+|\[|\{|true|false|null)/g)];
      const value = values[Math.floor(next() * values.length)];
      return value
        ? `${text.slice(0, value.index)}: ${nasty}${text.slice(value.index + value[0].length)}`
        : text;
    }
    default:
      return text.slice(0, at) + String.fromCharCode(Math.floor(next() * 256)) + text.slice(at + 1);
  }
}

const files = haveShared
  ? readdirSync(SHARED, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('schemas') && entry.name !== 'INDEX.md')
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  : [];

describe.skipIf(!haveShared)(`all real files${sharedNote}`, () => {
  test('the whole folder is read at once, and again without any change', async () => {
    const folders = readdirSync(SHARED).filter((name) => name !== 'schemas' && !name.includes('.'));
    const { results, refused } = await readShared(...folders);
    const { graph, outcome } = graphOf(results);
    expect(results.length).toBeGreaterThan(70);
    expect(refused.map(({ name }) => name.split('/').at(-1)).sort()).toEqual([
      'conda.yaml',
      'conda.yaml',
      'experiment.json',
      'python_env.yaml',
      'python_env.yaml',
      'requirements.txt',
      'requirements.txt',
      'sample_invalid_card_data.md',
    ]);
    expect(kindsOf(graph)['model']).toBeGreaterThan(40);
    for (const record of graph.assets) expect(asset.safeParse(record).success, record.id).toBe(true);
    for (const record of graph.influences) expect(influence.safeParse(record).success, record.id).toBe(true);
    expect(outcome.operations).toHaveLength(
      graph.assets.length + graph.influences.length + graph.inputs.length,
    );
    expect(mergeProposals(graph, results).operations).toEqual([]);
  });

  test('1,500 seeded mutations: each is read whole or refused with a reason, none takes two seconds', async () => {
    const next = chance(20_260_302);
    const small = files.filter((file) => readFileSync(file).byteLength < 120_000);
    let refused = 0;
    let read = 0;
    for (let i = 0; i < 1500; i++) {
      const file = small[i % small.length] ?? '';
      let text = readFileSync(file, 'utf8');
      for (let j = 0; j <= next() * 3; j++) text = mutate(text, next);
      const name = file.slice(SHARED.length + 1);
      const start = performance.now();
      try {
        const result = await readInput({ name, bytes: new TextEncoder().encode(text) });
        mergeProposals(EMPTY_SNAPSHOT, [{ name, result }]);
        read++;
      } catch (error) {
        if (!isGraphError(error, 'invalid') || /could not be understood/.test(error.message))
          throw new Error(`mutation ${i} of ${name}: ${String(error)}`, { cause: error });
        refused++;
      }
      expect(performance.now() - start, `mutation ${i} of ${name}`).toBeLessThan(2000);
    }
    expect(refused).toBeGreaterThan(100);
    expect(read).toBeGreaterThan(300);
  }, 120_000);
});
