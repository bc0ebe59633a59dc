/** Reads SageMaker pipeline definitions: steps are pipelines, S3 places are data, registered packages are models. */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

export const sagemakerReader: Reader = {
  title: 'SageMaker pipeline definitions',
  recognises: ({ form, values }) =>
    form === 'json' &&
    Array.isArray(member(values[0], 'Steps')) &&
    /^\d{4}-\d{2}-\d{2}$/.test(String(member(values[0], 'Version') ?? '')),
  read: ({ values }, into) => {
    new SagemakerReading(new Cursor(values[0], '', into.warn), into).read();
    return 'sagemaker-pipeline';
  },
};

type Known = { readonly key: string; readonly kind: AssetKind };

const PROCESSES = new Set([
  'Processing',
  'Training',
  'Tuning',
  'Transform',
  'QualityCheck',
  'ClarifyCheck',
  'Lambda',
  'Callback',
  'EMR',
  'AutoML',
]);

class SagemakerReading {
  readonly #root: Cursor;
  readonly #into: ProposalBuilder;
  readonly #defaults = new Map<string, string>();
  /** What a step puts out: its model, and its data by output name. */
  readonly #outputs = new Map<string, Known>();

  constructor(root: Cursor, into: ProposalBuilder) {
    this.#root = root;
    this.#into = into;
  }

  read(): void {
    for (const parameter of this.#root.get('Parameters').objects()) {
      const name = parameter.get('Name').maybeText();
      const value = parameter.get('DefaultValue').maybeText();
      if (name && value) this.#defaults.set(name, value);
    }
    const steps = this.#stepsOf(this.#root.get('Steps'), 0);
    for (const step of steps) this.#state(step);
    for (const step of steps) this.#inputs(step);
  }

  /** Steps in order, with those inside conditions. */
  #stepsOf(list: Cursor, depth: number): readonly Cursor[] {
    return list.objects().flatMap((step) => {
      const inner =
        depth < 8 && step.get('Type').maybeText() === 'Condition'
          ? ['IfSteps', 'ElseSteps'].flatMap((name) => this.#stepsOf(step.get('Arguments', name), depth + 1))
          : [];
      return [step, ...inner];
    });
  }

  /** Text of a value: as it is, a parameter's default, or parts joined. Undefined for what only a run knows. */
  #text(value: Cursor): string | undefined {
    if (!value.isObject) return value.maybeText();
    const get = value.get('Get').maybeText();
    if (get?.startsWith('Parameters.')) return this.#defaults.get(get.slice(11)) ?? `{${get.slice(11)}}`;
    const parts = value.get('Std:Join', 'Values');
    if (!parts.isList) return undefined;
    const texts = parts.items().map((part) => this.#text(part) ?? '{…}');
    return texts.join(value.get('Std:Join', 'On').maybeText() ?? '');
  }

  #data(value: Cursor): Known | undefined {
    const get = value.get('Get').maybeText();
    if (get?.startsWith('Steps.')) return this.#fromStep(get);
    const uri = this.#text(value);
    if (uri === undefined) return undefined;
    const known: Known = { key: `uri:${uri}`, kind: /model\.tar\.gz$/.test(uri) ? 'model' : 'dataset' };
    const keys = /^(s3|https?):\/\/[^{}]+$/.test(uri) ? [uri.replace(/\/$/, '')] : [];
    this.#into.asset(
      known.key,
      value.at,
      { declared: { name: uri, location: uri }, inferred: { kind: known.kind } },
      keys,
    );
    return known;
  }

  #fromStep(get: string): Known | undefined {
    const [, step = '', rest = ''] = /^Steps\.([^.]+)\.(.*)$/.exec(get) ?? [];
    const output = /Outputs\[['"]([^'"]+)['"]\]/.exec(rest)?.[1];
    return (
      this.#outputs.get(output === undefined ? `${step}#model` : `${step}#${output}`) ??
      this.#outputs.get(`${step}#model`)
    );
  }

  #state(step: Cursor): void {
    const name = step.get('Name').text() ?? 'step';
    const type = step.get('Type').maybeText() ?? '';
    const args = step.get('Arguments');
    const key = `step:${name}`;
    if (PROCESSES.has(type)) {
      const image =
        this.#text(args.get('AlgorithmSpecification', 'TrainingImage')) ??
        this.#text(args.get('AppSpecification', 'ImageUri'));
      this.#into.asset(key, step.at, {
        declared: {
          kind: 'pipeline',
          name,
          description: step.get('Description').maybeText(),
          properties: { type, image: image ?? '' },
        },
      });
    }
    if (type === 'Training' || type === 'Tuning' || type === 'AutoML')
      this.#output(
        key,
        `${name}#model`,
        { key: `model:${name}`, kind: 'model' },
        `${name} model`,
        this.#text(args.get('OutputDataConfig', 'S3OutputPath')),
        args.at,
      );
    for (const output of args.get('ProcessingOutputConfig', 'Outputs').objects()) {
      const port = output.get('OutputName').maybeText() ?? 'output';
      this.#output(
        key,
        `${name}#${port}`,
        { key: `output:${name}/${port}`, kind: 'dataset' },
        `${name}.${port}`,
        this.#text(output.get('S3Output', 'S3Uri')),
        output.at,
      );
    }
  }

  #output(
    step: string,
    port: string,
    known: Known,
    name: string,
    location: string | undefined,
    at: string,
  ): void {
    this.#outputs.set(port, known);
    this.#into.asset(known.key, at, { declared: { name, location }, inferred: { kind: known.kind } });
    this.#into.influence('produces', step, known.key, at);
  }

  #inputs(step: Cursor): void {
    const name = step.get('Name').maybeText() ?? 'step';
    const type = step.get('Type').maybeText() ?? '';
    const args = step.get('Arguments');
    if (type === 'RegisterModel' || type === 'Model' || type === 'CreateModel') {
      this.#register(name, args, step);
      return;
    }
    const places = [
      ...args
        .get('InputDataConfig')
        .objects()
        .map((channel) => channel.get('DataSource', 'S3DataSource', 'S3Uri')),
      ...args
        .get('ProcessingInputs')
        .objects()
        .map((input) => input.get('S3Input', 'S3Uri')),
      args.get('TransformInput', 'DataSource', 'S3DataSource', 'S3Uri'),
    ];
    for (const place of places) {
      const known = place.exists ? this.#data(place) : undefined;
      if (!known || !PROCESSES.has(type)) continue;
      if (known.kind === 'model')
        this.#into.influence(
          'base-of',
          known.key,
          `step:${name}`,
          place.at,
          { relation: 'unstated' },
          'inferred',
        );
      else this.#into.influence('ingests', known.key, `step:${name}`, place.at);
    }
  }

  #register(name: string, args: Cursor, step: Cursor): void {
    const group = this.#text(args.get('ModelPackageGroupName'));
    const data = [
      args.get('PrimaryContainer', 'ModelDataUrl'),
      ...args
        .get('InferenceSpecification', 'Containers')
        .objects()
        .map((container) => container.get('ModelDataUrl')),
    ];
    for (const place of data) {
      const model = place.exists ? this.#data(place) : undefined;
      if (!model || !group) continue;
      const registry = this.#into.asset(`registry:${group}`, step.at, {
        declared: { kind: 'registry', name: group },
      });
      this.#into.influence('hosts', registry, model.key, place.at, { note: name });
    }
  }
}
