import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { writeHeadwaterJson, writeHeadwaterYaml } from '../../export/headwater-yaml';
import { settleAsset } from '../../model/asset';
import { isGraphError } from '../../model/errors';
import { applyTo, EMPTY_SNAPSHOT, makeSnapshot, type Snapshot } from '../../model/snapshot';
import { headwaterJsonSchema } from '../headwater-format';
import { mergeProposals } from '../merge';
import { edgesOf, graphOf, haveShared, kindsOf, readShared, readText, sharedNote } from './shared-inputs';

const schemas = join(process.cwd(), 'content', 'schemas');
const published: unknown = JSON.parse(readFileSync(join(schemas, 'headwater-graph@1.schema.json'), 'utf8'));
const example = readFileSync(join(schemas, 'headwater-graph@1.example.yaml'), 'utf8');

const message = async (text: string, name = 'mine.yaml'): Promise<string> => {
  try {
    await readText(name, text);
  } catch (error) {
    if (isGraphError(error, 'invalid')) return error.message;
    throw error;
  }
  return 'nothing was refused';
};

const yaml = (rest: string): string => `schema: headwater/graph@1\n${rest}`;

describe('headwater/graph@1', () => {
  test('the published JSON Schema is the one the reader keeps', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(headwaterJsonSchema())));
  });

  test('the example is valid by the JSON Schema and reads as the story it tells', async () => {
    const read = await readText('example.yaml', example);
    const { graph } = graphOf([read]);
    expect(read.result.warnings).toEqual([]);
    expect(kindsOf(graph)).toEqual({ party: 1, feedback: 1, dataset: 1, model: 2, pipeline: 1, system: 1 });
    expect(edgesOf(graph)).toEqual([
      'DistilBERT base -base-of-> Nightly retraining',
      'Flags set by users -derives-> Nightly training sample',
      'Mailbox users -feeds-back-> Flags set by users',
      'Nightly retraining -produces-> Spam filter',
      'Nightly training sample -ingests-> Nightly retraining',
      'Nightly training sample -tunes-> Spam filter',
      'Spam filter -serves-> Webmail',
      'Webmail -feeds-back-> Flags set by users',
    ]);
    expect(graph.controls.map(({ id }) => id)).toEqual([
      'PC-08@derives:spam-flags>nightly-sample',
      'PC-43@spam-flags',
    ]);
    expect(graph.estimates[0]).toMatchObject({
      quantity: 'transfer',
      value: { low: 0.05, likely: 0.2, high: 0.4 },
    });
    expect(graph.treatments[0]).toMatchObject({ id: 'AML.T0020@spam-flags', decision: 'mitigate' });
    const { parse } = await import('yaml');
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(published as object);
    expect([validate(parse(example)), validate.errors]).toEqual([true, null]);
  });

  test('evidence names the line', async () => {
    const { graph } = graphOf([
      await readText(
        'a.yaml',
        yaml('assets:\n  one: { kind: dataset }\n  two:\n    kind: model\n    from: { trains: one }\n'),
      ),
    ]);
    expect(graph.assets.map(({ id, evidence }) => [id, evidence[0]?.at])).toEqual([
      ['one', 'line 3'],
      ['two', 'line 4'],
    ]);
    expect(graph.influences[0]?.evidence[0]).toMatchObject({ at: 'line 6', basis: 'declared' });
  });

  test('a version that looks like a number stays as it is written', async () => {
    const { graph } = graphOf([
      await readText('a.yaml', yaml('assets:\n  one: { kind: dataset, version: 2026.10, name: 007 }\n')),
    ]);
    expect(graph.assets[0]).toMatchObject({ version: '2026.10', name: '007' });
  });

  test.each([
    [
      'a misspelt kind',
      'assets:\n  one:\n    kind: dataste\n',
      'mine.yaml, line 4, column 11: “dataste” is not allowed here. Did you mean “dataset”?',
    ],
    [
      'a misspelt field',
      'assets:\n  one:\n    kind: dataset\n    ownr: Ada\n',
      'mine.yaml, line 5, column 5: “ownr” is not a field here. Did you mean “owner”?',
    ],
    [
      'a misspelt fact',
      'assets:\n  one: { kind: dataset, facts: { writes: staff } }\n',
      'mine.yaml, line 3, column 34: “writes” is not a field here. Did you mean “writers”?',
    ],
    [
      'a misspelt influence kind',
      'assets:\n  one: { kind: dataset }\n  two: { kind: model, from: { train: one } }\n',
      'mine.yaml, line 4, column 31: “train” is not a field here. Did you mean “trains”?',
    ],
    [
      'a dangling id inline',
      'assets:\n  one: { kind: dataset }\n  two: { kind: model, from: { trains: onee } }\n',
      'mine.yaml, line 4, column 39: “onee” is not in this file. Did you mean “one”?',
    ],
    [
      'a dangling id in the list',
      'assets:\n  one: { kind: dataset }\ninfluences:\n  - { from: one, kind: trains, to: somewhere-else }\n',
      'mine.yaml, line 5, column 36: “somewhere-else” is not in this file. Add it under assets, or correct the id.',
    ],
    [
      'a control on nothing',
      'assets:\n  one: { kind: dataset }\ncontrols:\n  - { control: PC-11, on: uno, status: planned }\n',
      'mine.yaml, line 5, column 27: “uno” is not in this file.',
    ],
    [
      'a status that is none',
      'assets:\n  one: { kind: dataset }\ncontrols:\n  - { control: PC-11, on: one, status: done }\n',
      'mine.yaml, line 5, column 40: “done” is not allowed here.',
    ],
    [
      'a duplicate id',
      'assets:\n  one: { kind: dataset }\n  one: { kind: model }\n',
      'mine.yaml, line 4, column 3: this is not valid YAML: Map keys must be unique.',
    ],
    [
      'an impact beyond one',
      'assets:\n  one: { kind: model, impact: 7 }\n',
      'mine.yaml, line 3, column 31: “7” does not fit: Too big',
    ],
    [
      'a list for a map',
      'assets:\n  - one\n',
      'mine.yaml, line 2, column 1: A list stands where a record is expected.',
    ],
    ['a missing kind', 'assets:\n  one: { name: x }\n', 'mine.yaml, line 3, column 3: kind is missing.'],
    ['an impossible id', 'assets:\n  "a b": { kind: model }\n', 'mine.yaml, line 3, column 3:'],
    ['another edition', '', 'nothing was refused'],
  ])('%s is told with line, column and remedy', async (_, text, expected) => {
    expect(await message(yaml(text))).toContain(expected);
  });

  test('an unknown edition is refused', async () => {
    expect(await message('schema: headwater/graph@9\nassets: {}\n')).toContain(
      'line 1, column 9: “headwater/graph@9” is not an edition we read',
    );
  });

  test('every fault is listed at once', async () => {
    const text = yaml('assets:\n  one: { kind: dataste }\n  two: { kind: modell }\n');
    expect(await message(text)).toContain('(1 more fault in this file)');
  });

  test('the same in JSON, with lines too', async () => {
    const text =
      '{\n  "schema": "headwater/graph@1",\n  "assets": {\n    "one": { "kind": "dataste" }\n  }\n}';
    expect(await message(text, 'mine.json')).toContain('mine.json, line 4, column 22: “dataste”');
    const twice =
      '{"schema":"headwater/graph@1","assets":{\n"one":{"kind":"model"},\n"one":{"kind":"model"}}}';
    expect(await message(twice, 'mine.json')).toContain(
      'mine.json, line 3, column 1: “one” stands here a second time',
    );
  });
});

