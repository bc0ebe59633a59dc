import { describe, expect, test } from 'vitest';
import { edgesOf, graphOf, haveShared, kindsOf, readShared, readText, sharedNote } from './shared-inputs';

type Row = readonly [
  file: string,
  kinds: Record<string, number>,
  influences: number,
  edges: readonly string[],
];

const FILES: readonly Row[] = [
  [
    'croissant/1.1_huggingface-wildchat.json',
    { dataset: 2, pipeline: 3, party: 1, tool: 1 },
    6,
    ['allenai/WildChat-1M-Full -derives-> WildChat-1M', 'OpenAI Moderation API -runs-> toxicContentRemoval'],
  ],
  [
    'croissant/1.0_dices-350.json',
    { dataset: 1, 'label-set': 1, party: 1 },
    2,
    ['Labels of DICES-350_dataset -labels-> DICES-350_dataset'],
  ],
  ['croissant/1.0_gpt-3.json', { dataset: 1 }, 0, []],
  [
    'croissant/1.0_bigcode-the-stack.json',
    { dataset: 1, party: 2 },
    2,
    ['Harm de Vries -supplies-> bigcode-the-stack'],
  ],
  ['croissant/0.8_titanic.json', { dataset: 1 }, 0, []],
  ['croissant/1.0_huggingface-rag-dataset.json', { dataset: 1, party: 1 }, 1, []],
  [
    'backstage/developer-model-service_catalog-info.yaml',
    { system: 1, model: 1 },
    1,
    ['ibm-granite-8b-code-instruct -serves-> developer-model-service'],
  ],
  ['kubeflow-catalog/dev-organization-models.yaml', { model: 6 }, 0, []],
  ['kubeflow-catalog/dev-organization-mcp-servers.yaml', { tool: 5 }, 0, []],
  [
    'kfp/pipeline_with_importer.yaml',
    { source: 2, dataset: 2, pipeline: 2, model: 2 },
    6,
    [
      'gs://ml-pipeline-playground/shakespeare1.txt -supplies-> importer.artifact',
      'importer.artifact -ingests-> train',
      'train -produces-> train.model',
    ],
  ],
  [
    'kfp/two_step_pipeline.yaml',
    { pipeline: 2, dataset: 1 },
    2,
    ['Producer -produces-> write-to-gcs.output_gcs_path', 'write-to-gcs.output_gcs_path -ingests-> Consumer'],
  ],
  [
    'mlflow/databricks-version-sklearn_wine/run/run.json',
    { pipeline: 1, dataset: 1, model: 1 },
    2,
    ['winequality_white_2 -trains-> white_2', 'white_2 -produces-> model'],
  ],
  [
    'mlflow/databricks-version-sklearn_wine/run/artifacts/model/MLmodel',
    { pipeline: 1, model: 1 },
    1,
    ['run 6222162b -produces-> model'],
  ],
  [
    'mlflow/oss-bulk/models/models/sklearn_wine/model.json',
    { registry: 1, model: 1, pipeline: 1 },
    2,
    ['sklearn_wine -hosts-> sklearn_wine v1'],
  ],
  [
    'mlflow/oss-bulk/evaluation_datasets/wine-quality-eval_abc123/evaluation_dataset.json',
    { dataset: 1, evaluation: 2 },
    2,
    ['wine-quality-eval -evaluates-> experiment 1'],
  ],
];

