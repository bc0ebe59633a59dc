import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settleAsset } from '../../model/asset';
import { violationsIn } from '../../model/change-rules';
import { assetId } from '../../model/ids';
import { applyTo, EMPTY_SNAPSHOT, makeSnapshot, type Snapshot } from '../../model/snapshot';
import { idFromKeys } from '../identity';
import { mergeProposals, type NamedResult } from '../merge';
import { graphOf, readText } from './shared-inputs';

const SEED = 20_260_301;

const bom = (more: object): string => JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', ...more });

/** A graph as plain data under ids that depend on nothing but its identities, inputs left aside. */
function shape(graph: Snapshot): unknown {
  const names = new Map(
    graph.assets.map(({ id, identities }) => [id as string, idFromKeys(identities) as string]),
  );
  const of = (id: string): string => names.get(id) ?? id;
  return {
    assets: graph.assets
      .map((asset) => ({ ...asset, id: of(asset.id) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    influences: graph.influences
      .map(({ id: _, from, to, ...rest }) => ({ ...rest, from: of(from), to: of(to) }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    controls: graph.controls.length,
  };
}

const apply = (graph: Snapshot, results: readonly NamedResult[]): Snapshot => {
  const { operations } = mergeProposals(graph, results);
  const violations = violationsIn(operations, {
    assetKinds: new Map(graph.assets.map(({ id, kind }) => [id, kind])),
    influences: new Set(graph.influences.map(({ id }) => id)),
    dependants: new Map(
      graph.assets.map(({ id }) => [
        id,
        graph.influences.filter(({ from, to }) => from === id || to === id).map((i) => i.id as string),
      ]),
    ),
  });
  expect(violations).toEqual([]);
  return applyTo(graph, operations);
};

/** Small files over few names, so that they overlap in every way. */
const name = fc.constantFrom('org/a', 'org/b', 'org/c', 'other/a', 'bare');
const cardText = fc
  .record({
    bases: fc.uniqueArray(name, { maxLength: 2 }),
    data: fc.uniqueArray(name, { maxLength: 3 }),
    tag: fc.constantFrom('lora', 'gguf', 'x'),
    own: name,
  })
  .map(({ bases, data, tag, own }) =>
    [
      '---',
      `tags: [${tag}]`,
      `base_model: [${bases.join(', ')}]`,
      `datasets: [${data.join(', ')}]`,
      '---',
      `# ${own.split('/').at(-1)}`,
      `https://huggingface.co/${own}`,
    ].join('\n'),
  );
const bomText = fc
  .array(
    fc.record({
      own: name,
      type: fc.constantFrom('machine-learning-model', 'data'),
      version: fc.constantFrom('1', 'abcdef1234'),
      after: fc.nat(3),
      hash: fc.constantFrom('', 'aa'.repeat(32), 'bb'.repeat(32)),
    }),
    { maxLength: 4 },
  )
  .map((items) =>
    bom({
      components: items.map(({ own, type, version, hash }, index) => ({
        type,
        'bom-ref': `r${index}`,
        name: own.split('/').at(-1),
        purl: `pkg:huggingface/${type === 'data' ? 'datasets/' : ''}${own}@${version}`,
        ...(hash && { hashes: [{ alg: 'SHA-256', content: hash }] }),
      })),
      dependencies: items.map(({ after }, index) => ({ ref: `r${index}`, dependsOn: [`r${after}`] })),
    }),
  );

const files = fc.array(fc.oneof(cardText, bomText), { minLength: 1, maxLength: 5 });
const read = (texts: readonly string[]): Promise<NamedResult[]> =>
  Promise.all(texts.map((text, index) => readText(`file-${index}`, text)));

describe('merging', () => {
  test('files one by one, in any order, or together give the same graph', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (texts, chance) => {
        const results = await read(texts);
        const shuffled = results
          .map((result) => ({ result, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ result }) => result);
        const together = apply(EMPTY_SNAPSHOT, results);
        expect(apply(EMPTY_SNAPSHOT, shuffled)).toEqual(together);
        const oneByOne = shuffled.reduce((graph, result) => apply(graph, [result]), EMPTY_SNAPSHOT);
        expect(shape(oneByOne)).toEqual(shape(together));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('importing again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        const results = await read(texts);
        const graph = apply(EMPTY_SNAPSHOT, results);
        const again = mergeProposals(graph, results);
        expect(again.operations).toEqual([]);
        expect(again.noLongerReported).toEqual([]);
        for (const result of results) expect(mergeProposals(graph, [result]).operations).toEqual([]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test('two assets that a third file shows to be one become one, with all that hangs on them', async () => {
    const hub = await readText('card.md', '---\nbase_model: org/base\n---\n# x');
    const digest = await readText(
      'a.json',
      bom({
        components: [
          {
            type: 'machine-learning-model',
            name: 'm',
            hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
          },
        ],
        services: [{ 'bom-ref': 's', name: 's' }],
      }),
    );
    const both = await readText(
      'b.json',
      bom({
        components: [
          {
            type: 'machine-learning-model',
            name: 'm',
            purl: 'pkg:huggingface/org/base',
            hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
          },
        ],
      }),
    );
    const apart = apply(apply(EMPTY_SNAPSHOT, [hub]), [digest]);
    expect(apart.assets.filter(({ kind }) => kind === 'model')).toHaveLength(3);
    const joined = apply(apart, [both]);
    expect(joined.assets.filter(({ kind }) => kind === 'model')).toHaveLength(2);
    expect(shape(joined)).toEqual(shape(graphOf([hub, digest, both]).graph));
  });

  test('a newer file of the same name replaces what that name said, and only that', async () => {
    const first = await readText(
      'bom.json',
      bom({
        components: [
          {
            type: 'machine-learning-model',
            name: 'm',
            purl: 'pkg:huggingface/org/m',
            version: '1',
            description: 'old',
          },
        ],
      }),
    );
    const other = await readText('card.md', '---\nbase_model: org/m\n---\n# x');
    const second = await readText(
      'bom.json',
      bom({
        components: [
          { type: 'machine-learning-model', name: 'm', purl: 'pkg:huggingface/org/m', version: '2' },
        ],
      }),
    );
    const graph = apply(apply(EMPTY_SNAPSHOT, [first, other]), [second]);
    const model = graph.assets.find(({ id }) => id === 'hub:org/m');
    expect(model).toMatchObject({ version: '2' });
    expect(model?.description).toBeUndefined();
    expect(model?.evidence.map(({ source }) => source)).toContain('file:card.md');
    expect(shape(graph)).toEqual(shape(graphOf([second, other]).graph));
  });

  test('what a newer file no longer mentions is told, not removed', async () => {
    const first = await readText(
      'bom.json',
      bom({
        components: [
          { type: 'data', name: 'gone' },
          { type: 'data', name: 'stays' },
        ],
      }),
    );
    const second = await readText('bom.json', bom({ components: [{ type: 'data', name: 'stays' }] }));
    const graph = apply(EMPTY_SNAPSHOT, [first]);
    const { operations, noLongerReported } = mergeProposals(graph, [second]);
    expect(noLongerReported).toEqual([
      { id: 'file:bom.json#dataset:/gone', type: 'asset', files: ['bom.json'] },
    ]);
    expect(operations.map(({ op, type }) => `${op} ${type}`)).toEqual(['put asset', 'put input']);
    expect(applyTo(graph, operations).assets).toHaveLength(2);
  });

  test('what a person said stands, and the conflict is shown side by side', async () => {
    const first = await readText(
      'bom.json',
      bom({
        components: [
          { type: 'machine-learning-model', name: 'm', purl: 'pkg:huggingface/org/m', version: '1' },
        ],
      }),
    );
    const graph = apply(EMPTY_SNAPSHOT, [first]);
    const [model] = graph.assets;
    const edited = settleAsset(model!.id, model!.identities, [
      ...model!.evidence,
      { source: 'person:ada', at: 'version', basis: 'confirmed', says: { version: 'seven', owner: 'Ada' } },
    ]);
    const base = makeSnapshot({ asset: [edited], input: graph.inputs });
    const newer = await readText(
      'bom.json',
      bom({
        components: [
          {
            type: 'machine-learning-model',
            name: 'm',
            purl: 'pkg:huggingface/org/m',
            version: '2',
            description: 'new',
          },
        ],
      }),
    );
    const { operations, conflicts } = mergeProposals(base, [newer]);
    expect(applyTo(base, operations).assets[0]).toMatchObject({
      version: 'seven',
      owner: 'Ada',
      description: 'new',
    });
    expect(conflicts).toEqual([
      expect.objectContaining({
        type: 'field',
        field: 'version',
        person: true,
        settled: 'seven',
        statements: [
          expect.objectContaining({ source: 'person:ada' }),
          expect.objectContaining({ value: '2' }),
        ],
      }),
    ]);
  });

  test('bare and full hub names are only suggested to be one', async () => {
    const { graph, outcome } = graphOf([
      await readText('a.md', '---\nlicense: mit\ndatasets: [squad]\n---\n# a'),
      await readText('b.md', '---\nlicense: mit\ndatasets: [rajpurkar/squad]\n---\n# b'),
    ]);
    expect(graph.assets.filter(({ kind }) => kind === 'dataset')).toHaveLength(2);
    expect(outcome.suggestedMerges).toEqual([
      { into: 'hub:datasets/rajpurkar/squad', from: 'hub:datasets/squad', because: 'bare-hub-name' },
    ]);
  });

  test('two ids given by people stay two assets, and it is told', async () => {
    const yaml = (id: string): string =>
      `schema: headwater/graph@1\nassets:\n  ${id}:\n    kind: model\n    identities: [hub:org/m]\n`;
    const { graph, outcome } = graphOf([
      await readText('a.yaml', yaml('one')),
      await readText('b.yaml', yaml('two')),
    ]);
    expect(graph.assets.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(outcome.conflicts).toContainEqual({ type: 'identity', key: 'hub:org/m', ids: ['one', 'two'] });
  });

  test('an id given by a person names the asset that other files know by key', async () => {
    const yaml =
      'schema: headwater/graph@1\nassets:\n  our-model:\n    kind: model\n    identities: [hub:Org/M]\n';
    const { graph } = graphOf([
      await readText('a.md', '---\nbase_model: org/m\n---\n# a'),
      await readText('b.yaml', yaml),
    ]);
    expect(graph.assets.map(({ id }) => id)).toContain(assetId.parse('our-model'));
    expect(graph.assets).toHaveLength(2);
  });

  test('an influence that may not join its ends is left out with a warning, never written', async () => {
    const yaml =
      'schema: headwater/graph@1\nassets:\n  d: { kind: dataset }\n  s: { kind: system, from: { serves: d } }\ncontrols:\n  - { control: PC-11, on: "serves:d>s", status: planned }\n';
    const read = await readText('a.yaml', yaml);
    const { graph, outcome } = graphOf([read]);
    expect(graph.influences).toEqual([]);
    expect(graph.controls).toEqual([]);
    expect(outcome.perFile[0]?.warnings).toEqual([
      { at: 'line 4', message: expect.stringContaining('between these two stand') },
      { at: 'line 6', message: expect.stringContaining('left out') },
    ]);
  });

  test('two files of one name in one run are refused', async () => {
    const read = await readText('a.md', '---\nlicense: mit\n---\n# a');
    expect(() => mergeProposals(EMPTY_SNAPSHOT, [read, read])).toThrow(/Two files are called a\.md/);
  });
});
