/**
 * `headwater/assessment@1`: an assessment with the graph it is about, complete enough that every number in a
 * report can be checked against it. Canonical JSON: equal assessments are equal bytes.
 */
import type {
  Assessment,
  ExposurePath,
  Finding,
  PathStep,
  TargetExposure,
} from '@/graph/exposure/assessment';
import { canonical } from '@/graph/model/canonical';
import { strongestBasis } from '@/graph/model/evidence';
import type { Warning } from '@/graph/model/input-file';
import type { Reason } from '@/graph/model/reason';
import type { Snapshot } from '@/graph/model/snapshot';

/** A file that was offered: what it gave, or why it gave nothing. */
export type ReportedInput = {
  readonly file: string;
  readonly format: string | null;
  readonly sha256: string | null;
  readonly assets: number;
  readonly influences: number;
  readonly warnings: readonly Warning[];
  readonly error: string | null;
};

export type AssessmentDocument = {
  readonly assessment: Assessment;
  readonly snapshot: Snapshot;
  readonly inputs: readonly ReportedInput[];
  /** Turns a reason into a sentence. */
  readonly say: (reason: Reason) => string;
};

/** The document's text, ending in a line feed. */
export function assessmentJson(document: AssessmentDocument): string {
  return `${canonical(assessmentValue(document))}\n`;
}

/** The document as a value; numbers stand as they were calculated. */
export function assessmentValue({ assessment, snapshot, inputs, say }: AssessmentDocument) {
  const reasons = (list: readonly Reason[]) =>
    list.map((item) => ({ code: item.code, params: item.params, text: say(item) }));
  return {
    schema: 'headwater/assessment@1',
    engine: assessment.engine,
    catalogue: assessment.catalogue,
    settings: assessment.settings,
    snapshot: assessment.snapshot,
    inputs: inputs.map(({ file, format, sha256, assets, influences, warnings, error }) => ({
      file,
      format,
      sha256,
      assets,
      influences,
      warnings,
      error,
    })),
    assets: snapshot.assets.map((asset) => ({
      id: asset.id,
      kind: asset.kind,
      name: asset.name,
      lineage: assessment.lineage[asset.id] ?? null,
      owner: asset.owner ?? null,
      version: asset.version ?? null,
      facts: asset.facts ?? {},
      identities: asset.identities,
      evidence: evidenceOf(asset.evidence),
    })),
    influences: snapshot.influences.map((influence) => ({
      id: influence.id,
      from: influence.from,
      to: influence.to,
      kind: influence.kind,
      role: influence.role ?? null,
      relation: influence.relation ?? null,
      basis: strongestBasis(influence.evidence),
      evidence: evidenceOf(influence.evidence),
    })),
    controls: assessment.controls,
    estimates: snapshot.estimates,
    treatments: snapshot.treatments,
    findings: assessment.findings.map((finding) => findingValue(finding, say)),
    targets: assessment.targets.map((target) => targetValue(target, say)),
    loops: assessment.loops,
    coverage: assessment.coverage,
    confidence: assessment.confidence,
    assumptions: reasons(assessment.assumptions),
    warnings: reasons(assessment.warnings),
    notAssessed: reasons(assessment.notAssessed),
  };
}

type Said = { readonly source: string; readonly at: string; readonly basis: string };

/** Files by name, people by id: what follows the colon of the source. */
function evidenceOf(evidence: readonly Said[]) {
  return evidence.map(({ source, at, basis }) => {
    const name = source.slice(source.indexOf(':') + 1);
    return source.startsWith('person:') ? { person: name, at, basis } : { file: name, at, basis };
  });
}

function findingValue({ because, ...finding }: Finding, say: (reason: Reason) => string) {
  return { ...finding, because: because.map(say), reasons: because };
}

function targetValue({ paths, ...target }: TargetExposure, say: (reason: Reason) => string) {
  return { ...target, paths: paths.map((path) => pathValue(path, say)) };
}

function pathValue({ steps, ...path }: ExposurePath, say: (reason: Reason) => string) {
  return { ...path, steps: steps.map((step) => stepValue(step, say)) };
}

function stepValue({ because, ...step }: PathStep, say: (reason: Reason) => string) {
  return {
    ...step,
    technique: step.techniques[0] ?? null,
    because: because.map(say).join(' '),
    reasons: because,
  };
}
