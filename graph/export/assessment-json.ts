/**
 * An assessment as `headwater/assessment@1`: names, evidence and sentences beside the numbers, numbers exactly as
 * computed, one canonical text per value. Nothing is computed here.
 */
import type {
  Assessment,
  ExposurePath,
  Finding,
  PathStep,
  TargetExposure,
} from '@/graph/exposure/assessment';
import type { Asset } from '@/graph/model/asset';
import { canonical } from '@/graph/model/canonical';
import { strongestBasis } from '@/graph/model/evidence';
import { byText } from '@/graph/model/ids';
import type { Influence } from '@/graph/model/influence';
import type { Warning } from '@/graph/model/input-file';
import type { Reason } from '@/graph/model/reason';
import type { Snapshot } from '@/graph/model/snapshot';
import { ASSESSMENT_SCHEMA, type AssessmentJson, assessmentJsonSchema } from './assessment-schema';

/** A file that was named, whether or not it could be read. */
export type InputReport = {
  readonly file: string;
  readonly format: string | null;
  readonly sha256: string | null;
  readonly assets: number;
  readonly influences: number;
  readonly warnings: readonly Warning[];
  readonly error: string | null;
};

export type AssessmentJsonSource = {
  readonly assessment: Assessment;
  readonly snapshot: Snapshot;
  /** Files that were named, where some could not be read; else the snapshot's own list stands. */
  readonly inputs?: readonly InputReport[];
  /** The English sentence for a reason. */
  readonly say: (reason: Reason) => string;
};

/** The value; equal sources give equal values whatever the order of files. */
export function assessmentValue(source: AssessmentJsonSource): AssessmentJson {
  const { assessment, snapshot, say } = source;
  const reasoned = (reasons: readonly Reason[]) =>
    reasons.map(({ code, params }) => ({ code, params: { ...params }, text: say({ code, params }) }));
  return {
    schema: ASSESSMENT_SCHEMA,
    engine: assessment.engine,
    catalogue: { ...assessment.catalogue },
    snapshot: { ...assessment.snapshot },
    settings: { ...assessment.settings },
    inputs: inputsOf(source),
    assets: snapshot.assets.map((asset) => assetOf(asset, assessment)),
    influences: snapshot.influences.map(influenceOf),
    estimates: snapshot.estimates.map((estimate) => structuredClone(estimate)),
    treatments: snapshot.treatments.map((treatment) => ({ ...treatment })),
    findings: assessment.findings.map((finding) => findingOf(finding, say)),
    targets: assessment.targets.map((target) => targetOf(target, say)),
    controls: assessment.controls.map((control) => ({ ...control })),
    loops: assessment.loops.map(({ assets, influences }) => ({
      assets: [...assets],
      influences: [...influences],
    })),
    coverage: structuredClone(assessment.coverage),
    confidence: structuredClone(assessment.confidence),
    assumptions: reasoned(assessment.assumptions),
    warnings: reasoned(assessment.warnings),
    notAssessed: reasoned(assessment.notAssessed),
  };
}

function assetOf(asset: Asset, { lineage }: Assessment): AssessmentJson['assets'][number] {
  const { id, kind, name, owner, version, facts, identities, evidence } = asset;
  return {
    id,
    kind,
    name,
    lineage: lineage[id] ?? null,
    owner: owner ?? null,
    version: version ?? null,
    facts: facts ?? {},
    identities: [...identities],
    evidence: evidenceOf(evidence),
  };
}

function influenceOf(influence: Influence): AssessmentJson['influences'][number] {
  const { id, from, to, kind, role, relation, evidence } = influence;
  return {
    id,
    from,
    to,
    kind,
    role: role ?? null,
    relation: relation ?? null,
    basis: strongestBasis(evidence),
    evidence: evidenceOf(evidence),
  };
}

function findingOf(finding: Finding, say: (reason: Reason) => string): AssessmentJson['findings'][number] {
  return {
    id: finding.id,
    technique: finding.technique,
    techniques: [...finding.techniques],
    asset: finding.asset,
    verdict: finding.verdict,
    classes: [...finding.classes],
    because: finding.because.map(say),
    reasons: finding.because.map(coded),
    paths: [...finding.paths],
  };
}

