/**
 * Reads DVC: `dvc.yaml`, `dvc.lock` and `*.dvc`. A stage is a pipeline, what it depends on flows into it and
 * what it puts out comes from it. Paths are known by the folder they lie in, so a `dvc.yaml`, its lock and the
 * pointers beside them meet in one graph; checksums join copies elsewhere.
 *
 * MD5 notices an accident, not an attacker, so it counts as a weak hash.
 */
import { posix } from 'node:path';
import type { AssetKind } from '../../model/asset-kinds';
import type { InfluenceKind } from '../../model/influence-kinds';
import { Cursor } from '../cursor';
import { stateMention } from '../hub-placeholder';
import { digestKey, isHubName } from '../identity';
import { looksLikeWeights, serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { member, type ParsedFile, type Reader } from '../reader';
import { expandStages, type Stage, variablesOf } from './dvc-stages';

export const dvcReader: Reader = {
  title: 'DVC (dvc.yaml, dvc.lock, *.dvc)',
  recognises: ({ form, values, name }) => {
    const [value] = values;
    if (form !== 'yaml') return false;
    const stages = member(value, 'stages');
    if (typeof stages === 'object' && stages !== null && !Array.isArray(stages)) {
      return Object.values(stages).some((stage) =>
        ['cmd', 'deps', 'outs', 'foreach', 'matrix'].some((key) => member(stage, key) !== undefined),
      );
    }
    const outs = member(value, 'outs');
    if (/(^|\/)params\.ya?ml$/.test(name) && typeof value === 'object' && value !== null) return true;
    return /\.dvc$/.test(name) || (Array.isArray(outs) && typeof member(outs[0], 'path') === 'string');
  },
  read: (file, into) => new DvcReading(file, into).read(),
};

const CODE = /\.(py|r|sh|ipynb|ya?ml|toml|cfg|ini|jl|scala|java|js|ts|sql|md|txt\.in)$/i;
const CODE_FOLDER = /(^|\/)(src|scripts?|stages|code|notebooks|lib)\/?$/i;

class DvcReading {
  readonly #into: ProposalBuilder;
  readonly #root: Cursor;
  readonly #folder: string;
  readonly #params: Cursor;

  constructor(file: ParsedFile, into: ProposalBuilder) {
    this.#into = into;
    this.#root = new Cursor(file.values[0], '', into.warn);
    this.#folder = posix.dirname(file.name);
    this.#params = new Cursor(file.companions.get('params.yaml'), '/params.yaml', () => {});
  }

  read(): string {
    if (!this.#root.get('stages').isObject && !this.#root.get('outs').exists) return 'dvc-params';
    if (!this.#root.get('stages').isObject) return this.#pointer();
    const lock = this.#root.get('schema').exists;
    const stages = expandStages(this.#root.get('stages'), variablesOf(this.#root.get('vars'), this.#params));
    for (const stage of stages) this.#stage(stage);
    for (const [name, artifact] of this.#root.get('artifacts').entries()) this.#artifact(name, artifact);
    return lock ? 'dvc-lock' : 'dvc-yaml';
  }

  #stage({ name, stage, resolve }: Stage): void {
    const key = `stage:${name}`;
    const command = stage
      .get('cmd')
      .items()
      .flatMap((item) => item.maybeText() ?? [])
      .join(' && ');
    this.#into.asset(
      key,
      stage.at,
      {
        declared: {
          kind: 'pipeline',
          name,
          description: stage.get('desc').maybeText(),
          properties: command ? { cmd: resolve(command) ?? command } : {},
        },
      },
      [`dvc:${this.#folder}/dvc.yaml:${name}`],
    );
    const wdir = stage.get('wdir').maybeText() ?? '.';
    for (const dep of pathsOf(stage.get('deps'))) {
      const data = this.#path(dep, resolve, wdir, name);
      if (data)
        this.#into.influence(
          intoStage(data.kind),
          data.key,
          key,
          dep.at.at,
          {},
          data.kind === 'model' ? 'inferred' : 'declared',
        );
    }
    for (const out of pathsOf(stage.get('outs'))) {
      const data = this.#path(out, resolve, wdir, name, true);
      if (data) this.#into.influence('produces', key, data.key, out.at.at);
    }
    this.#baseModels(stage.get('params'), key);
  }

  /** A parameter that names a model of the hub suggests a base; only the lock holds values. */
  #baseModels(params: Cursor, stage: string): void {
    const walk = (value: Cursor, name: string, depth: number): void => {
      if (value.isObject && depth < 6) {
        for (const [key, item] of value.entries()) walk(item, key, depth + 1);
        return;
      }
      const text = value.maybeText();
      if (!text || !/pretrained|base_?model|model_(name|id)|checkpoint/i.test(name)) return;
      if (!text.includes('/') || !isHubName(text) || looksLikeWeights(text)) return;
      const base = stateMention(this.#into, { type: 'model', text, at: value.at });
      this.#into.influence('base-of', base, stage, value.at, { relation: 'unstated' }, 'inferred');
    };
    walk(params, '', 0);
  }

  #path(
    path: PathEntry,
    resolve: Stage['resolve'],
    wdir: string,
    stage: string,
    isOut = false,
  ): { key: string; kind: AssetKind } | undefined {
    const text = resolve(path.text);
    if (text === undefined) {
      path.at.warn(
        `“${path.text}” needs values from another file; give params.yaml with it in one folder, or dvc.lock, which holds the paths.`,
      );
      return undefined;
    }
    if (!isOut && (CODE.test(text) || CODE_FOLDER.test(text))) return undefined;
    if (/^(https?|s3|gs|azure|hdfs|ssh):\/\//.test(text)) return this.#remote(text, path.at);
    const kind = kindOfPath(text, isOut ? stage : '');
    const whole = posix.normalize(posix.join(this.#folder, wdir, text)).replace(/\/$/, '');
    const key = `path:${whole}`;
    const digests = ['md5', 'hash', 'sha256', 'etag'].flatMap(
      (name) => digestKey(name === 'sha256' ? name : 'md5', path.at.get(name).maybeText() ?? '') ?? [],
    );
    const serialization = kind === 'model' ? serializationOf([text]) : undefined;
    this.#into.asset(
      key,
      path.at.at,
      {
        declared: {
          name: posix
            .normalize(text)
            .replace(/^(\.\.?\/)+/, '')
            .replace(/\/$/, ''),
          location: text,
          digests,
          ...(digests.length > 0 ? { facts: { integrity: 'weak-hash', pinned: true } } : {}),
        },
        inferred: { kind, ...(serialization ? { facts: { serialization } } : {}) },
      },
      [`dvc:${whole}`, ...digests.filter((digest) => !digest.endsWith('.dir'))],
    );
    return { key, kind };
  }

  #remote(url: string, at: Cursor): { key: string; kind: AssetKind } {
    this.#into.asset(url, at.at, { declared: { name: url, location: url }, inferred: { kind: 'source' } }, [
      url,
    ]);
    return { key: url, kind: 'source' };
  }

  #artifact(name: string, artifact: Cursor): void {
    const path = artifact.get('path').maybeText();
    if (path === undefined) return;
    const whole = posix.normalize(posix.join(this.#folder, path)).replace(/\/$/, '');
    const model = artifact.get('type').maybeText() === 'model';
    const declared = {
      name,
      description: artifact.get('desc').maybeText(),
      location: path,
      tags: [...artifact.get('labels').texts()],
    };
    this.#into.asset(
      `path:${whole}`,
      artifact.at,
      {
        declared: { ...declared, ...(model ? { kind: 'model' as const } : {}) },
        inferred: { kind: kindOfPath(path, '') },
      },
      [`dvc:${whole}`],
    );
  }

  /** A `.dvc` pointer: data under version control, perhaps imported from elsewhere. */
  #pointer(): string {
    const plain: Stage['resolve'] = (text) => text;
    for (const out of pathsOf(this.#root.get('outs'))) {
      const data = this.#path(out, plain, this.#root.get('wdir').maybeText() ?? '.', '', true);
      if (!data) continue;
      for (const dep of this.#root.get('deps').objects()) {
        const repo = dep.get('repo', 'url').maybeText();
        const source = repo ?? dep.get('path').maybeText();
        if (source === undefined) continue;
        const pinned = dep.get('repo', 'rev_lock').exists;
        this.#into.asset(
          source,
          dep.at,
          { declared: { kind: 'source', name: source, location: source, facts: { pinned } } },
          [source],
        );
        this.#into.influence('supplies', source, data.key, dep.at);
      }
    }
    return 'dvc-pointer';
  }
}

