/** An MLflow run: a pipeline, the datasets it read and the models it logged. */
import type { AssetFields } from '../../model/asset';
import { Cursor } from '../cursor';
import { stateMention } from '../hub-placeholder';
import { hubReference, urlKey } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { stateFlavoured } from './mlflow-model';

export type RunParts = {
  readonly info: Cursor;
  /** Where tags and parameters stand. */
  readonly data: Cursor;
  readonly inputs: Cursor;
  readonly outputs?: Cursor;
};

/** Tags as they come: `[{key, value}]` from REST, a mapping from exports. */
function tagOf(data: Cursor, name: string): string | undefined {
  const tags = data.get('tags');
  if (tags.isObject) return tags.get(name).maybeText();
  const found = tags.items().find((tag) => tag.get('key').maybeText() === name);
  return found?.get('value').maybeText();
}

/** States a run. Runs without an id are skipped with a warning. */
export function stateRun(into: ProposalBuilder, { info, data, inputs, outputs }: RunParts): void {
  const id = info.get('run_id').text() ?? info.get('run_uuid').text();
  if (id === undefined) {
    info.warn('This run has no id; skipped.');
    return;
  }
  const key = `run:${id}`;
  const source = tagOf(data, 'mlflow.source.name');
  const fields: Partial<AssetFields> = {
    kind: 'pipeline',
    name: info.get('run_name').maybeText() ?? tagOf(data, 'mlflow.runName') ?? `run ${id.slice(0, 8)}`,
    owner: tagOf(data, 'mlflow.user') ?? info.get('user_id').maybeText(),
    version: tagOf(data, 'mlflow.source.git.commit') ?? tagOf(data, 'mlflow.databricks.gitRepoCommit'),
    location: info.get('artifact_uri').maybeText(),
    properties: { ...(source ? { source } : {}), status: info.get('status').maybeText() ?? '' },
  };
  into.asset(key, info.at, { declared: fields }, [`mlflow:run/${id}`]);
  const list = inputs.isList ? inputs : inputs.get('dataset_inputs');
  for (const input of list.objects()) stateInput(into, input, key);
  stateHistory(into, data, id, key);
  for (const model of inputs.get('model_inputs').objects()) linkModel(into, model, key, 'input');
  for (const model of outputs?.get('model_outputs').objects() ?? []) linkModel(into, model, key, 'output');
}

function linkModel(into: ProposalBuilder, model: Cursor, run: string, direction: 'input' | 'output'): void {
  const id = model.get('model_id').maybeText();
  if (id === undefined) return;
  const key = into.asset(`model:${id}`, model.at, { inferred: { kind: 'model', name: `model ${id}` } }, [
    `mlflow:model/${id}`,
  ]);
  if (direction === 'output') into.influence('produces', run, key, model.at);
  else into.influence('base-of', key, run, model.at, { relation: 'unstated' }, 'inferred');
}

function stateInput(into: ProposalBuilder, input: Cursor, run: string): void {
  const dataset = input.get('dataset');
  const key = stateDataset(into, dataset);
  if (key === undefined) return;
  const context =
    input
      .get('tags')
      .items()
      .find((tag) => tag.get('key').maybeText() === 'mlflow.data.context')
      ?.get('value')
      .maybeText() ?? '';
  if (/eval|valid|test/i.test(context))
    into.influence('evaluates', key, run, input.at, { role: /valid/i.test(context) ? 'validate' : 'test' });
  else if (/train/i.test(context)) into.influence('trains', key, run, input.at, { role: 'train' });
  else into.influence('trains', key, run, input.at, { role: 'unstated' });
}

function stateDataset(into: ProposalBuilder, dataset: Cursor): string | undefined {
  const name = dataset.get('name').maybeText();
  const digest = dataset.get('digest').maybeText();
  if (name === undefined && digest === undefined) {
    dataset.warn('This input has neither a name nor a digest; skipped.');
    return undefined;
  }
  const place = sourceOf(dataset.get('source').maybeText());
  const type = dataset.get('source_type').maybeText();
  if (type === 'hf' && place !== undefined)
    return stateMention(into, { type: 'dataset', text: place, at: dataset.at });
  const url = place === undefined ? undefined : urlKey(place);
  const hub = place === undefined ? undefined : hubReference(place);
  return into.asset(
    `dataset:${name ?? ''}@${digest ?? ''}`,
    dataset.at,
    {
      declared: {
        kind: 'dataset',
        name: name ?? place ?? digest ?? 'dataset',
        version: digest,
        location: place,
        properties: { source_type: type ?? '' },
      },
    },
    [
      `mlflow:dataset/${name ?? ''}@${digest ?? ''}`,
      ...(digest ? [`mlflow:dataset-digest/${digest}`] : []),
      ...(hub && url ? [url] : []),
    ],
  );
}

/** The place inside a source, which MLflow writes as JSON in text. */
function sourceOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const source = parsed(text);
  for (const key of ['delta_table_name', 'path', 'uri', 'url']) {
    const place = source?.get(key).maybeText();
    if (place) return place;
  }
  return source ? undefined : text;
}

function parsed(text: string): Cursor | undefined {
  if (!/^\s*[{[]/.test(text) || text.length > 2_000_000) return undefined;
  try {
    return new Cursor(JSON.parse(text), '', () => {});
  } catch {
    return undefined;
  }
}

/** Models that the run logged, from the tag in which MLflow 2 keeps them. */
function stateHistory(into: ProposalBuilder, data: Cursor, run: string, key: string): void {
  const history = parsed(tagOf(data, 'mlflow.log-model.history') ?? '');
  for (const entry of history?.objects() ?? []) {
    const place = data.get('tags').at;
    const model = stateFlavoured(into, entry, place, run);
    if (model) into.influence('produces', key, model, place);
  }
}

/** A dataset that MLflow keeps for judging models. */
export function stateEvaluationDataset(into: ProposalBuilder, item: Cursor): void {
  const name = item.get('name').text();
  if (name === undefined) return;
  const id = item.get('dataset_id').maybeText() ?? name;
  const records = item.get('records').items().length;
  const declared: Partial<AssetFields> = {
    kind: 'dataset',
    name,
    location: item.get('source', 'uri').maybeText(),
    facts: { role: 'test', ...(records > 0 ? { records } : {}) },
  };
  const key = into.asset(`evaluation-dataset:${id}`, item.at, { declared }, [
    `mlflow:evaluation-dataset/${id}`,
  ]);
  for (const experiment of item.get('experiment_ids').items()) {
    const id = experiment.maybeText();
    if (id === undefined) continue;
    const evaluation = into.asset(`experiment:${id}`, experiment.at, {
      inferred: { kind: 'evaluation', name: `experiment ${id}` },
    });
    into.influence('evaluates', key, evaluation, experiment.at, { role: 'test' });
  }
}
