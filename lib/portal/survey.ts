/** The survey: how exposed what the organisation relies on is, how much is known, and how well. */
import type {
  Assessment,
  ExposurePath,
  Lineage,
  TargetExposure,
  ThreeWay,
} from '@/graph/exposure/assessment';
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import type { Locale } from '@/lib/messages/messages';
import { phrase } from '@/lib/messages/phrase';
import type { Caller } from './access';
import { type AssessedView, type Named, named, renaming, viewAssessed } from './assessed';
import { numberText, type Reading, reading, readings } from './reading';

export type TargetRow = {
  readonly target: Named;
  readonly impact: string;
  readonly impactBasis: TargetExposure['impactBasis'];
  readonly lineage: Lineage;
  readonly worstClass: AttackClass;
  readonly exposure: ThreeWay<Reading>;
  readonly risk: Reading;
  /** The same in each attack class, worst first. */
  readonly byClass: readonly { readonly attack: AttackClass; readonly exposure: ThreeWay<Reading> }[];
  /** The likeliest path, from where poison enters. */
  readonly path: { readonly id: string; readonly entry: Named; readonly stations: readonly Named[] } | null;
  readonly paths: number;
  readonly chokePoint: { readonly asset: Named; readonly reduction: Reading } | null;
};

export type Survey = {
  readonly workspace: string;
  readonly revision: number;
  readonly catalogue: string;
  readonly asOf: string | null;
  readonly assets: number;
  readonly influences: number;
  readonly targets: readonly TargetRow[];
  readonly exposedTargets: number;
  readonly coverage: Assessment['coverage'];
  readonly confidence: Assessment['confidence'];
  readonly loops: number;
  readonly findings: { readonly applies: number; readonly unknown: number };
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly notAssessed: readonly string[];
};

const stationsOf = (assessed: AssessedView, path: ExposurePath): readonly Named[] =>
  path.steps.map((step) => named(assessed, step.to));

/** One target as a row of the survey table. */
export function presentTarget(assessed: AssessedView, target: TargetExposure, locale: Locale): TargetRow {
  const path = target.paths.find(({ attack }) => attack === target.worstClass) ?? target.paths[0];
  const choke = target.chokePoints
    .filter(({ asset }) => asset !== target.asset)
    .toSorted((a, b) => b.reduction.value - a.reduction.value)[0];
  return {
    target: named(assessed, target.asset),
    impact: numberText(target.impact, locale),
    impactBasis: target.impactBasis,
    lineage: target.lineage,
    worstClass: target.worstClass,
    exposure: readings(target.exposure, locale),
    risk: reading(target.risk, locale),
    byClass: ATTACK_CLASSES.map((attack) => ({
      attack,
      exposure: readings(target.byClass[attack], locale),
    })).toSorted((a, b) => b.exposure.current.value - a.exposure.current.value),
    path: path
      ? { id: path.id, entry: named(assessed, path.entry), stations: stationsOf(assessed, path) }
      : null,
    paths: target.paths.length,
    chokePoint: choke
      ? { asset: named(assessed, choke.asset), reduction: reading(choke.reduction, locale) }
      : null,
  };
}

/** The survey of a workspace at its head revision. Throws `not-found` for a workspace one may not read. */
export async function viewSurvey(caller: Caller, workspace: string, locale: Locale): Promise<Survey> {
  const assessed = await viewAssessed(caller, workspace);
  const { assessment, view, info } = assessed;
  const say = (list: Assessment['warnings']) =>
    list.map((reason) => phrase(reason, locale, renaming(assessed)));
  return {
    workspace: info.name,
    revision: view.revision.number,
    catalogue: assessment.catalogue.version,
    asOf: assessment.settings.asOf ?? null,
    assets: assessment.snapshot.assets,
    influences: assessment.snapshot.influences,
    targets: assessment.targets.map((target) => presentTarget(assessed, target, locale)),
    exposedTargets: assessment.targets.filter((target) => target.exposure.current.value > 0).length,
    coverage: assessment.coverage,
    confidence: assessment.confidence,
    loops: assessment.loops.length,
    findings: {
      applies: assessment.findings.filter(({ verdict }) => verdict === 'applies').length,
      unknown: assessment.findings.filter(({ verdict }) => verdict === 'unknown').length,
    },
    assumptions: say(assessment.assumptions),
    warnings: say(assessment.warnings),
    notAssessed: say(assessment.notAssessed),
  };
}
