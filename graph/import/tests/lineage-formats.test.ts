import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectInputs } from '../collect';
import type { NamedResult } from '../merge';
import { readInput } from '../read-file';
import {
  edgesOf,
  graphOf,
  haveShared,
  kindsOf,
  readShared,
  readText,
  SHARED,
  sharedNote,
} from './shared-inputs';

type Row = readonly [
  file: string,
  kinds: Record<string, number>,
  influences: Record<string, number>,
  edges: readonly string[],
];

const FILES: readonly Row[] = [
  [
    'spdx3/spdx-examples_ai-example02.spdx3.json',
    { model: 1, dataset: 1, pipeline: 2 },
    { trains: 1, evaluates: 1, produces: 2 },
    ['Data after preprocessing -trains-> Sentiment Demo: A Simple AI Application and its AI BOM Example'],
  ],
  ['spdx3/spdx-examples_dataset-example01.spdx3.json', { dataset: 1, party: 1 }, { supplies: 1 }, []],
  [
    'spdx3/sentimentdemo_fragment-preprocess.spdx3.json',
    { dataset: 15, pipeline: 1 },
    { derives: 12, produces: 3 },
    [
      'rawdata/train/neg.txt -derives-> data/train.txt',
      'src/sentimentdemo/preprocess.py -produces-> data/train.txt',
    ],
  ],
  [
    'spdx3/sentimentdemo_fragment-train.spdx3.json',
    { model: 1, dataset: 2, pipeline: 1 },
    { trains: 1, evaluates: 1, produces: 1 },
    [
      'data/train.txt -trains-> src/sentimentdemo/model.bin',
      'src/sentimentdemo/train.py -produces-> src/sentimentdemo/model.bin',
    ],
  ],
  [
    'spdx3/aibom-gen_llama-3.1_NONCONFORMANT.spdx3.json',
    { model: 1, dataset: 2 },
    { trains: 2 },
    ['for -trains-> Llama-3.1-8B-Instruct'],
  ],
  [
    'openlineage/dbt-postgres-run_72-events.json',
    { pipeline: 36, dataset: 8 },
    { ingests: 8, produces: 5 },
    [],
  ],
  [
    'openlineage/dbt-large-result_10-events.json',
    { pipeline: 5, dataset: 5 },
    { ingests: 5, produces: 5 },
    [],
  ],
  ['openlineage/spark-cll-end.json', { pipeline: 1, dataset: 3 }, { ingests: 2, produces: 1 }, []],
  ['openlineage/hive-complex-cte-join.json', { pipeline: 1, dataset: 4 }, { ingests: 3, produces: 1 }, []],
  ['openlineage/full-event-example.json', { pipeline: 1, dataset: 1 }, { ingests: 1, produces: 1 }, []],
  [
    'openlineage/marquez-seed-food-delivery_26-events.TEMPLATE.json',
    { pipeline: 13, dataset: 13 },
    { ingests: 14, produces: 13 },
    [],
  ],
  ['openlineage/lineage-facet_dataset-to-dataset.json', {}, {}, []],
  [
    'dbt/openlineage-fixture_large_manifest.json',
    { dataset: 8 },
    { derives: 8 },
    ['raw_customers -derives-> stg_customers'],
  ],
  [
    'dbt/jaffle_shop_manifest-v12_dbt1.10.json',
    { dataset: 13, source: 6 },
    { derives: 17 },
    ['ecom.raw_products -derives-> stg_products'],
  ],
  [
    'dvc/bank-churn/dvc.lock',
    { pipeline: 3, dataset: 6, model: 3, evaluation: 3 },
    { ingests: 5, 'base-of': 2, produces: 11 },
    ['data/X_train.pkl -ingests-> train', 'train -produces-> model/clf-model'],
  ],
  ['dvc/bank-churn/Churn_Modelling.csv.dvc', { dataset: 1 }, {}, []],
  [
    'dvc/wellcome-bioasq/dvc.yaml',
    { pipeline: 5, dataset: 4, model: 4 },
    { ingests: 6, 'base-of': 4, produces: 3 },
    ['data/raw/desc2021.xml -ingests-> tag@0', 'models/bertmesh/model -base-of-> tag@1'],
  ],
  [
    'dvc/wellcome-bertmesh/dvc.lock',
    { pipeline: 3, dataset: 4, model: 4, evaluation: 3 },
    {},
    ['microsoft/BiomedNLP-PubMedBERT-base-uncased-abstract -base-of-> train'],
  ],
];

describe.skipIf(!haveShared)(`real lineage files${sharedNote}`, () => {
  test.each(FILES)('%s', async (file, kinds, influences, edges) => {
    const { results, refused } = await readShared(file);
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual(kinds);
    const counts: Record<string, number> = {};
    for (const { kind } of graph.influences) counts[kind] = (counts[kind] ?? 0) + 1;
    if (Object.keys(influences).length > 0) expect(counts).toEqual(influences);
    expect(edgesOf(graph)).toEqual(expect.arrayContaining([...edges]));
  });

  test('fragments that share ids make one model and the whole path to it', async () => {
    const { results } = await readShared(
      'spdx3/sentimentdemo_fragment-preprocess.spdx3.json',
      'spdx3/sentimentdemo_fragment-train.spdx3.json',
    );
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual({ dataset: 15, model: 1, pipeline: 2 });
    expect(edgesOf(graph)).toEqual(
      expect.arrayContaining([
        'rawdata/train/neg.txt -derives-> data/train.txt',
        'data/train.txt -trains-> src/sentimentdemo/model.bin',
      ]),
    );
  });

  test('dvc.yaml, dvc.lock, params.yaml and a pointer meet in one graph', async () => {
    const { results, refused } = await readShared(
      'dvc/bank-churn/dvc.yaml',
      'dvc/bank-churn/dvc.lock',
      'dvc/bank-churn/params.yaml',
      'dvc/bank-churn/Churn_Modelling.csv.dvc',
    );
    expect(refused).toEqual([]);
    expect(kindsOf(graphOf(results).graph)).toEqual({ pipeline: 3, dataset: 6, model: 3, evaluation: 3 });
  });
});

