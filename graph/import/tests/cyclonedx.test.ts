import { describe, expect, test } from 'vitest';
import { edgesOf, graphOf, haveShared, kindsOf, readShared, readText, sharedNote } from './shared-inputs';

const FILES: readonly [string, Record<string, number>, number, readonly string[]][] = [
  [
    'spec-valid-machine-learning-1.6.json',
    { model: 1, dataset: 1 },
    1,
    ['Training Data -trains-> stable-diffusion'],
  ],
  ['spec-valid-ml-considerations-env-1.7.json', { model: 1 }, 0, []],
  ['spec-valid-formulation-1.6.json', { pipeline: 2 }, 1, ['My workflow -runs-> fetch-repository']],
  ['spec-valid-component-data-1.6.json', { dataset: 1 }, 0, []],
  [
    'owasp-aibom-gen_llama-3.1-8b.cdx.json',
    { model: 1, dataset: 2 },
    2,
    ['an -trains-> Llama-3.1-8B-Instruct', 'for -trains-> Llama-3.1-8B-Instruct'],
  ],
  [
    'owasp-aibom-gen_minilm-l6-21-datasets.cdx.json',
    { model: 1, dataset: 21 },
    21,
    ['s2orc -trains-> all-MiniLM-L6-v2', 'wikihow -trains-> all-MiniLM-L6-v2'],
  ],
  [
    'aloha_distilbert.cdx.json',
    { model: 1, dataset: 2, party: 2 },
    4,
    [
      'bookcorpus -trains-> distilbert/distilbert-base-uncased',
      'wikipedia -trains-> distilbert/distilbert-base-uncased',
    ],
  ],
  ['hf-aibom-generator_bxf.cdx.json', { model: 1 }, 0, []],
  [
    'bom-examples_saasbom.json',
    { system: 5, dataset: 2 },
    6,
    ['API Gateway -invokes-> Acme Cloud Example', 'Postgres -ingests-> Microservice 1'],
  ],
];

describe.skipIf(!haveShared)(`real CycloneDX files${sharedNote}`, () => {
  test.each(FILES)('%s', async (file, kinds, influences, edges) => {
    const { results, refused } = await readShared(`cyclonedx/${file}`);
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual(kinds);
    expect(graph.influences).toHaveLength(influences);
    expect(edgesOf(graph)).toEqual(expect.arrayContaining([...edges]));
    expect(results[0]?.result.format).toMatch(/^cyclonedx-1\.[4-7]$/);
  });

  test('a trained-on statement is declared, its role unstated', async () => {
    const { graph } = graphOf((await readShared('cyclonedx/spec-valid-machine-learning-1.6.json')).results);
    expect(graph.influences[0]).toMatchObject({
      kind: 'trains',
      role: 'unstated',
      evidence: [{ basis: 'declared' }],
    });
  });

  test('no picture of 95 kB ends up in the graph', async () => {
    const { graph } = graphOf((await readShared('cyclonedx/spec-valid-machine-learning-1.6.json')).results);
    expect(JSON.stringify(graph).length).toBeLessThan(8_000);
  });

  test('names scraped from prose are inferred and warned of; the generator job is no system; dangling refs are told', async () => {
    const { results } = await readShared('cyclonedx/owasp-aibom-gen_llama-3.1-8b.cdx.json');
    const messages = results[0]?.result.warnings.map(({ message }) => message).join('\n');
    expect(messages).toContain('“for” is hardly the name of a dataset');
    expect(messages).toContain('job-2026-04-30-17:05:02');
    expect(messages).toContain('pkg:generic/meta-llama/Llama-3.1-8B-Instruct@0e9e39f2');
    const { graph } = graphOf(results);
    const dataset = graph.assets.find(({ name }) => name === 'for');
    expect(dataset?.evidence.map(({ basis }) => basis)).toEqual(['inferred']);
  });

  test('all together: every file keeps its models, and nothing collapses', async () => {
    const { results } = await readShared('cyclonedx');
    const { graph } = graphOf(results);
    expect(results).toHaveLength(9);
    expect(kindsOf(graph)).toMatchObject({ model: 6, dataset: 29, system: 5, party: 2 });
  });
});