describe.skipIf(!haveShared)(`real catalogue files${sharedNote}`, () => {
  test.each(FILES)('%s', async (file, kinds, influences, edges) => {
    const { results, refused } = await readShared(file);
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual(kinds);
    expect(graph.influences).toHaveLength(influences);
    expect(edgesOf(graph)).toEqual(expect.arrayContaining([...edges]));
  });

  test('an MLflow run, its MLmodel and the registered version are one model', async () => {
    const { results } = await readShared('mlflow/databricks-version-sklearn_wine');
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual({ registry: 1, model: 1, pipeline: 1, dataset: 1 });
    expect(graph.assets.find(({ kind }) => kind === 'model')?.facts?.serialization).toBe('pickle');
  });

  test('six exported runs are three, each with its model; an export that is no JSON is refused', async () => {
    const { results, refused } = await readShared('mlflow/oss-bulk');
    expect(refused.map(({ message }) => message)).toEqual([
      expect.stringMatching(/experiments\/2\/experiment\.json, line \d+, column \d+: this is not valid JSON/),
    ]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toMatchObject({ registry: 2, dataset: 2, artifact: 1 });
  });

  test('TAIBOM claims join by their ids, and a claim of poisoning stands with the data it names', async () => {
    const { results, refused } = await readShared('taibom');
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual({ dataset: 8, pipeline: 2, system: 2 });
    expect(
      graph.assets.filter(({ facts }) => facts?.attested === 'poisoned').map(({ name }) => name),
    ).toEqual(['National Speed Limit']);
    expect(edgesOf(graph)).toContain('National Speed Limit -derives-> Road signs v4');
  });

  test('tools that write are marked', async () => {
    const { graph } = graphOf(
      (await readShared('kubeflow-catalog/dev-organization-mcp-servers.yaml')).results,
    );
    expect(graph.assets.find(({ name }) => name === 'dynatrace-mcp')?.facts?.writesOutside).toBe(false);
    expect(graph.assets.find(({ name }) => name === 'github-mcp')?.facts?.writesOutside).toBe(true);
  });
});

describe('MLflow', () => {
  test('a run, a BOM and a card of one model: the first two are one asset, the card is suggested', async () => {
    const version = {
      model_version: { name: 'spam-filter', version: '3', run_id: 'r1', source: 's3://x/r1/artifacts/model' },
    };
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        {
          type: 'machine-learning-model',
          name: 'spam-filter',
          version: '3',
          purl: 'pkg:mlflow/spam-filter@3',
        },
      ],
    };
    const run = {
      run: {
        info: { run_id: 'r1', run_name: 'nightly' },
        data: {
          tags: [
            {
              key: 'mlflow.log-model.history',
              value: '[{"run_id":"r1","artifact_path":"model","flavors":{}}]',
            },
          ],
        },
      },
    };
    const { graph, outcome } = graphOf([
      await readText('version.json', JSON.stringify(version)),
      await readText('run.json', JSON.stringify(run)),
      await readText('bom.json', JSON.stringify(bom)),
      await readText(
        'README.md',
        '---\nlicense: mit\nmodel-index:\n- name: spam-filter\n---\n# Spam filter\n',
      ),
    ]);
    expect(kindsOf(graph)).toEqual({ registry: 1, pipeline: 1, model: 2 });
    expect(outcome.suggestedMerges).toEqual([
      { into: expect.stringContaining('mlflow:'), from: 'file:README.md#card', because: 'same-name' },
    ]);
  });

  test('REST answers: contexts decide what data was for', async () => {
    const run = {
      info: { run_id: 'r1', run_name: 'nightly' },
      data: { tags: [{ key: 'mlflow.user', value: 'ada' }] },
      inputs: {
        dataset_inputs: [
          {
            dataset: {
              name: 'train',
              digest: 'd1',
              source_type: 'local',
              source: '{"uri":"/data/train.csv"}',
            },
            tags: [{ key: 'mlflow.data.context', value: 'training' }],
          },
          {
            dataset: { name: 'eval', digest: 'd2' },
            tags: [{ key: 'mlflow.data.context', value: 'evaluation' }],
          },
          { dataset: { name: 'other', digest: 'd3' } },
        ],
      },
      outputs: { model_outputs: [{ model_id: 'm-1' }] },
    };
    const { graph } = graphOf([await readText('runs.json', JSON.stringify({ runs: [run] }))]);
    expect(edgesOf(graph)).toEqual([
      'eval -evaluates-> nightly',
      'nightly -produces-> model m-1',
      'other -trains-> nightly',
      'train -trains-> nightly',
    ]);
    expect(graph.influences.map(({ role }) => role).sort()).toEqual(['test', 'train', 'unstated', undefined]);
    expect(graph.assets.find(({ name }) => name === 'nightly')?.owner).toBe('ada');
  });

  test('files of a file store join by run and digest', async () => {
    const store = await Promise.all([
      readText(
        'mlruns/1/r1/meta.yaml',
        'artifact_uri: file:///x\nrun_id: r1\nrun_name: nightly\nuser_id: ada\n',
      ),
      readText(
        'mlruns/1/r1/inputs/i/meta.yaml',
        'destination_id: r1\ndestination_type: 1\nsource_id: d1\nsource_type: 0\ntags:\n  mlflow.data.context: training\n',
      ),
      readText(
        'mlruns/1/datasets/d1/meta.yaml',
        'digest: d1\nname: train\nsource: "{}"\nsource_type: local\n',
      ),
      readText(
        'mlruns/models/m/version-1/meta.yaml',
        'name: m\nversion: 1\ncurrent_stage: Production\nrun_id: r1\nsource: mlruns/1/r1/artifacts/model\nstorage_location: x\n',
      ),
      readText(
        'mlruns/1/r1/artifacts/model/MLmodel',
        'artifact_path: model\nrun_id: r1\nmodel_uuid: u1\nflavors:\n  transformers:\n    source_model_name: org/base\n    peft_adaptor: peft\nresources:\n  databricks:\n    vector_search_index:\n    - name: docs\n',
      ),
    ]);
    const { graph } = graphOf(store);
    expect(edgesOf(graph)).toEqual([
      'docs -retrieves-> m v1',
      'm -hosts-> m v1',
      'nightly -produces-> m v1',
      'org/base -base-of-> m v1',
      'train -trains-> nightly',
    ]);
    expect(graph.assets.find(({ name }) => name === 'm v1')).toMatchObject({ lifecycle: 'production' });
  });
});