/** All but the record of the exported file itself. */
const withoutInput = (graph: Snapshot, name: string): Snapshot =>
  makeSnapshot({
    asset: graph.assets,
    influence: graph.influences,
    control: graph.controls,
    estimate: graph.estimates,
    treatment: graph.treatments,
    input: graph.inputs.filter(({ id }) => id !== name),
  });

async function expectRoundTrip(graph: Snapshot): Promise<void> {
  for (const [name, write] of [
    ['out.yaml', writeHeadwaterYaml],
    ['out.json', writeHeadwaterJson],
  ] as const) {
    const text = write(graph);
    const back = graphOf([await readText(name, text)]).graph;
    expect(withoutInput(back, name)).toEqual(graph);
    expect(write(withoutInput(back, name))).toBe(text);
    const { operations } = mergeProposals(graph, [await readText(name, text)]);
    expect(operations.map(({ type }) => type)).toEqual(['input']);
  }
}

describe('round trip', () => {
  test('the example loses nothing', async () => {
    await expectRoundTrip(graphOf([await readText('example.yaml', example)]).graph);
  });

  test('edits by people, hand-made keys and odd text survive', async () => {
    const { graph } = graphOf([await readText('example.yaml', example)]);
    const [first, ...rest] = graph.assets;
    const edited = settleAsset(
      first!.id,
      [...first!.identities, 'https://example.org/by-hand'],
      [
        ...first!.evidence,
        {
          source: 'person:ada',
          at: 'form',
          basis: 'confirmed',
          says: {
            name: 'yes',
            version: '1e3',
            description: 'a: b\n# c\n\n- d “…” \u{1f9ea}',
            tags: ['no', '0x10', '~'],
          },
        },
      ],
    );
    await expectRoundTrip(makeSnapshot({ ...recordsOf(graph), asset: [edited, ...rest] }));
  });

  test('a field changed by hand in an export is that file’s own statement', async () => {
    const { graph } = graphOf([await readText('example.yaml', example)]);
    const text = writeHeadwaterYaml(graph).replace('name: Webmail', 'name: Webmail 2');
    const back = graphOf([await readText('out.yaml', text)]).graph;
    const webmail = back.assets.find(({ id }) => id === 'webmail');
    expect(webmail?.evidence.map(({ source }) => source)).toContain('file:out.yaml');
  });

  test.skipIf(!haveShared)(`every real BOM and card loses nothing${sharedNote}`, async () => {
    const { results } = await readShared('cyclonedx', 'hf-cards');
    await expectRoundTrip(graphOf(results).graph);
  });
});

const recordsOf = (graph: Snapshot) => ({
  asset: graph.assets,
  influence: graph.influences,
  control: graph.controls,
  estimate: graph.estimates,
  treatment: graph.treatments,
  input: graph.inputs,
});

test('an export of nothing is read as nothing', async () => {
  const back = graphOf([await readText('out.yaml', writeHeadwaterYaml(EMPTY_SNAPSHOT))]);
  expect(applyTo(EMPTY_SNAPSHOT, back.outcome.operations).assets).toEqual([]);
});
