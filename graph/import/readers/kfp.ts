/**
 * Reads Kubeflow Pipelines (v2 IR YAML): tasks are pipelines, importers bring sources in, and what one task
 * puts out and another takes in is a dataset or model between the two.
 */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

export const kfpReader: Reader = {
  title: 'Kubeflow Pipelines (IR YAML)',
  recognises: ({ values }) =>
    values.some((value) => {
      const spec = member(value, 'pipelineSpec') ?? value;
      return (
        member(member(spec, 'root'), 'dag') !== undefined &&
        (member(spec, 'deploymentSpec') !== undefined || member(spec, 'components') !== undefined)
      );
    }),
  read: ({ values }, into) => {
    const value = values.find(
      (item) =>
        member(member(item, 'root'), 'dag') !== undefined || member(item, 'pipelineSpec') !== undefined,
    );
    const whole = new Cursor(value, '', into.warn);
    const spec = whole.get('pipelineSpec');
    new KfpReading(spec.exists ? spec : whole, into).read();
    return 'kubeflow-pipeline';
  },
};

const ARTIFACTS: readonly (readonly [RegExp, AssetKind])[] = [
  [/Model/i, 'model'],
  [/Metrics|Classification|HTML|Markdown/i, 'evaluation'],
  [/Dataset/i, 'dataset'],
];

type Scope = {
  readonly path: string;
  readonly tasks: Cursor;
  readonly inherited: ReadonlyMap<string, string>;
};

class KfpReading {
  readonly #spec: Cursor;
  readonly #into: ProposalBuilder;
  readonly #kinds = new Map<string, AssetKind>();

  constructor(spec: Cursor, into: ProposalBuilder) {
    this.#spec = spec;
    this.#into = into;
  }

  read(): void {
    const name = this.#spec.get('pipelineInfo', 'name').maybeText() ?? 'pipeline';
    this.#dag({ path: name, tasks: this.#spec.get('root', 'dag', 'tasks'), inherited: new Map() }, 0);
  }

  #dag(scope: Scope, depth: number): void {
    if (depth > 16) {
      scope.tasks.warn('Conditions and loops are nested more than 16 deep; the inner ones were left out.');
      return;
    }
    for (const [id, task] of scope.tasks.entries()) this.#task(scope, id, task);
    for (const [id, task] of scope.tasks.entries()) this.#inputs(scope, id, task, depth);
  }

  #component(task: Cursor): Cursor {
    return this.#spec.get('components').get(task.get('componentRef', 'name').maybeText() ?? '');
  }

  #task(scope: Scope, id: string, task: Cursor): void {
    const component = this.#component(task);
    if (component.get('dag').exists) return;
    const executor = this.#spec
      .get('deploymentSpec', 'executors')
      .get(component.get('executorLabel').maybeText() ?? '');
    const importer = executor.get('importer');
    const path = `${scope.path}/${id}`;
    if (importer.exists) {
      const uri =
        importer.get('artifactUri', 'constant').maybeText() ??
        importer.get('artifactUri', 'runtimeParameter').maybeText();
      const constant = importer.get('artifactUri', 'constant').exists;
      this.#into.asset(path, task.at, {
        declared: {
          kind: 'source',
          name: constant && uri ? uri : `${id}: ${uri ?? 'not stated'}`,
          location: constant ? uri : undefined,
        },
      });
      this.#kinds.set(path, 'source');
    } else {
      const image = executor.get('container', 'image').maybeText();
      this.#into.asset(path, task.at, {
        declared: {
          kind: 'pipeline',
          name: task.get('taskInfo', 'name').maybeText() ?? id,
          properties: { image: image ?? '', pipeline: scope.path },
        },
      });
      this.#kinds.set(path, 'pipeline');
    }
    for (const [port, output] of component.get('outputDefinitions', 'artifacts').entries())
      this.#output(path, port, output, importer);
  }

  #output(task: string, port: string, output: Cursor, importer: Cursor): void {
    const schema =
      output.get('artifactType', 'schemaTitle').maybeText() ??
      importer.get('typeSchema', 'schemaTitle').maybeText() ??
      '';
    const kind = ARTIFACTS.find(([pattern]) => pattern.test(schema))?.[1] ?? 'dataset';
    const key = `${task}:${port}`;
    this.#kinds.set(key, kind);
    const basis = /system\.(Model|Dataset|Metrics)/.test(schema) ? 'declared' : 'inferred';
    this.#into.asset(key, output.at, {
      declared: { name: `${task.split('/').at(-1)}.${port}`, properties: { schemaTitle: schema } },
      inferred: { kind },
      ...(basis === 'declared' ? { declared: { kind, name: `${task.split('/').at(-1)}.${port}` } } : {}),
    });
    if (this.#kinds.get(task) === 'source') this.#into.influence('supplies', task, key, output.at);
    else this.#into.influence('produces', task, key, output.at);
  }

  #inputs(scope: Scope, id: string, task: Cursor, depth: number): void {
    const path = `${scope.path}/${id}`;
    const component = this.#component(task);
    const passed = new Map<string, string>();
    for (const [port, input] of task.get('inputs', 'artifacts').entries()) {
      const key = this.#artifactOf(scope, input);
      if (key === undefined) continue;
      passed.set(port, key);
      const kind = this.#kinds.get(key);
      if (this.#kinds.get(path) !== 'pipeline' || kind === undefined) continue;
      if (kind === 'model')
        this.#into.influence('base-of', key, path, input.at, { relation: 'unstated' }, 'inferred');
      else if (kind === 'evaluation') this.#into.influence('evaluates', key, path, input.at);
      else this.#into.influence('ingests', key, path, input.at);
    }
    if (component.get('dag').exists)
      this.#dag({ path, tasks: component.get('dag', 'tasks'), inherited: passed }, depth + 1);
  }

  #artifactOf(scope: Scope, input: Cursor): string | undefined {
    const producer = input.get('taskOutputArtifact', 'producerTask').maybeText();
    const port = input.get('taskOutputArtifact', 'outputArtifactKey').maybeText();
    if (producer !== undefined && port !== undefined) {
      const key = `${scope.path}/${producer}:${port}`;
      return this.#kinds.has(key) ? key : undefined;
    }
    return scope.inherited.get(input.get('componentInputArtifact').maybeText() ?? '');
  }
}