describe('OpenLineage', () => {
  const event = (type: string, more: object = {}): object => ({
    eventType: type,
    run: {
      runId: '1',
      facets: { environmentVariables: { variables: [{ name: 'TOKEN', value: 'hunter2' }] } },
    },
    job: { namespace: 'ns', name: 'job' },
    inputs: [{ namespace: 'kafka://x', name: 'in' }],
    outputs: [{ namespace: 's3://b', name: 'models/m.pkl' }],
    ...more,
  });

  test('one event per line is read, secrets in the environment are not', async () => {
    const text = [event('START'), event('COMPLETE')].map((item) => JSON.stringify(item)).join('\n');
    const read = await readText('events.ndjson', text);
    const { graph } = graphOf([read]);
    expect(edgesOf(graph)).toEqual(['in -ingests-> job', 'job -produces-> models/m.pkl']);
    expect(kindsOf(graph)).toEqual({ dataset: 1, model: 1, pipeline: 1 });
    expect(JSON.stringify(read.result)).not.toContain('hunter2');
  });

  test('what a failed run wrote is inferred only', async () => {
    const { graph } = graphOf([await readText('a.json', JSON.stringify(event('FAIL')))]);
    expect(graph.influences.find(({ kind }) => kind === 'produces')?.evidence[0]?.basis).toBe('inferred');
    expect(graph.influences.find(({ kind }) => kind === 'ingests')?.evidence[0]?.basis).toBe('declared');
  });
});

describe('DVC', () => {
  test.skipIf(!haveShared)(
    `dvc.yaml found beside its params.yaml gives what its lock gives${sharedNote}`,
    async () => {
      const folder = join(SHARED, 'dvc', 'bank-churn');
      const results: NamedResult[] = [];
      for await (const item of collectInputs([folder])) {
        if ('error' in item || !/dvc\.(yaml|lock)$/.test(item.name)) continue;
        results.push({ name: item.name, result: await readInput(item) });
      }
      const [lock, yaml] = results.map((result) => graphOf([result]).graph);
      expect(results[1]?.result.warnings).toEqual([]);
      expect(edgesOf(yaml!).filter((edge) => !edge.startsWith('eval '))).toEqual(
        edgesOf(lock!).filter((edge) => !edge.startsWith('eval ')),
      );
      expect(yaml!.assets.map(({ name }) => name)).toContain('data/Churn_Modelling.csv');
    },
  );

  test('a matrix is written out, a remote input is a source', async () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the format's own placeholders
      'stages:\n  train:\n    matrix: { size: [s, l] }\n    cmd: train ${item.size}\n    deps: [ "s3://bucket/raw.csv" ]\n    outs: [ "models/${item.size}.onnx" ]\n';
    const { graph } = graphOf([await readText('dvc.yaml', text)]);
    expect(edgesOf(graph)).toEqual([
      's3://bucket/raw.csv -supplies-> train@l',
      's3://bucket/raw.csv -supplies-> train@s',
      'train@l -produces-> models/l.onnx',
      'train@s -produces-> models/s.onnx',
    ]);
  });

  test('an import names its source and whether it is pinned', async () => {
    const text =
      'deps:\n- path: get-started/data.xml\n  repo:\n    url: https://github.com/iterative/dataset-registry\n    rev_lock: f31f5c4cdae787b4bdeb97a717687d44667d9e62\nouts:\n- md5: 22a1a2931c8370d3aeedd7183606fd7f\n  path: data.xml\n';
    const { graph } = graphOf([await readText('data/data.xml.dvc', text)]);
    expect(edgesOf(graph)).toEqual(['https://github.com/iterative/dataset-registry -supplies-> data.xml']);
    expect(graph.assets.find(({ kind }) => kind === 'source')?.facts?.pinned).toBe(true);
  });
});

describe('dbt', () => {
  test('an exposure reads its tables; tests count on the table', async () => {
    const manifest = {
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
      nodes: {
        'model.p.t': {
          resource_type: 'model',
          name: 't',
          unique_id: 'model.p.t',
          depends_on: { nodes: ['source.p.s.raw'] },
        },
        'test.p.x': {
          resource_type: 'test',
          name: 'x',
          unique_id: 'test.p.x',
          depends_on: { nodes: ['model.p.t'] },
        },
      },
      sources: { 'source.p.s.raw': { source_name: 's', name: 'raw', unique_id: 'source.p.s.raw' } },
      exposures: {
        'exposure.p.m': {
          type: 'ml',
          name: 'm',
          owner: { email: 'a@b.c' },
          depends_on: { nodes: ['model.p.t'] },
        },
        'exposure.p.d': { type: 'dashboard', name: 'd', depends_on: { nodes: ['model.p.t'] } },
      },
    };
    const { graph } = graphOf([await readText('manifest.json', JSON.stringify(manifest))]);
    expect(edgesOf(graph)).toEqual(['s.raw -derives-> t', 't -ingests-> d', 't -trains-> m']);
    expect(graph.assets.find(({ name }) => name === 't')?.properties?.['tests']).toBe('1');
  });
});

describe('SPDX', () => {
  test('SPDX 2 is refused with what to do', async () => {
    await expect(readText('a.json', '{"spdxVersion":"SPDX-2.3","SPDXID":"x"}')).rejects.toThrow(
      /SPDX-2\.3, which has no way to speak of models and data\. Export it as SPDX 3\.0/,
    );
  });
});
