/** One asset: what is stated about it and by whom, what flows in and out, what guards it, what was found. */
import type { Asset, AssetEvidence, AssetFields } from '@/graph/model/asset';
import { conflictsIn } from '@/graph/model/asset';
import type { AttackClass } from '@/graph/model/attack-classes';
import { GraphError } from '@/graph/model/errors';
import { type Basis, strongestBasis } from '@/graph/model/evidence';
import type { Influence } from '@/graph/model/influence';
import { influenceFacts } from '@/graph/model/influence-kinds';
import type { Locale } from '@/lib/messages/messages';
import { phrase } from '@/lib/messages/phrase';
import type { Caller } from './access';
import {
  type AssessedView,
  type Named,
  type NamedTechnique,
  named,
  namedTechnique,
  pathsOf,
  renaming,
  viewAssessed,
} from './assessed';
import { exactReading, type Reading } from './reading';

export type StatedField = {
  /** Field name; facts of poisonability as `facts.origin`, what the format says beside the model as `properties.x`. */
  readonly field: string;
  readonly value: string;
  readonly by: readonly { readonly source: string; readonly at: string; readonly basis: Basis }[];
  readonly isDisputed: boolean;
};

export type InfluenceRow = {
  readonly id: string;
  readonly kind: Influence['kind'];
  readonly other: Named;
  readonly basis: Basis;
  readonly evidence: readonly { readonly source: string; readonly at: string }[];
  readonly carriesPoison: boolean;
};

export type AssetView = {
  readonly workspace: string;
  readonly revision: number;
  readonly asset: Asset;
  readonly lineage: 'known' | 'partly' | 'unknown' | null;
  readonly fields: readonly StatedField[];
  readonly into: readonly InfluenceRow[];
  readonly outOf: readonly InfluenceRow[];
  readonly controls: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly subject: string;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly technique: NamedTechnique;
    readonly verdict: 'applies' | 'unknown';
    readonly because: readonly string[];
  }[];
  readonly paths: readonly {
    readonly id: string;
    readonly target: Named;
    readonly attack: AttackClass;
    readonly likelihood: Reading;
  }[];
};

const HIDDEN = ['evidence', 'identities', 'id', 'name', 'kind', 'facts', 'properties'];

const asText = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);

function* statedValues(
  asset: Asset,
): Iterable<{ field: string; value: string; in: (said: AssetEvidence['says']) => unknown }> {
  for (const [field, value] of Object.entries(asset)) {
    if (!HIDDEN.includes(field) && value !== undefined)
      yield {
        field,
        value: asText(value),
        in: (said) => Object.entries(said).find(([name]) => name === field)?.[1],
      };
  }
  for (const group of ['facts', 'properties'] as const) {
    for (const [name, value] of Object.entries(asset[group] ?? {}))
      yield {
        field: `${group}.${name}`,
        value: asText(value),
        in: (said) => Object.entries(said[group] ?? {}).find(([known]) => known === name)?.[1],
      };
  }
}

/** Only what is said: a field that is there without a value says nothing. */
function stated(says: AssetEvidence['says']): Partial<AssetFields> {
  return Object.fromEntries(Object.entries(says).filter(([, value]) => value !== undefined));
}

function fieldsOf(asset: Asset): readonly StatedField[] {
  const disputed = conflictsIn(asset.evidence.map((item) => ({ ...item, says: stated(item.says) })));
  return [...statedValues(asset)].map(({ field, value, in: within }) => ({
    field,
    value,
    by: asset.evidence
      .filter(({ says }) => within(says) !== undefined)
      .map(({ source, at, basis }) => ({ source, at, basis })),
    isDisputed: disputed.has(field),
  }));
}

function influenceRow(assessed: AssessedView, influence: Influence, other: string): InfluenceRow {
  return {
    id: influence.id,
    kind: influence.kind,
    other: named(assessed, other),
    basis: strongestBasis(influence.evidence),
    evidence: influence.evidence.map(({ source, at }) => ({ source, at })),
    carriesPoison: influenceFacts(influence.kind).classes.length > 0,
  };
}

/** Throws `not-found` for a workspace or an asset that is not there or may not be read. */
export async function viewAsset(
  caller: Caller,
  workspace: string,
  id: string,
  locale: Locale,
): Promise<AssetView> {
  const assessed = await viewAssessed(caller, workspace);
  const { view, assessment, catalogue } = assessed;
  const asset = view.assets.get(id);
  if (!asset)
    throw new GraphError(
      'not-found',
      `There is no asset ${id} in ${workspace}. Search the inventory for its name.`,
    );
  const into = view.into.get(id) ?? [];
  const outOf = view.outOf.get(id) ?? [];
  const subjects = [id, ...[...into, ...outOf].map((influence) => influence.id as string)];
  return {
    workspace: assessed.info.name,
    revision: view.revision.number,
    asset,
    lineage: assessment.lineage[id] ?? null,
    fields: fieldsOf(asset),
    into: into.map((influence) => influenceRow(assessed, influence, influence.from)),
    outOf: outOf.map((influence) => influenceRow(assessed, influence, influence.to)),
    controls: subjects
      .flatMap((subject) => view.controlsOn.get(subject) ?? [])
      .map((control) => ({
        id: control.id,
        name: catalogue.controls.find((known) => known.id === control.control)?.name ?? control.control,
        status: control.status,
        subject: control.subject,
      })),
    findings: assessment.findings
      .filter((finding) => finding.asset === id)
      .map((finding) => ({
        id: finding.id,
        technique: namedTechnique(assessed, finding.techniques[0] ?? finding.technique),
        verdict: finding.verdict,
        because: finding.because.map((reason) => phrase(reason, locale, renaming(assessed))),
      })),
    paths: pathsOf(assessment)
      .filter(({ path }) => path.steps.some((step) => step.to === id))
      .slice(0, 20)
      .map(({ path }) => ({
        id: path.id,
        target: named(assessed, path.target),
        attack: path.attack,
        likelihood: exactReading(path.likelihood, locale),
      })),
  };
}
