import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isGraphError } from '../../model/errors';
import { type CollectError, type CollectedFile, collectInputs } from '../collect';
import { readInput } from '../read-file';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const deepJson = `{"bomFormat":"CycloneDX","components":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
const bomb = [
  'schema: headwater/graph@1',
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
].join('\n');

const REFUSED: readonly [string, string, Uint8Array, RegExp][] = [
  [
    'an empty file',
    'empty.json',
    bytes(''),
    /^empty\.json: the file is empty\. Export or download it again\.$/,
  ],
  ['white space', 'blank.yaml', bytes(' \n\n\t'), /nothing but white space/],
  [
    'a damaged zip archive',
    'a.zip',
    new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
    /the archive is damaged|this archive is damaged/,
  ],
  [
    'random bytes',
    'a.bin',
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
    /looks like a binary file\. Headwater reads headwater\.yaml/,
  ],
  ['a pickle', 'model.pkl', new Uint8Array([0x80, 0x04, 0x95, 0, 0, 0]), /looks like a Python pickle/],
  [
    'JSON that ends in the middle',
    'a.json',
    bytes('{\n"bomFormat": "CycloneDX",\n"components": [{"type": "da'),
    /^a\.json, line 3, column \d+: the JSON ends in the middle\./,
  ],
  [
    'JSON with a fault',
    'a.json',
    bytes('{\n"bomFormat": "CycloneDX",\n"components": [}]\n}'),
    /^a\.json, line 3, column \d+: this is not valid JSON/,
  ],
  [
    '200,000 lists in each other',
    'deep.json',
    bytes(deepJson),
    /^deep\.json, line 1, column \d+: it is nested more than 64 levels deep/,
  ],
  ['200,000 open brackets', 'deep.json', bytes('['.repeat(200_000)), /nested more than 64 levels deep/],
  [
    '200,000 objects in each other',
    'deep.json',
    bytes('{"a":'.repeat(200_000)),
    /nested more than 64 levels deep/,
  ],
  [
    '200,000 YAML lists in each other',
    'deep.yaml',
    bytes(`a: ${'['.repeat(200_000)}`),
    /nested more than 64 levels deep/,
  ],
  [
    '200,000 YAML lists in each other, one per line',
    'deep.yaml',
    bytes(`a: ${'[\n'.repeat(200_000)}`),
    /nested more than 64 levels deep/,
  ],
  ['200,000 YAML dashes', 'deep.yaml', bytes('- '.repeat(200_000)), /nested more than 64 levels deep/],
  [
    'YAML indented ever deeper',
    'deep.yaml',
    bytes(Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    /nested more than 64 levels deep/,
  ],
  ['an alias bomb', 'bomb.yaml', bytes(bomb), /^bomb\.yaml: it expands more than 100 aliases/],
  [
    'YAML with a tab',
    'a.yaml',
    bytes('schema: headwater/graph@1\nassets:\n\tone: x\n'),
    /^a\.yaml, line 3, column \d+: this is not valid YAML/,
  ],
  [
    'JSON of another kind',
    'a.json',
    bytes('{"hello": 1, "world": 2}'),
    /its format is not known: it looks like JSON with the keys “hello”, “world”\. Headwater reads headwater\.yaml/,
  ],
  ['two million spaces before a word', 'a.txt', bytes(`${' '.repeat(2_000_000)}a: 1`), /./],
  [
    'comments and spaces without end',
    'a.txt',
    bytes(`# a\n${' '.repeat(1_000_000)}b${' '.repeat(1_000_000)}`),
    /looks like plain text/,
  ],
  ['a list of numbers', 'a.json', bytes('[1, 2, 3]'), /looks like JSON: a list of 3/],
  ['prose', 'a.txt', bytes('Dear auditor, all is well.'), /looks like plain text/],
  ['a web page', 'a.html', bytes('<!doctype html><p>hi'), /looks like XML or HTML/],
  [
    'a YAML anchor to itself',
    'a.yaml',
    bytes('schema: headwater/graph@1\nassets: &a\n  one: *a\n'),
    /a\.yaml/,
  ],
];

