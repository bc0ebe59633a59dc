/** MLflow models: logged (`MLmodel`), registered, and their versions. */
import type { AssetFields } from '../../model/asset';
import type { AssetKind } from '../../model/asset-kinds';
import type { InfluenceKind } from '../../model/influence-kinds';
import type { Cursor } from '../cursor';
import { stateMention } from '../hub-placeholder';
import { serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';

/** The key of a logged model by its run and path, as runs, `MLmodel` and versions all know it. */
const loggedKey = (run: string, path: string): string =>
  `mlflow:run/${run}/${path.replace(/^\/+|\/+$/g, '')}`;

/** States a model from its flavors. `run` is used where the entry itself names none. */
export function stateFlavoured(
  into: ProposalBuilder,
  entry: Cursor,
  at: string,
  run?: string,
): string | undefined {
  const runId = run ?? entry.get('run_id').maybeText();
  const path = entry.get('artifact_path').maybeText() ?? 'model';
  const uuid = entry.get('model_uuid').maybeText();
  const id = entry.get('model_id').maybeText();
  const keys = [
    ...(runId ? [loggedKey(runId, path)] : []),
    ...(uuid ? [`mlflow:model-uuid/${uuid}`] : []),
    ...(id ? [`mlflow:model/${id}`] : []),
  ];
  const [first] = keys;
  if (first === undefined) return undefined;
  const flavors = entry.get('flavors');
  const words = [
    flavors.get('python_function', 'model_path'),
    ...flavors
      .entries()
      .flatMap(([, flavor]) =>
        ['serialization_format', 'pickled_model', 'model_data', 'data'].map((name) => flavor.get(name)),
      ),
  ].flatMap((item) => item.maybeText() ?? []);
  const serialization = serializationOf(words);
  const adapter = flavors.get('transformers', 'peft_adaptor').exists;
  const kind: AssetKind = adapter ? 'adapter' : 'model';
  const declared: Partial<AssetFields> = {
    kind,
    ...(entry.get('name').maybeText() ? { name: entry.get('name').maybeText() ?? '' } : {}),
    version: uuid,
    properties: {
      flavors: flavors.keys().join(', '),
      mlflow_version: entry.get('mlflow_version').maybeText() ?? '',
    },
  };
  into.asset(
    first,
    at,
    { declared, inferred: { name: path, lineage: 'unknown', facts: serialization ? { serialization } : {} } },
    keys,
  );
  const base = flavors.get('transformers', 'source_model_name').maybeText();
  if (base) {
    const source = stateMention(into, { type: 'model', text: base, at });
    into.influence('base-of', source, first, at, { relation: adapter ? 'adapter' : 'unstated' });
  }
  return first;
}

const RESOURCES: readonly (readonly [name: string, kind: AssetKind, influence: InfluenceKind])[] = [
  ['vector_search_index', 'knowledge-base', 'retrieves'],
  ['table', 'dataset', 'retrieves'],
  ['function', 'tool', 'retrieves'],
  ['uc_connection', 'tool', 'retrieves'],
  ['genie_space', 'tool', 'retrieves'],
  ['serving_endpoint', 'system', 'supplies'],
];

/** States an `MLmodel` file: the model, the run that logged it, and what it reads when it answers. */
export function stateMlmodel(into: ProposalBuilder, root: Cursor): void {
  const run = root.get('run_id').maybeText();
  const model = stateFlavoured(into, root, '/');
  if (model === undefined) {
    root.warn('This MLmodel names neither a run nor an id; nothing joins it to anything.');
    return;
  }
  if (run) {
    const key = into.asset(
      `run:${run}`,
      '/run_id',
      { inferred: { kind: 'pipeline', name: `run ${run.slice(0, 8)}` } },
      [`mlflow:run/${run}`],
    );
    into.influence('produces', key, model, '/run_id');
  }
  for (const [name, kind, influence] of RESOURCES) {
    for (const item of root.get('resources', 'databricks', name).objects()) {
      const resource = item.get('name').maybeText();
      if (resource === undefined) continue;
      const key = into.asset(`${name}:${resource}`, item.at, { declared: { kind, name: resource } }, [
        `databricks:${name}/${resource}`,
      ]);
      into.influence(influence, key, model, item.at, {}, influence === 'supplies' ? 'inferred' : 'declared');
    }
  }
}

/** States a registered model: an entry of the registry, which hosts its versions. */
export function stateRegisteredModel(into: ProposalBuilder, item: Cursor): void {
  const name = item.get('name').text();
  if (name === undefined) {
    item.warn('This registered model has no name; skipped.');
    return;
  }
  const aliases = item
    .get('aliases')
    .objects()
    .flatMap((alias) => alias.get('alias').maybeText() ?? []);
  registryEntry(into, name, item.at, {
    description: item.get('description').maybeText(),
    owner: item.get('user_id').maybeText(),
    properties: aliases.length > 0 ? { aliases: aliases.join(', ') } : {},
  });
  for (const version of [...item.get('latest_versions').objects(), ...item.get('versions').objects()])
    stateVersion(into, version, name);
}

function registryEntry(into: ProposalBuilder, name: string, at: string, more: Partial<AssetFields>): string {
  return into.asset(`registered:${name}`, at, { declared: { kind: 'registry', name, ...more } }, [
    `mlflow:registered/${name}`,
  ]);
}

/** States a version of a registered model, joined to the run that made it. */
export function stateVersion(into: ProposalBuilder, item: Cursor, registered?: string): void {
  const name = item.get('name').maybeText() ?? registered;
  const version = item.get('version').text();
  if (name === undefined || version === undefined) {
    item.warn('This model version has no name or no number; skipped.');
    return;
  }
  const run = item.get('run_id').maybeText();
  const source = item.get('source').maybeText() ?? item.get('storage_location').maybeText();
  const id = item.get('model_id').maybeText();
  const path =
    run && source?.includes(`${run}/artifacts/`) ? source.split(`${run}/artifacts/`)[1] : undefined;
  const stage = item.get('current_stage').maybeText();
  const aliases = item
    .get('aliases')
    .items()
    .flatMap((alias) => alias.maybeText() ?? alias.get('alias').maybeText() ?? []);
  const live =
    stage === 'Production' || aliases.some((alias) => /^(prod|production|champion|live)$/i.test(alias));
  const key = into.asset(
    `version:${name}/${version}`,
    item.at,
    {
      declared: {
        kind: 'model',
        name: `${name} v${version}`,
        version,
        location: source,
        description: item.get('description').maybeText(),
        owner: item.get('user_id').maybeText(),
        properties: {
          ...(stage && stage !== 'None' ? { stage } : {}),
          ...(aliases.length > 0 ? { aliases: aliases.join(', ') } : {}),
        },
      },
      inferred: { lineage: 'unknown', ...(live ? { lifecycle: 'production' as const } : {}) },
    },
    [
      `mlflow:version/${name}/${version}`,
      ...(run && path ? [loggedKey(run, path)] : []),
      ...(id ? [`mlflow:model/${id}`] : []),
    ],
  );
  const entry = registryEntry(into, name, item.at, {});
  into.influence('hosts', entry, key, item.at);
  if (!run) return;
  const pipeline = into.asset(
    `run:${run}`,
    item.get('run_id').at,
    { inferred: { kind: 'pipeline', name: `run ${run.slice(0, 8)}` } },
    [`mlflow:run/${run}`],
  );
  into.influence('produces', pipeline, key, item.get('run_id').at);
}

/** States a logged model of MLflow 3. */
export function stateLoggedModel(into: ProposalBuilder, item: Cursor): void {
  const info = item.get('info').isObject ? item.get('info') : item;
  const id = info.get('model_id').maybeText();
  if (id === undefined) return;
  const run = info.get('source_run_id').maybeText();
  const key = into.asset(
    `model:${id}`,
    info.at,
    {
      declared: {
        kind: 'model',
        name: info.get('name').maybeText() ?? id,
        location: info.get('artifact_uri').maybeText(),
      },
      inferred: { lineage: 'unknown' },
    },
    [`mlflow:model/${id}`],
  );
  if (!run) return;
  const pipeline = into.asset(
    `run:${run}`,
    info.at,
    { inferred: { kind: 'pipeline', name: `run ${run.slice(0, 8)}` } },
    [`mlflow:run/${run}`],
  );
  into.influence('produces', pipeline, key, info.at);
}
