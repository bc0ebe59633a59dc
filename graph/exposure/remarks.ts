/** What an assessment says about itself: what it assumed, what it warns of, what it did not look at. */
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { type Reason, reason } from '@/graph/model/reason';
import type { Settings, TargetExposure } from './assessment';
import type { ClassGraph, Scene } from './compile';
import type { ActingControl } from './controls';
import { listAt } from './graph-index';
import type { Targets } from './targets';

/** Share of targets above one half beyond which ranks say nothing (the model is saturated). */
const SATURATION_SHARE = 0.2;
const SATURATION_LEVEL = 0.5;

export function assumptionsOf(scene: Scene, targets: Targets): readonly Reason[] {
  const assumedImpact = targets.list.filter((target) => target.impactBasis === 'assumed').length;
  const unknown = scene.entries.filter((entry) => entry.kind === 'unknown-origin').length;
  return [
    ...(targets.assumed ? [reason('assumed-targets', { count: targets.list.length })] : []),
    ...(assumedImpact > 0 ? [reason('assumed-impact', { count: assumedImpact })] : []),
    reason('assumed-entries', { count: scene.entries.length, unknown }),
    reason('assumed-priors'),
    reason('assumed-independence'),
    reason('assumed-classes-apart'),
  ];
}

export function warningsOf(
  scene: Scene,
  controls: readonly ActingControl[],
  exposures: readonly TargetExposure[],
  settings: Settings,
): readonly Reason[] {
  const high = exposures.filter((target) => target.exposure.current.value > SATURATION_LEVEL).length;
  const claims = controls.filter(
    (control) => control.evidence === 'none' && control.status !== 'planned',
  ).length;
  const expired = controls.filter((control) => control.evidence === 'expired').length;
  const known = new Set(controls.map((control) => control.id));
  const foreign = scene.index.snapshot.controls.filter((control) => !known.has(control.id)).length;
  const dated = scene.index.snapshot.controls.some((control) =>
    control.evidence.some((item) => item.expires !== undefined),
  );
  return [
    ...(exposures.length > 0 && high / exposures.length > SATURATION_SHARE
      ? [reason('warn-saturated', { high, targets: exposures.length })]
      : []),
    ...(claims > 0 ? [reason('warn-controls-without-evidence', { count: claims })] : []),
    ...(expired > 0 ? [reason('warn-evidence-expired', { count: expired, asOf: settings.asOf ?? '' })] : []),
    ...(dated && settings.asOf === undefined ? [reason('warn-evidence-not-dated')] : []),
    ...(foreign > 0 ? [reason('warn-unknown-controls', { count: foreign })] : []),
    ...(exposures.length === 0 ? [reason('warn-no-targets')] : []),
    ...(scene.entries.length === 0 ? [reason('warn-no-entries')] : []),
  ];
}

export function notAssessedOf(
  scene: Scene,
  classGraphs: readonly ClassGraph[],
  exposures: readonly TargetExposure[],
  settings: Settings,
): readonly Reason[] {
  const { index } = scene;
  const retired = index.snapshot.assets.length - index.asset.size;
  const alone = [...index.asset.keys()].filter(
    (id) => listAt(index.into, id).length + listAt(index.outOf, id).length === 0,
  ).length;
  const timed = index.carrying.filter((influence) => (influence.during?.length ?? 0) > 0).length;
  const silent = ATTACK_CLASSES.filter(
    (attack) => classGraphs.find((graph) => graph.attack === attack)?.stretches.size === 0,
  );
  const left = exposures.length - settings.detailedTargets;
  return [
    ...(retired > 0 ? [reason('not-assessed-retired', { count: retired })] : []),
    ...(alone > 0 ? [reason('not-assessed-unconnected', { count: alone })] : []),
    ...(index.associations.length > 0
      ? [reason('not-assessed-associations', { count: index.associations.length })]
      : []),
    ...(timed > 0 ? [reason('not-assessed-time', { count: timed })] : []),
    ...silent.map((attack) => reason('not-assessed-class', { attack })),
    ...(left > 0 ? [reason('not-assessed-detail', { detailed: settings.detailedTargets, left })] : []),
    reason('not-assessed-joint-conditions'),
    reason('not-assessed-runtime-input'),
  ];
}
