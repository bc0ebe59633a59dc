import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from './main';

const folder = mkdtempSync(join(tmpdir(), 'exposure-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = '';
  let err = '';
  const code = await main(['exposure', ...args], {
    stdout: (data) => {
      out += String(data);
    },
    stderr: (text) => {
      err += text;
    },
    isScreen: false,
  });
  return { code, out, err };
};

const model = {
  nodes: [{ id: 's' }, { id: 'a' }, { id: 't' }],
  edges: [
    { id: 'e0', from: 's', to: 'a', p: 0.8, controls: ['sign'] },
    { id: 'e1', from: 'a', to: 't', p: 0.8, controls: ['sign'] },
  ],
  controls: [{ id: 'sign', effectiveness: 0.9, mode: 'common' }],
  entries: [{ node: 's', access: 1 }],
  targets: [{ node: 't', impact: 2 }],
};

describe('headwater exposure', () => {
  test('[I4] a graph is answered as one JSON document', async () => {
    const { code, out, err } = await run(file('graph.json', JSON.stringify(model)), '--json', '--top', '1');
    expect([code, err]).toEqual([0, '']);
    const result = JSON.parse(out);
    expect(result.schema).toBe('headwater/exposure@1');
    expect(result.targets[0].reach.kind).toBe('exact');
    expect(result.targets[0].reach.value).toBeCloseTo(0.064, 14);
    expect(result.targets[0].paths).toHaveLength(1);
    expect(result.controls[0].removed.expectedLoss).toBeCloseTo(1.28, 14);
  });

  test('a byte order mark is no obstacle', async () => {
    expect((await run(file('bom.json', `\uFEFF${JSON.stringify(model)}`))).code).toBe(0);
  });

  test('without --json the answer is for people, and every number says how it is known', async () => {
    const { code, out } = await run(file('graph.json', JSON.stringify(model)));
    expect(code).toBe(0);
    expect(out).toContain('t  0.064 exact');
    expect(out).toContain('s → a → t');
  });

  test.each<[string, string, string]>([
    ['an unknown id', JSON.stringify({ ...model, targets: [{ node: 'x', impact: 1 }] }), '/targets/0/node'],
    [
      'a likelihood above 1',
      JSON.stringify({ ...model, entries: [{ node: 's', access: 1.1 }] }),
      '/entries/0/access',
    ],
    ['NaN', JSON.stringify(model).replace('0.8', 'NaN'), '/edges/0/p'],
    ['Infinity', JSON.stringify(model).replace('"access":1', '"access":-Infinity'), '/entries/0/access'],
    ['NaN where nobody looks', JSON.stringify({ ...model, note: 0.123 }).replace('0.123', 'NaN'), 'not JSON'],
    ['half a file', '{"nodes": [', 'not JSON'],
    ['nothing', '', 'not JSON'],
  ])('[I4] %s is refused with exit code 3 and its place', async (_, content, place) => {
    const { code, out, err } = await run(file('bad.json', content), '--json');
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(place);
  });

  test('[I4] a file that is not there is exit code 3 and named', async () => {
    const { code, err } = await run(join(folder, 'none.json'));
    expect(code).toBe(3);
    expect(err).toContain('none.json');
  });

  test.each([
    [[]],
    [['a.json', 'b.json']],
    [['a.json', '--top', 'many']],
    [['--edges', 'x.tsv']],
    [['a.json', '--nonsense']],
  ])('[I4] wrong usage is exit code 2: %j', async (args) => {
    expect((await run(...args)).code).toBe(2);
  });

  test('a large graph is answered in sums and timings', async () => {
    const edges = file('g.tsv', '0\t1\t0.5\n1\t2\t0.5\n0\t2\t0.1\n2\t3\t1\n3\t2\t1\n');
    const meta = file(
      'g.meta.json',
      JSON.stringify({
        n: 5,
        entries: [[0, 0.5]],
        targets: [2, 3, 4],
        topkTargets: [2],
        blastAssets: [0, 3, 4],
      }),
    );
    const { code, out } = await run('--edges', edges, '--meta', meta, '--timings');
    const { timings, checks, peakRssMb } = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(timings)).toEqual(['load', 'build', 'bestPass', 'topPaths', 'noisyOr', 'blast']);
    expect(peakRssMb).toBeGreaterThan(10);
    expect(checks.reachedTargets).toBe(2);
    expect(checks.sumBest).toBeCloseTo(0.25, 12);
    expect(checks.sumTopPaths).toBeCloseTo(0.125 + 0.05, 12);
    expect(checks.sumBlast).toBe(3 + 1 + 0);
    // The echo 2 ⇄ 3 is certain, so the plain bound of both is 1: 2 hears itself over 3.
    expect(checks.sumNoisyOr).toBeCloseTo(2, 6);
  });
});
