/**
 * Which controls count, in which state, how much, and where. A control without evidence is a claim and a
 * control whose evidence has expired is a memory: both count only in the planned state. Facts that files state about an
 * asset (safe serialisation, a pinned revision, a signature) are controls too, evidenced by the file.
 */
import { type AppliedControl, appliedControlIdOf, isInForce } from '@/graph/model/applied-control';
import type { Asset } from '@/graph/model/asset';
import type { AttackClass } from '@/graph/model/attack-classes';
import type { Catalogue, ReferenceControl } from '@/graph/model/catalogue';
import { byId, byText, type ControlId, controlId } from '@/graph/model/ids';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import type { AssessedControl, Settings } from './assessment';
import type { GraphIndex } from './graph-index';

/** A control with what the solver needs of it beside what the assessment shows. */
export type ActingControl = AssessedControl & {
  /** Under which name it fails: controls of one name open together. */
  readonly failsAs: string;
  readonly mode: 'independent' | 'common';
  readonly reference: ReferenceControl;
};

/** A single control stops at most this share, two of different groups on one stretch at most `STRETCH_CAP`. */
export const CONTROL_CAP = 0.97;
export const STRETCH_CAP = 0.98;
/** A control that stands only in part is credited with half of its effect: judgement. */
const PARTIAL_CREDIT = 0.5;

/** All controls that bear on likelihood or impact, applied and implied, in id order. */
export function assessedControls(
  index: GraphIndex,
  catalogue: Catalogue,
  settings: Settings,
): readonly ActingControl[] {
  const reference = new Map(catalogue.controls.map((control) => [control.id, control]));
  const applied = index.snapshot.controls.flatMap((control) => {
    const known = reference.get(control.control);
    return known ? [assessApplied(control, known, settings)] : [];
  });
  const recorded = new Set(applied.map((control) => control.id));
  const implied = [...index.asset.values()]
    .flatMap((asset) => impliedBy(asset))
    .filter((item) => !recorded.has(appliedControlIdOf(item.control, item.subject)))
    .flatMap(({ control, subject }) => {
      const known = reference.get(control);
      return known ? [assessImplied(control, subject, known)] : [];
    });
  return [...applied, ...implied].sort(byId);
}

function assessApplied(
  control: AppliedControl,
  reference: ReferenceControl,
  settings: Settings,
): ActingControl {
  const evidence = freshness(control, settings);
  const strength = Math.min(CONTROL_CAP, (control.effectiveness ?? reference.effectiveness).likely);
  const counts = isInForce(control.status) && (evidence === 'fresh' || evidence === 'undated');
  return {
    id: control.id,
    control: control.control,
    subject: control.subject,
    status: control.status,
    stated: 'applied',
    evidence,
    current: counts ? strength * (control.status === 'partial' ? PARTIAL_CREDIT : 1) : 0,
    planned: strength,
    failsAs: control.group ?? control.id,
    mode: control.group ? 'common' : reference.mode,
    reference,
  };
}

function freshness(control: AppliedControl, { asOf }: Settings): ActingControl['evidence'] {
  if (control.evidence.length === 0) return 'none';
  const dated = control.evidence.filter((item) => item.expires !== undefined);
  if (asOf === undefined || dated.length === 0) return 'undated';
  if (dated.length < control.evidence.length) return 'fresh';
  return dated.some((item) => (item.expires ?? '') >= asOf) ? 'fresh' : 'expired';
}

function assessImplied(control: ControlId, subject: string, reference: ReferenceControl): ActingControl {
  const strength = Math.min(CONTROL_CAP, reference.effectiveness.likely);
  const id = appliedControlIdOf(control, subject);
  return {
    id,
    control,
    subject,
    status: 'implemented',
    stated: 'implied',
    evidence: 'undated',
    current: strength,
    planned: strength,
    failsAs: id,
    mode: reference.mode,
    reference,
  };
}

const PINNED = controlId.parse('PC-11');
const SIGNED = controlId.parse('PC-12');
const HASHED = controlId.parse('PC-04');
const SAFE_FORMAT = controlId.parse('PC-13');

/** Facts that amount to a control of the catalogue. A weak hash (MD5, SHA-1) does not. */
function impliedBy(asset: Asset): readonly { readonly control: ControlId; readonly subject: string }[] {
  const facts = asset.facts ?? {};
  const controls: ControlId[] = [];
  if (facts.pinned) controls.push(PINNED);
  if (facts.integrity === 'signature') controls.push(SIGNED);
  if (facts.integrity === 'hash' && asset.kind === 'dataset') controls.push(HASHED);
  const safe = facts.serialization === 'safetensors' || facts.serialization === 'onnx';
  if (safe && facts.remoteCode !== true) controls.push(SAFE_FORMAT);
  return controls.map((control) => ({ control, subject: asset.id }));
}

/** True where the control can interrupt an influence of this kind for this class. */
export function interrupts(control: ActingControl, influence: InfluenceKind, attack: AttackClass): boolean {
  const { reference } = control;
  return (
    reference.reduces === 'likelihood' &&
    reference.classes.includes(attack) &&
    (reference.influences.length === 0 || reference.influences.includes(influence))
  );
}

/**
 * Controls on one stretch that may be multiplied: of independent ones of the same group only the strongest, since
 * they tend to fail together. Common ones all stay: each is one event for every stretch it guards, and dropping
 * one for another could raise risk elsewhere.
 */
export function strongestPerGroup(
  controls: readonly ActingControl[],
  strength: (control: ActingControl) => number,
): readonly ActingControl[] {
  const best = new Map<string, ActingControl>();
  for (const control of controls) {
    if (control.mode === 'common') {
      best.set(control.id, control);
      continue;
    }
    const other = best.get(control.reference.group);
    const gain = other === undefined ? 1 : strength(control) - strength(other);
    if (gain > 0 || (gain === 0 && other && byText(control.id, other.id) < 0))
      best.set(control.reference.group, control);
  }
  return [...best.values()].sort(byId);
}
