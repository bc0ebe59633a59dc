import { describe, expect, test } from 'vitest';
import { edgesOf, graphOf, kindsOf, readText } from './shared-inputs';

const read = async (value: unknown, name = 'a.json') => {
  const result = await readText(name, JSON.stringify(value));
  return { ...graphOf([result]), result: result.result };
};

describe('Hugging Face API', () => {
  test('a model answer is pinned by its commit; tags tell the relation', async () => {
    const { graph, result } = await read({
      id: 'Org/Tuned-GGUF',
      sha: '0e9e39f249a16976918f6564b8830bc894c89659',
      author: 'Org',
      gated: 'auto',
      pipeline_tag: 'text-generation',
      tags: ['gguf', 'license:mit', 'base_model:quantized:org/tuned', 'dataset:org/data'],
      cardData: { base_model: 'org/tuned', datasets: ['org/data'] },
      siblings: [{ rfilename: 'model.Q4.gguf' }, { rfilename: 'README.md' }],
    });
    expect(result.format).toBe('hugging-face-api');
    expect(edgesOf(graph)).toEqual(['org/data -tunes-> Tuned-GGUF', 'org/tuned -base-of-> Tuned-GGUF']);
    expect(graph.influences.find(({ kind }) => kind === 'base-of')).toMatchObject({
      relation: 'quantized',
      evidence: [{ basis: 'declared' }],
    });
    expect(graph.assets.find(({ id }) => id === 'hub:org/tuned-gguf')).toMatchObject({
      licence: 'mit',
      facts: { pinned: true, gated: true, serialization: 'gguf', origin: 'outside' },
    });
  });
});

describe('OpenAI fine-tuning', () => {
  test('base, files and outcome stand round the job', async () => {
    const job = {
      object: 'fine_tuning.job',
      id: 'ftjob-1',
      model: 'gpt-4o-mini',
      fine_tuned_model: 'ft:gpt-4o-mini:acme::x',
      training_file: 'file-1',
      validation_file: 'file-2',
      status: 'succeeded',
      method: { type: 'supervised' },
    };
    const { graph } = await read({ object: 'list', data: [job] });
    expect(edgesOf(graph)).toEqual([
      'file-1 -tunes-> ftjob-1',
      'file-2 -evaluates-> ftjob-1',
      'ftjob-1 -produces-> ft:gpt-4o-mini:acme::x',
      'gpt-4o-mini -base-of-> ftjob-1',
    ]);
    const preference = await read({ ...job, method: { type: 'dpo' } });
    expect(edgesOf(preference.graph)).toContain('file-1 -aligns-> ftjob-1');
  });
});

describe('Weights & Biases', () => {
  test('used flows in, logged comes out, whichever side says so', async () => {
    const { graph } = await read({
      entity: 'acme',
      project: 'p',
      artifacts: [
        {
          name: 'data:v3',
          type: 'dataset',
          digest: 'd41d8cd98f00b204e9800998ecf84270',
          logged_by: { id: 'r0', name: 'prepare' },
        },
      ],
      runs: [
        {
          id: 'r1',
          name: 'train',
          used_artifacts: ['data:v3'],
          logged_artifacts: [{ name: 'classifier:v1', type: 'model', aliases: ['prod'] }],
        },
      ],
    });
    expect(edgesOf(graph)).toEqual([
      'data -ingests-> train',
      'prepare -produces-> data',
      'train -produces-> classifier',
    ]);
    expect(graph.assets.find(({ name }) => name === 'classifier')).toMatchObject({
      kind: 'model',
      lifecycle: 'production',
    });
  });
});

