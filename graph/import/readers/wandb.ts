/**
 * Reads a JSON export of Weights & Biases: `{"artifacts": […], "runs": […]}`, as a short script over its API
 * writes it. A run is a pipeline; what it used flows in and what it logged comes out.
 */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import { digestKey } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

export const wandbReader: Reader = {
  title: 'Weights & Biases exports (artifacts and runs)',
  recognises: ({ form, values }) => {
    if (form !== 'json') return false;
    const run = first(member(values[0], 'runs'));
    const artifact = first(member(values[0], 'artifacts'));
    return (
      member(run, 'used_artifacts') !== undefined ||
      member(run, 'logged_artifacts') !== undefined ||
      (member(artifact, 'type') !== undefined &&
        (member(artifact, 'project') !== undefined || member(artifact, 'logged_by') !== undefined))
    );
  },
  read: ({ values }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    const place = [root.get('entity').maybeText(), root.get('project').maybeText()].filter(Boolean).join('/');
    for (const artifact of root.get('artifacts').objects()) stateArtifact(into, artifact, place);
    for (const run of root.get('runs').objects()) stateRun(into, run, place);
    return 'wandb-export';
  },
};

type Known = { readonly key: string; readonly kind: AssetKind };

function kindOf(type: string): AssetKind {
  if (/model|checkpoint|weights/i.test(type)) return 'model';
  if (/eval|metric|prediction|table/i.test(type)) return 'evaluation';
  return /label|annotation/i.test(type)
    ? 'label-set'
    : /code|job|launch/i.test(type)
      ? 'pipeline'
      : 'dataset';
}

/** An artifact as an object, or as its name with a version: `project/name:v3`. */
function stateArtifact(into: ProposalBuilder, item: Cursor, place: string): Known | undefined {
  const whole = item.isObject ? item.get('name').text() : item.text();
  if (whole === undefined) return undefined;
  const [bare = whole, tagged] = whole.split('/').slice(-1)[0]?.split(':') ?? [];
  const owner =
    [item.get('entity').maybeText(), item.get('project').maybeText()].filter(Boolean).join('/') ||
    whole.split('/').slice(0, -1).join('/') ||
    place;
  const type = item.get('type').maybeText();
  const kind = kindOf(type ?? bare);
  const key = `artifact:${owner}/${bare}`;
  const [, algorithm = 'md5', hex] =
    /^(?:(\w+):)?([0-9a-f]{32,})$/i.exec(item.get('digest').maybeText() ?? '') ?? [];
  const digest = hex === undefined ? undefined : digestKey(algorithm, hex);
  const aliases = item.get('aliases').texts();
  into.asset(
    key,
    item.at,
    {
      declared: {
        name: bare,
        version: item.get('version').maybeText() ?? tagged,
        description: item.get('description').maybeText(),
        digests: digest ? [digest] : [],
        ...(type === undefined ? {} : { kind }),
        properties: { 'W&B type': type ?? '', aliases: aliases.join(', ') },
      },
      inferred: {
        kind,
        ...(aliases.some((alias) => /^prod/i.test(alias)) ? { lifecycle: 'production' as const } : {}),
      },
    },
    owner === '' ? [] : [`wandb:${owner}/${bare}`],
  );
  const known = { key, kind };
  const maker = item.get('logged_by');
  if (maker.exists) join(into, stateRun(into, maker, owner), known, maker.at);
  for (const user of item.get('used_by').items()) join(into, known, stateRun(into, user, owner), user.at);
  return known;
}

function stateRun(into: ProposalBuilder, run: Cursor, place: string): Known | undefined {
  const id = run.isObject ? (run.get('id').maybeText() ?? run.get('name').maybeText()) : run.text();
  if (id === undefined) return undefined;
  const key = `run:${id}`;
  const known: Known = { key, kind: 'pipeline' };
  into.asset(
    key,
    run.at,
    {
      declared: {
        kind: 'pipeline',
        name: run.get('name').maybeText() ?? run.get('display_name').maybeText() ?? id,
        owner: run.get('user').maybeText(),
        version: run.get('commit').maybeText(),
      },
    },
    [`wandb:run/${place}/${id}`],
  );
  for (const item of run.get('used_artifacts').items())
    join(into, stateArtifact(into, item, place), known, item.at);
  for (const item of run.get('logged_artifacts').items())
    join(into, known, stateArtifact(into, item, place), item.at);
  return known;
}

function join(into: ProposalBuilder, from: Known | undefined, to: Known | undefined, at: string): void {
  if (!from || !to) return;
  const kind =
    from.kind === 'pipeline' && to.kind !== 'pipeline'
      ? 'produces'
      : from.kind === 'evaluation'
        ? 'evaluates'
        : dependencyKind(from.kind, to.kind);
  if (kind) into.influence(kind, from.key, to.key, at, kind === 'base-of' ? { relation: 'unstated' } : {});
}