const bom = (more: object): string => JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', ...more });

describe('CycloneDX', () => {
  test('an ancestor is the base of its model, ancestor data the source of its data', async () => {
    const text = bom({
      components: [
        {
          type: 'machine-learning-model',
          'bom-ref': 'm',
          name: 'support-bot',
          pedigree: {
            ancestors: [
              { type: 'machine-learning-model', name: 'base', purl: 'pkg:huggingface/org/base@main' },
            ],
          },
        },
        {
          type: 'data',
          'bom-ref': 'd',
          name: 'clean',
          pedigree: { ancestors: [{ type: 'data', name: 'raw' }] },
        },
      ],
    });
    const { graph } = graphOf([await readText('a.json', text)]);
    expect(edgesOf(graph)).toEqual(['base -base-of-> support-bot', 'raw -derives-> clean']);
    expect(graph.assets.map(({ id }) => id)).toContain('hub:org/base');
  });

  test('base models in properties and tags count', async () => {
    const text = bom({
      components: [
        {
          type: 'machine-learning-model',
          name: 'tuned',
          tags: ['base_model:adapter:org/base', 'lora'],
          properties: [{ name: 'ai:base_model', value: 'org/other' }],
        },
      ],
    });
    const { graph } = graphOf([await readText('a.json', text)]);
    expect(edgesOf(graph)).toEqual(['org/base -base-of-> tuned', 'org/other -base-of-> tuned']);
    expect(graph.assets.find(({ name }) => name === 'tuned')?.kind).toBe('adapter');
    expect(graph.influences.find(({ from }) => from === 'hub:org/base')?.relation).toBe('adapter');
  });

  test('a dependency runs from what is used to what uses it', async () => {
    const text = bom({
      components: [
        { type: 'application', 'bom-ref': 'app', name: 'app' },
        { type: 'machine-learning-model', 'bom-ref': 'm', name: 'm' },
        { type: 'data', 'bom-ref': 'd', name: 'd' },
      ],
      dependencies: [
        { ref: 'app', dependsOn: ['m'] },
        { ref: 'm', dependsOn: ['d', 'gone'] },
      ],
    });
    const read = await readText('a.json', text);
    const { graph } = graphOf([read]);
    expect(edgesOf(graph)).toEqual(['d -trains-> m', 'm -serves-> app']);
    expect(graph.influences.every(({ evidence }) => evidence[0]?.basis === 'inferred')).toBe(true);
    expect(read.result.warnings).toEqual([
      { at: '/dependencies/1/dependsOn/1', message: expect.stringContaining('“gone”') },
    ]);
  });

  test('one model seen twice by purl is one asset with both statements', async () => {
    const twice = [0, 1].map((index) => ({
      type: 'machine-learning-model',
      'bom-ref': `r${index}`,
      name: 'm',
      purl: 'pkg:huggingface/Org/M',
    }));
    const { graph } = graphOf([await readText('a.json', bom({ components: twice }))]);
    expect(graph.assets.map(({ id }) => id)).toEqual(['hub:org/m']);
    expect(new Set(graph.assets[0]?.evidence.map(({ at }) => at))).toEqual(
      new Set(['/components/0', '/components/1']),
    );
  });

  test('XML gives what JSON gives', async () => {
    const xml = `<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
  <metadata><component type="application" bom-ref="app"><name>Assistant</name></component></metadata>
  <components>
    <component type="machine-learning-model" bom-ref="m"><group>acme</group><name>chat</name><version>2</version>
      <hashes><hash alg="SHA-256">${'a'.repeat(64)}</hash></hashes><licenses><license><id>MIT</id></license></licenses>
      <pedigree><ancestors><component type="machine-learning-model"><name>base</name><purl>pkg:huggingface/org/base@abcdef1</purl></component></ancestors></pedigree>
      <modelCard><modelParameters><datasets><dataset><ref>d</ref></dataset></datasets></modelParameters></modelCard></component>
    <component type="data" bom-ref="d"><name>tickets</name></component>
  </components>
  <dependencies><dependency ref="app"><dependency ref="m"/></dependency></dependencies>
</bom>`;
    const json = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: { component: { type: 'application', 'bom-ref': 'app', name: 'Assistant' } },
      components: [
        {
          type: 'machine-learning-model',
          'bom-ref': 'm',
          group: 'acme',
          name: 'chat',
          version: '2',
          hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
          licenses: [{ license: { id: 'MIT' } }],
          pedigree: {
            ancestors: [
              { type: 'machine-learning-model', name: 'base', purl: 'pkg:huggingface/org/base@abcdef1' },
            ],
          },
          modelCard: { modelParameters: { datasets: [{ ref: 'd' }] } },
        },
        { type: 'data', 'bom-ref': 'd', name: 'tickets' },
      ],
      dependencies: [{ ref: 'app', dependsOn: ['m'] }],
    });
    const fromXml = graphOf([await readText('a', xml)]).graph;
    const fromJson = graphOf([await readText('a', json)]).graph;
    expect(edgesOf(fromXml)).toEqual([
      'base -base-of-> chat',
      'chat -serves-> Assistant',
      'tickets -trains-> chat',
    ]);
    expect(fromXml.assets).toEqual(fromJson.assets);
    expect(fromXml.influences).toEqual(fromJson.influences);
  });

  test('a document type is refused, so entities expand to nothing', async () => {
    const bomb =
      '<!DOCTYPE bom [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.5">&b;</bom>';
    await expect(readText('a.xml', bomb)).rejects.toThrow(/a document type stands here\. Remove it/);
    await expect(
      readText('a.xml', '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components>'),
    ).rejects.toThrow(/a\.xml, line 1, column \d+: this is not valid XML/);
    await expect(
      readText('a.xml', `<bom xmlns="http://cyclonedx.org/schema/bom/1.5">${'<a>'.repeat(100_000)}`),
    ).rejects.toThrow(/nested too deep/);
  });

  test('workflows take in and put out, services read what their flows name', async () => {
    const text = bom({
      components: [
        { type: 'machine-learning-model', 'bom-ref': 'm', name: 'm' },
        { type: 'data', 'bom-ref': 'd', name: 'd' },
      ],
      services: [
        {
          'bom-ref': 's',
          name: 'API',
          data: [
            { flow: 'inbound', classification: 'x', source: ['d'], destination: ['d', 'https://x.example'] },
          ],
        },
      ],
      formulation: [
        {
          workflows: [
            {
              'bom-ref': 'w',
              uid: 'w',
              name: 'train',
              taskTypes: ['build'],
              inputs: [
                { resource: { ref: 'd' } },
                { source: { externalReference: { url: 'https://crawl.example/a' } } },
              ],
              outputs: [{ resource: { ref: 'm' } }],
            },
          ],
        },
      ],
      compositions: [{ aggregate: 'complete', assemblies: ['m'] }],
    });
    const { graph } = graphOf([await readText('a.json', text)]);
    expect(edgesOf(graph)).toEqual([
      'API -writes-> d',
      'd -ingests-> API',
      'd -ingests-> train',
      'https://crawl.example/a -supplies-> train',
      'train -produces-> m',
    ]);
    expect(graph.assets.find(({ name }) => name === 'm')?.lineage).toBe('complete');
  });

  test('wrong types and empty entries are warned of, never fatal', async () => {
    const text = bom({
      components: [
        null,
        7,
        {
          type: 'machine-learning-model',
          name: 'm',
          hashes: 'x',
          modelCard: { modelParameters: { datasets: [null, { ref: 3 }, {}] } },
        },
      ],
      dependencies: { ref: 'a' },
      services: [{ name: null }],
    });
    const read = await readText('a.json', text);
    expect(graphOf([read]).graph.assets.map(({ name }) => name)).toEqual(['m']);
    expect(read.result.warnings.length).toBeGreaterThan(3);
  });

  test('a BOM whose components are no list is refused with the place', async () => {
    const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: 'none' });
    await expect(readText('a.json', text)).rejects.toMatchObject({
      code: 'invalid',
      details: [{ at: '/components' }],
    });
  });
});