describe('SageMaker', () => {
  test('steps join by what they put out; parameters are filled in', async () => {
    const { graph } = await read({
      Version: '2020-12-01',
      Parameters: [{ Name: 'Input', Type: 'String', DefaultValue: 's3://bucket/raw.csv' }],
      Steps: [
        {
          Name: 'Prepare',
          Type: 'Processing',
          Arguments: {
            ProcessingInputs: [{ S3Input: { S3Uri: { Get: 'Parameters.Input' } } }],
            ProcessingOutputConfig: {
              Outputs: [{ OutputName: 'train', S3Output: { S3Uri: 's3://bucket/train' } }],
            },
          },
        },
        {
          Name: 'Train',
          Type: 'Training',
          Arguments: {
            AlgorithmSpecification: { TrainingImage: 'image' },
            InputDataConfig: [
              {
                DataSource: {
                  S3DataSource: {
                    S3Uri: { Get: "Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri" },
                  },
                },
              },
            ],
          },
        },
        {
          Name: 'If',
          Type: 'Condition',
          Arguments: {
            IfSteps: [
              {
                Name: 'Register',
                Type: 'RegisterModel',
                Arguments: {
                  ModelPackageGroupName: 'group',
                  InferenceSpecification: {
                    Containers: [{ ModelDataUrl: { Get: 'Steps.Train.ModelArtifacts.S3ModelArtifacts' } }],
                  },
                },
              },
            ],
            ElseSteps: [],
          },
        },
      ],
    });
    expect(edgesOf(graph)).toEqual([
      'Prepare -produces-> Prepare.train',
      'Prepare.train -ingests-> Train',
      'Train -produces-> Train model',
      'group -hosts-> Train model',
      's3://bucket/raw.csv -ingests-> Prepare',
    ]);
  });
});

describe('DataHub', () => {
  const urn = (type: string, name: string): string =>
    `urn:li:${type}:(urn:li:dataPlatform:kafka,${name},PROD)`;

  test('change events', async () => {
    const { graph } = await read([
      {
        proposedSnapshot: {
          'com.linkedin.pegasus2avro.metadata.snapshot.DatasetSnapshot': {
            urn: urn('dataset', 'clean'),
            aspects: [
              {
                'com.linkedin.pegasus2avro.dataset.UpstreamLineage': {
                  upstreams: [{ dataset: urn('dataset', 'raw'), type: 'TRANSFORMED' }],
                },
              },
              {
                'com.linkedin.pegasus2avro.common.Ownership': { owners: [{ owner: 'urn:li:corpuser:ada' }] },
              },
            ],
          },
        },
      },
    ]);
    expect(edgesOf(graph)).toEqual(['raw -derives-> clean']);
    expect(graph.assets.find(({ name }) => name === 'clean')?.owner).toBe('ada');
  });

  test('change proposals, aspects as objects and as text', async () => {
    const model = urn('mlModel', 'm');
    const { graph } = await read([
      {
        entityType: 'mlModel',
        entityUrn: model,
        aspectName: 'mlModelProperties',
        aspect: {
          json: {
            trainingJobs: ['urn:li:dataJob:(urn:li:dataFlow:(airflow,dag,PROD),train)'],
            groups: [urn('mlModelGroup', 'g')],
          },
        },
      },
      {
        entityType: 'mlModel',
        entityUrn: model,
        aspectName: 'mlModelTrainingData',
        aspect: {
          contentType: 'application/json',
          value: JSON.stringify({ trainingData: [{ dataset: urn('dataset', 'd') }] }),
        },
      },
    ]);
    expect(edgesOf(graph)).toEqual(['d -trains-> m', 'g -hosts-> m', 'train -produces-> m']);
    expect(kindsOf(graph)).toEqual({ dataset: 1, model: 1, pipeline: 1, registry: 1 });
  });
});

describe('scanner results', () => {
  test('a scan is evidence of the scanning control; a severe finding makes the file suspect', async () => {
    const { graph } = await read({
      summary: {
        modelscan_version: '0.8.5',
        timestamp: '2026-05-04T10:00:00',
        input_path: '/models',
        scanned: { total_scanned: 2, scanned_files: ['/models/a.pkl', '/models/b.pkl'] },
      },
      issues: [
        {
          description: 'Use of unsafe operator',
          operator: 'system',
          module: 'os',
          source: '/models/a.pkl',
          severity: 'CRITICAL',
        },
      ],
      errors: [],
    });
    expect(
      graph.controls.map(({ control, status, evidence }) => [
        control,
        status,
        evidence[0]?.title,
        evidence[0]?.collected,
      ]),
    ).toEqual([
      ['PC-14', 'implemented', 'ModelScan 0.8.5: 1 findings', '2026-05-04'],
      ['PC-14', 'implemented', 'ModelScan 0.8.5: no findings', '2026-05-04'],
    ]);
    expect(graph.assets.map(({ name, facts }) => [name, facts?.attested, facts?.serialization])).toEqual([
      ['a.pkl', 'suspect', 'pickle'],
      ['b.pkl', undefined, 'pickle'],
    ]);
  });
});
