/**
 * Reads MLflow, versions 2 and 3: REST answers, exports, the `meta.yaml` files of a file store, and `MLmodel`.
 *
 * A run is a pipeline; a logged model is known by its run and path, so that a run, its `MLmodel` and the
 * registered version made from it meet in one model. Most runs name no inputs: their data stays unknown.
 */
import { Cursor } from '../cursor';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';
import { stateLoggedModel, stateMlmodel, stateRegisteredModel, stateVersion } from './mlflow-model';
import { stateEvaluationDataset, stateRun } from './mlflow-run';

const REST_LISTS = ['runs', 'registered_models', 'model_versions', 'experiments', 'logged_models', 'models'];
const REST_SINGLE = [
  'run',
  'registered_model',
  'model_version',
  'experiment',
  'evaluation_dataset',
  'prompt',
  'logged_model',
];

const has = (value: unknown, key: string): boolean => member(value, key) !== undefined;

function isMlflow(value: unknown): boolean {
  if (has(member(value, 'system'), 'mlflow_version') || has(member(value, 'system'), 'mlflow_tracking_uri'))
    return true;
  if (
    has(value, 'flavors') &&
    (has(value, 'model_uuid') || has(value, 'run_id') || has(value, 'mlflow_version'))
  )
    return true;
  if (has(value, 'artifact_uri') && (has(value, 'run_id') || has(value, 'run_uuid'))) return true;
  if (has(value, 'artifact_location') && has(value, 'experiment_id')) return true;
  if (has(value, 'digest') && has(value, 'source_type')) return true;
  if (has(value, 'source_id') && has(value, 'destination_id')) return true;
  if (has(value, 'storage_location') || (has(value, 'current_stage') && has(value, 'version'))) return true;
  if (has(value, 'last_updated_timestamp') && has(value, 'creation_timestamp') && has(value, 'name'))
    return true;
  return isRest(value);
}

function isRest(value: unknown): boolean {
  const runs = member(value, 'runs');
  if (Array.isArray(runs) && has(runs[0], 'info')) return true;
  if (has(member(value, 'run'), 'info')) return true;
  for (const key of ['registered_models', 'model_versions', 'logged_models'])
    if (Array.isArray(member(value, key))) return true;
  return (
    has(member(value, 'registered_model'), 'name') ||
    has(member(value, 'model_version'), 'name') ||
    has(member(member(value, 'model'), 'info'), 'model_id')
  );
}

export const mlflowReader: Reader = {
  title: 'MLflow (REST and export JSON, mlruns folders, MLmodel)',
  recognises: ({ form, values }) => (form === 'json' || form === 'yaml') && isMlflow(values[0]),
  read: ({ values, form }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    if (form === 'yaml' || root.get('flavors').exists) return readStore(root, into);
    const exported = root.get('mlflow');
    if (exported.exists) {
      readObject(exported, into);
      return 'mlflow-export';
    }
    readObject(root, into);
    return 'mlflow-rest';
  },
};

/** Files of the file store, and `MLmodel`: one thing each. */
function readStore(root: Cursor, into: ProposalBuilder): string {
  if (root.get('flavors').exists) {
    stateMlmodel(into, root);
    return 'mlflow-model';
  }
  if (root.get('artifact_uri').exists) stateRun(into, { info: root, data: root, inputs: root.get('inputs') });
  else if (root.get('digest').exists) stateDatasetFile(into, root);
  else if (root.get('source_id').exists) stateInputFile(into, root);
  else if (root.get('version').exists) stateVersion(into, root);
  else if (!root.get('artifact_location').exists) stateRegisteredModel(into, root);
  return 'mlflow-store';
}

/** `datasets/<digest>/meta.yaml`, known by digest to the inputs of runs. */
function stateDatasetFile(into: ProposalBuilder, root: Cursor): void {
  const digest = root.get('digest').text() ?? '';
  const name = root.get('name').text() ?? digest;
  into.asset(
    `dataset:${digest}`,
    '/',
    { declared: { kind: 'dataset', name, properties: { source: root.get('source').maybeText() ?? '' } } },
    [`mlflow:dataset/${name}@${digest}`, `mlflow:dataset-digest/${digest}`],
  );
}

/** `<run>/inputs/<id>/meta.yaml`: which dataset a run read, and for what. */
function stateInputFile(into: ProposalBuilder, root: Cursor): void {
  const dataset = root.get('source_id').text() ?? '';
  const run = root.get('destination_id').text() ?? '';
  const context = root.get('tags', 'mlflow.data.context').maybeText() ?? '';
  into.asset('run', '/', { inferred: { kind: 'pipeline', name: `run ${run.slice(0, 8)}` } }, [
    `mlflow:run/${run}`,
  ]);
  into.asset('dataset', '/', { inferred: { kind: 'dataset', name: `dataset ${dataset.slice(0, 8)}` } }, [
    `mlflow:dataset-digest/${dataset}`,
  ]);
  if (/train/i.test(context)) into.influence('trains', 'dataset', 'run', '/tags', { role: 'train' });
  else if (/eval|valid|test/i.test(context))
    into.influence('evaluates', 'dataset', 'run', '/tags', { role: 'test' });
  else into.influence('trains', 'dataset', 'run', '/source_id', { role: 'unstated' }, 'inferred');
}

function readObject(root: Cursor, into: ProposalBuilder): void {
  if (root.get('info').isObject)
    stateRun(into, { info: root.get('info'), data: root, inputs: root.get('inputs') });
  for (const key of REST_SINGLE) {
    const item = root.get(key);
    if (item.isObject) readOne(key, item, into);
  }
  for (const key of REST_LISTS)
    for (const item of root.get(key).items()) if (item.isObject) readOne(key.replace(/s$/, ''), item, into);
}

function readOne(kind: string, item: Cursor, into: ProposalBuilder): void {
  switch (kind) {
    case 'run':
      stateRun(into, {
        info: item.get('info'),
        data: item.get('data'),
        inputs: item.get('inputs'),
        outputs: item.get('outputs'),
      });
      return;
    case 'registered_model':
      stateRegisteredModel(into, item);
      return;
    case 'model_version':
      stateVersion(into, item);
      return;
    case 'logged_model':
    case 'model':
      stateLoggedModel(into, item);
      return;
    case 'evaluation_dataset':
      stateEvaluationDataset(into, item);
      return;
    case 'experiment':
      for (const model of item.get('logged_models').objects()) stateLoggedModel(into, model);
      return;
    case 'prompt':
      statePrompt(into, item);
      return;
    default:
  }
}

function statePrompt(into: ProposalBuilder, prompt: Cursor): void {
  const name = prompt.get('name').text();
  if (name === undefined) return;
  const version = prompt.get('version').text();
  const declared = {
    kind: 'artifact' as const,
    name,
    version,
    description: prompt.get('description').maybeText(),
    owner: prompt.get('user_id').maybeText(),
  };
  into.asset(`prompt:${name}`, prompt.at, { declared }, [`mlflow:prompt/${name}`]);
}