const intoStage = (kind: AssetKind): InfluenceKind =>
  kind === 'model' ? 'base-of' : kind === 'source' ? 'supplies' : 'ingests';

type PathEntry = { readonly text: string; readonly at: Cursor };

/** Paths written as text, as `{path: …}`, or as `path: {options}`. */
function pathsOf(list: Cursor): readonly PathEntry[] {
  return list.items().flatMap((item) => {
    const own = item.get('path').maybeText();
    if (own !== undefined) return [{ text: own, at: item }];
    if (item.isObject) {
      const [only] = item.keys();
      return only === undefined ? [] : [{ text: only, at: item }];
    }
    const text = item.text();
    return text === undefined ? [] : [{ text, at: item }];
  });
}

/** Model or data, by folder and ending; where these leave it open, by the stage that makes it. */
function kindOfPath(path: string, stage: string): AssetKind {
  if (
    /(^|[/_-])(metrics?|plots?|results?|scores?|roc|pr_curve|confusion|report)[^/]*\.(json|png|svg|html|csv|tsv|ya?ml)$/i.test(
      path,
    )
  )
    return 'evaluation';
  if (/(^|\/)[^/]*plots?\//i.test(path)) return 'evaluation';
  if (/(^|\/)(data|datasets?|raw|processed|features?)\//i.test(path)) return 'dataset';
  if (/(^|\/)(models?|checkpoints?|weights)(\/|$)/i.test(path)) return 'model';
  if (looksLikeWeights(path) || /model$/i.test(path.replace(/\/$/, ''))) return 'model';
  return /\.(bin)$/i.test(path) && /train|fit/i.test(stage) ? 'model' : 'dataset';
}