/** A reason by its code; the sentence stands beside it in `because`. */
const coded = ({ code, params }: Reason) => ({ code, params: { ...params } });

function inputsOf({ inputs, snapshot }: AssessmentJsonSource): AssessmentJson['inputs'] {
  const listed: readonly InputReport[] =
    inputs ?? snapshot.inputs.map(({ id, bytes: _, ...rest }) => ({ ...rest, file: id, error: null }));
  return [...listed]
    .sort((a, b) => byText(a.file, b.file))
    .map((input) => ({ ...input, warnings: input.warnings.map((warning) => ({ ...warning })) }));
}

type Stated = {
  readonly source: string;
  readonly at: string;
  readonly basis: 'confirmed' | 'declared' | 'inferred';
};

/** Files by name, people by id: what follows the colon of the source. */
function evidenceOf(evidence: readonly Stated[]): AssessmentJson['assets'][number]['evidence'] {
  return evidence.map(({ source, at, basis }) => {
    const name = source.slice(source.indexOf(':') + 1);
    return source.startsWith('person:') ? { person: name, at, basis } : { file: name, at, basis };
  });
}

function targetOf(
  target: TargetExposure,
  say: (reason: Reason) => string,
): AssessmentJson['targets'][number] {
  const { paths, chokePoints, byClass, exposure, risk, ...rest } = target;
  return {
    ...rest,
    exposure: structuredClone(exposure),
    byClass: structuredClone(byClass),
    risk: { ...risk },
    paths: paths.map((path) => pathOf(path, say)),
    chokePoints: chokePoints.map((point) => ({ ...point, reduction: { ...point.reduction } })),
  };
}

const pathOf = ({ target: _, steps, ...rest }: ExposurePath, say: (reason: Reason) => string) => ({
  ...rest,
  steps: steps.map((step) => stepOf(step, say)),
});

function stepOf(
  { because, techniques, controls, source, ...rest }: PathStep,
  say: (reason: Reason) => string,
) {
  return {
    ...rest,
    technique: techniques[0] ?? null,
    techniques: [...techniques],
    controls: [...controls],
    source: { ...source },
    because: because.map(say).join(' '),
    reasons: because.map(coded),
  };
}

/** Canonical JSON text ending in a line feed. */
export function assessmentJson(source: AssessmentJsonSource): string {
  return [...assessmentChunks(source)].join('');
}

/**
 * The same text piece by piece: the long lists are written record by record, so a large assessment is never held
 * a second time as values.
 */
export function* assessmentChunks(source: AssessmentJsonSource): Generator<string> {
  const { assessment, snapshot, say } = source;
  const empty = {
    ...source,
    assessment: { ...assessment, findings: [], targets: [] },
    snapshot: { ...snapshot, assets: [], influences: [] },
  };
  const short: Readonly<Record<string, unknown>> = assessmentValue({
    ...empty,
    inputs: source.inputs ?? inputsOf(source),
  });
  const long: Readonly<Record<string, () => Iterable<unknown>>> = {
    assets: () => mapped(snapshot.assets, (asset) => assetOf(asset, assessment)),
    influences: () => mapped(snapshot.influences, influenceOf),
    findings: () => mapped(assessment.findings, (finding) => findingOf(finding, say)),
    targets: () => mapped(assessment.targets, (target) => targetOf(target, say)),
  };
  let before = '{';
  for (const key of Object.keys(short).sort()) {
    yield `${before}${JSON.stringify(key)}:`;
    const items = long[key];
    if (items) yield* listChunks(items());
    else yield canonical(short[key]);
    before = ',';
  }
  yield '}\n';
}

function* listChunks(items: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const item of items) {
    yield before + canonical(item);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function* mapped<T, U>(list: readonly T[], map: (item: T) => U): Generator<U> {
  for (const item of list) yield map(item);
}

/** Reads such a file back. Throws ZodError or SyntaxError naming the place where it is something else. */
export function readAssessmentJson(text: string): AssessmentJson {
  return assessmentJsonSchema.parse(JSON.parse(text));
}