describe('files that are refused', () => {
  test.each(REFUSED)('%s: file, place and remedy within two seconds', async (_, name, content, expected) => {
    const start = performance.now();
    const error = await readInput({ name, bytes: content }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(performance.now() - start).toBeLessThan(2000);
    expect(isGraphError(error, 'invalid')).toBe(true);
    expect(error instanceof Error && error.message).toMatch(expected);
  });

  test('keys that reach for the prototype stay keys', async () => {
    const text =
      '{"bomFormat":"CycloneDX","specVersion":"1.6","__proto__":{"polluted":1},"components":[{"type":"data","name":"d","__proto__":{"x":1},"data":[{"name":"d","contents":{"properties":[{"name":"__proto__","value":"x"},{"name":"ok","value":"y"}]}}]}]}';
    const { proposal } = await readInput({ name: 'a.json', bytes: bytes(text) });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(proposal.assets[0]?.evidence.flatMap(({ says }) => Object.keys(says.properties ?? {}))).toEqual([
      'ok',
    ]);
  });

  test('control characters, lone surrogates and over-long text never reach the graph', async () => {
    const name = `na\u0000me\u202e\ud800 ${'x'.repeat(5000)}`;
    const { proposal } = await readInput({
      name: 'a.json',
      bytes: bytes(
        JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'data', name }] }),
      ),
    });
    const said = proposal.assets[0]?.evidence[0]?.says.name ?? '';
    expect(said.startsWith('name xxx')).toBe(true);
    expect(said.length).toBeLessThanOrEqual(500);
  });

  test('a string of 20 million characters is no trouble', async () => {
    const picture = 'x'.repeat(20_000_000);
    const escaped = '\\n'.repeat(2_000_000);
    const text = `{"bomFormat":"CycloneDX","specVersion":"1.6","a":"${picture}","b":"${escaped}","components":[{"type":"data","name":"d"}]}`;
    const { proposal } = await readInput({ name: 'a.json', bytes: bytes(text) });
    expect(proposal.assets).toHaveLength(1);
    const yaml = `schema: headwater/graph@1\ndescription: "${'x'.repeat(5_000)}"\nassets: { d: { kind: dataset } }\n# ${'[{"'.repeat(500_000)}`;
    await expect(readInput({ name: 'a.yaml', bytes: bytes(yaml) })).resolves.toMatchObject({
      format: 'headwater/graph@1',
    });
  });

  test('warnings are counted beyond the first 499', async () => {
    const components = Array.from({ length: 2000 }, () => null);
    const { warnings } = await readInput({
      name: 'a.json',
      bytes: bytes(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components })),
    });
    expect(warnings).toHaveLength(500);
    expect(warnings.at(-1)?.message).toMatch(/^\d+ more warnings/);
  });
});

describe('collecting files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headwater-collect-'));
    await mkdir(join(folder, 'in', 'deep', 'er'), { recursive: true });
    await mkdir(join(folder, 'in', 'node_modules'));
    for (const name of [
      'b.json',
      'a.json',
      'deep/c.json',
      'deep/er/d.json',
      'node_modules/e.json',
      '.hidden',
    ])
      await writeFile(join(folder, 'in', name), '{}');
    await symlink(join(folder, 'in'), join(folder, 'in', 'loop'));
    await symlink('/etc/hostname', join(folder, 'in', 'elsewhere'));
    const huge = await open(join(folder, 'huge.json'), 'w');
    await huge.truncate(1024 ** 3);
    await huge.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  const collect = async (
    paths: readonly string[],
    limits = {},
  ): Promise<(CollectedFile | CollectError)[]> => {
    const all: (CollectedFile | CollectError)[] = [];
    for await (const item of collectInputs(paths, limits)) all.push(item);
    return all;
  };

  test('a folder gives its files sorted, by names below it, links and hidden files left alone', async () => {
    const names = (await collect([join(folder, 'in')])).map(({ name }) => name);
    expect(names).toEqual(['in/a.json', 'in/b.json', 'in/deep/c.json', 'in/deep/er/d.json']);
  });

  test('single values of an MLflow run are not taken for inventories', async () => {
    await mkdir(join(folder, 'mlruns', '1', 'r1', 'params'), { recursive: true });
    await writeFile(join(folder, 'mlruns', '1', 'r1', 'meta.yaml'), 'run_id: r1');
    await writeFile(join(folder, 'mlruns', '1', 'r1', 'params', 'alpha'), '0.5');
    expect((await collect([join(folder, 'mlruns')])).map(({ name }) => name)).toEqual([
      'mlruns/1/r1/meta.yaml',
    ]);
  });

  test('a file of 1 GB is refused before it is read', async () => {
    const start = performance.now();
    const [item] = await collect([join(folder, 'huge.json')]);
    expect(performance.now() - start).toBeLessThan(500);
    expect(item).toMatchObject({
      name: 'huge.json',
      named: true,
      error: expect.stringMatching(/the file has 1\.0 GB; 200 MB is the limit/),
    });
  });

  test('what is not there is told', async () => {
    expect(await collect([join(folder, 'nowhere.json')])).toEqual([
      { name: 'nowhere.json', named: true, error: expect.stringContaining('no such file or folder') },
    ]);
  });

  test('too many files and too deep folders are told', async () => {
    const counted = await collect([join(folder, 'in')], { files: 2 });
    expect(counted.at(-1)).toMatchObject({ error: expect.stringContaining('more than 2 files') });
    const shallow = await collect([join(folder, 'in')], { folderDepth: 1 });
    expect(shallow.at(-1)).toMatchObject({
      name: 'in/deep/er',
      error: expect.stringContaining('nested more than 1 deep'),
    });
  });

  test('files of one name in two folders keep two names', async () => {
    const names = (
      await collect([join(folder, 'in', 'a.json'), join(folder, 'in', 'deep'), join(folder, 'in')])
    ).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
