import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readEdgeList, readEdgeListMeta } from './edge-list';

const folder = mkdtempSync(join(tmpdir(), 'edge-list-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (text: string, name = 'graph.tsv'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('edge list', () => {
  test('edges come in the order of the file, with or without a last line feed', () => {
    for (const text of ['0\t1\t0.5\n2\t0\t1', '0\t1\t0.5\r\n2\t0\t1.0\r\n', '\n0\t1\t5e-1\n\n2\t0\t1\n\n']) {
      const list = readEdgeList(fileOf(text), 3);
      expect([[...list.from], [...list.to], [...list.p]]).toEqual([
        [0, 2],
        [1, 0],
        [0.5, 1],
      ]);
    }
  });

  test('likelihoods are read within one unit in the last place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(0.1234567890123456)), {
          minLength: 1,
          maxLength: 50,
        }),
        (values) => {
          const list = readEdgeList(fileOf(values.map((p) => `0\t0\t${p}\n`).join('')), 1);
          expect(list.p.length).toBe(values.length);
          for (const [k, p] of values.entries()) {
            expect(Math.abs((list.p[k] ?? Number.NaN) - p)).toBeLessThanOrEqual(p * 2 ** -51);
          }
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  test('a file of several chunks loses no edge at the seams', () => {
    const edges = 400_000;
    const lines: string[] = [];
    for (let k = 0; k < edges; k++) lines.push(`${k}\t${edges - 1 - k}\t0.${String(k).padStart(9, '0')}5`);
    const list = readEdgeList(fileOf(lines.join('\n')), edges);
    expect(list.from.length).toBe(edges);
    for (let k = 0; k < edges; k++) {
      if (list.from[k] !== k || list.to[k] !== edges - 1 - k) throw new Error(`edge ${k} is wrong`);
    }
  });

  test.each([
    ['line 2', '0\t1\t0.5\n0\t9\t0.5\n'],
    ['line 1', '0\t1\t1.5\n'],
    ['line 1', '0\t1\tNaN\n'],
    ['line 1', '0\t1\t\n'],
    ['line 1', '0\t1\t0.\t\n'],
    ['line 1', '0\t1\n'],
    ['line 1', '0 1 0.5\n'],
    ['line 3', '0\t1\t0.5\n0\t1\t0.5\n-1\t1\t0.5\n'],
    ['line 1', '0\t1\t0.5\tmore\n'],
  ])('refused at %s', (at, text) => {
    expect(() => readEdgeList(fileOf(text), 3)).toThrow(at);
  });

  test('a file that is not there is named', () => {
    expect(() => readEdgeList(join(folder, 'none.tsv'), 3)).toThrow('none.tsv');
  });

  test.each([
    ['/n', { entries: [], targets: [] }],
    ['/targets/1', { n: 2, entries: [], targets: [0, 2] }],
    ['/entries/0/1', { n: 2, entries: [[0, 2]], targets: [] }],
  ])('a meta file is refused at %s', (at, meta) => {
    expect(() => readEdgeListMeta(fileOf(JSON.stringify(meta), 'm.meta.json'))).toThrow(at);
  });
});
