import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { edgesOf, graphOf, readText } from '../import/tests/shared-inputs';
import { writeCycloneDx } from './cyclonedx';

const example = readFileSync(
  join(process.cwd(), 'content', 'schemas', 'headwater-graph@1.example.yaml'),
  'utf8',
);
const schemas = join(process.cwd(), '..', 'shared', 'inputs', 'schemas');
const haveSchemas = existsSync(schemas);

const graphWithEverything = async () => {
  const more = `schema: headwater/graph@1
assets:
  hub:org/base: { kind: model, version: abcdef12, location: https://huggingface.co/org/base, licence: mit, facts: { origin: outside } }
  tuned:
    kind: model
    digests: [sha256:${'a'.repeat(64)}]
    lineage: partial
    tags: [nlp]
    from: { base-of: hub:org/base, trains: corpus }
  corpus: { kind: dataset, from: { derives: crawl } }
  crawl: { kind: dataset, lineage: unknown }
  app: { kind: system, from: { serves: tuned } }
  web: { kind: source, from: {} }
influences:
  - { from: web, kind: supplies, to: crawl }
`;
  return graphOf([await readText('example.yaml', example), await readText('more.yaml', more)]).graph;
};

test.skipIf(!haveSchemas).each(['1.6', '1.7'] as const)(
  `the export of %s is schema-valid${haveSchemas ? '' : ' (skipped: ../shared/inputs/schemas is absent)'}`,
  async (version) => {
    const ajv = new Ajv({ strict: false, allErrors: false });
    addFormats['default'](ajv);
    ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/);
    ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
    const load = (name: string): object => JSON.parse(readFileSync(join(schemas, name), 'utf8')) as object;
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
      ajv.addSchema(load(`cyclonedx-ref-${name}.schema.json`));
    const validate = ajv.compile(load(`cyclonedx-bom-${version}.schema.json`));
    const { text } = writeCycloneDx(await graphWithEverything(), {
      version,
      timestamp: '2026-01-01T00:00:00Z',
    });
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
    expect(
      validate({ bomFormat: 'CycloneDX', specVersion: version, components: [{ type: 'nonsense' }] }),
    ).toBe(false);
  },
);

test('reading the export again finds the same assets and the influences that the format holds', async () => {
  const graph = await graphWithEverything();
  const { text, leftOut } = writeCycloneDx(graph, { version: '1.6' });
  const back = graphOf([await readText('bom.json', text)]).graph;
  const held = graph.assets.filter(({ kind }) => !['party', 'source'].includes(kind));
  expect(back.assets.map(({ id, kind, name }) => [id, kind, name])).toEqual(
    held.map(({ id, kind, name }) => [id, kind, name]),
  );
  const lost = leftOut.flatMap((line) => /^influence (\S+):/.exec(line)?.[1] ?? []);
  expect(edgesOf(back)).toEqual(
    edgesOf({ ...graph, influences: graph.influences.filter(({ id }) => !lost.includes(id)) }),
  );
});

test('what the format cannot hold is listed', async () => {
  const { leftOut } = writeCycloneDx(await graphWithEverything(), { version: '1.7' });
  expect(leftOut).toEqual(
    expect.arrayContaining([
      'asset web: CycloneDX has no place for a source',
      'influence supplies:web>crawl: CycloneDX has no place for “supplies” from a source to a dataset',
      expect.stringMatching(/^control PC-43@spam-flags/),
    ]),
  );
});

test('the same graph gives the same bytes', async () => {
  const graph = await graphWithEverything();
  expect(writeCycloneDx(graph, { version: '1.6' })).toEqual(writeCycloneDx(graph, { version: '1.6' }));
});
