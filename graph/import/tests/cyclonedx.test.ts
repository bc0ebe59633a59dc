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
  ['spec-valid-formulation-1.6.json', {}, 0, []],
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
});
