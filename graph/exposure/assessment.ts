/**
 * The assessment: what an analysis of one snapshot with one catalogue under given settings found. Plain data,
 * a pure function of the three; every number carries its kind and every step its reasons.
 */

import type { ControlStatus } from '@/graph/model/applied-control';
import type { AttackClass } from '@/graph/model/attack-classes';
import type {
  AppliedControlId,
  AssetId,
  ControlId,
  FindingId,
  InfluenceId,
  TaxonomyKey,
  TechniqueId,
} from '@/graph/model/ids';
import type { Reason } from '@/graph/model/reason';

/**
 * A probability and how it is known. exact: `low = value = high`. bounded: the truth lies in [low, high],
 * proven; `value` is the upper end, since unknown is never safe. estimated: a seeded sample, the interval at 95 %.
 */
export type Likelihood = {
  readonly kind: 'exact' | 'bounded' | 'estimated';
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** Without controls · with those in force and evidenced · with the planned ones too. */
export const STATES = ['inherent', 'current', 'planned'] as const;
export type State = (typeof STATES)[number];
export type ThreeWay<T = Likelihood> = Readonly<Record<State, T>>;

export type Settings = {
  /** Paths listed per target. */
  readonly topPaths: number;
  /** Day on which evidence is judged fresh or stale, ISO date. Absent: staleness is not judged, and the assessment says so. */
  readonly asOf?: string;
  /** Budget of the exact solvers, in states: counted, never timed, so results do not depend on the machine. */
  readonly stateBudget: number;
  readonly seed: number;
  /** Targets whose paths and choke points are worked out, highest risk first; all have their exposure. */
  readonly detailedTargets: number;
};

export const DEFAULT_SETTINGS: Settings = {
  topPaths: 10,
  stateBudget: 20_000,
  seed: 1,
  detailedTargets: 100,
};

/** Where a likelihood came from: an id a reader can look up in the catalogue or in the workspace. */
export type NumberSource =
  | { readonly kind: 'prior'; readonly id: string }
  | { readonly kind: 'estimate'; readonly id: string };

/** One stretch of a path. The first step of a path is the entry: it has no `from` and no influence. */
export type PathStep = {
  readonly from: AssetId | null;
  readonly to: AssetId;
  readonly influence: InfluenceId | null;
  /** Techniques that make the step passable, ATLAS keys, best fitting first; other editions stand in the catalogue. */
  readonly techniques: readonly TaxonomyKey[];
  /** With controls in force. */
  readonly likelihood: number;
  readonly inherent: number;
  readonly planned: number;
  readonly controls: readonly AppliedControlId[];
  readonly source: NumberSource;
  readonly because: readonly Reason[];
};

export type ExposurePath = {
  /** Stable over re-analysis while the same assets and influences make it: `class:hash`. */
  readonly id: string;
  readonly attack: AttackClass;
  readonly target: AssetId;
  readonly entry: AssetId;
  /** Of the whole path, with controls in force; a common control counts once. */
  readonly likelihood: number;
  readonly inherent: number;
  readonly planned: number;
  readonly steps: readonly PathStep[];
};

/** An asset whose cleaning would cut exposure. dominator: on every path · cut: one of a smallest set that is. */
export type ChokePoint = {
  readonly asset: AssetId;
  readonly attack: AttackClass;
  readonly kind: 'dominator' | 'cut';
  /** How far the target's current exposure in that class falls if this asset cannot be poisoned. */
  readonly reduction: Likelihood;
};

/** How much of an asset's upstream is known. */
export type Lineage = 'known' | 'partly' | 'unknown';

export type TargetExposure = {
  readonly asset: AssetId;
  readonly impact: number;
  readonly impactBasis: 'stated' | 'estimate' | 'assumed';
  readonly lineage: Lineage;
  /** In the attack class where it is worst (`worstClass`): classes are not summed, their dependence is unknown. */
  readonly exposure: ThreeWay;
  readonly worstClass: AttackClass;
  readonly byClass: Readonly<Record<AttackClass, ThreeWay>>;
  /** impact × exposure, current. */
  readonly risk: Likelihood;
  readonly paths: readonly ExposurePath[];
  readonly chokePoints: readonly ChokePoint[];
};

export type Finding = {
  readonly id: FindingId;
  readonly technique: TechniqueId;
  readonly techniques: readonly TaxonomyKey[];
  readonly asset: AssetId;
  /** unknown: a fact that would decide it is not recorded. It counts as exposed. */
  readonly verdict: 'applies' | 'unknown';
  readonly classes: readonly AttackClass[];
  readonly because: readonly Reason[];
  /** Ids of the listed paths that use it. */
  readonly paths: readonly string[];
};

/** A returning stream: output that comes back as training data or context. Shown, never amplified. */
export type FeedbackLoop = {
  readonly assets: readonly AssetId[];
  readonly influences: readonly InfluenceId[];
};

export type Coverage = {
  /** Assets that ought to have an upstream, by what is known of it. */
  readonly lineage: Readonly<Record<Lineage, number>>;
  readonly withOwner: number;
  readonly withEvidence: number;
  readonly assets: number;
  /** Share of listed paths crossed by at least one control in force. */
  readonly controlledPaths: { readonly count: number; readonly of: number };
};

/** How well-founded the inputs are, apart from how large the risk is. Shares, 0 to 1. */
export type Confidence = {
  readonly basis: Readonly<Record<'confirmed' | 'declared' | 'inferred', number>>;
  /** Likelihoods on listed paths that somebody measured or judged here, rather than defaults. */
  readonly ownNumbers: { readonly count: number; readonly of: number };
  /** Defaults used that rest on a published figure, rather than on judgement. */
  readonly publishedPriors: { readonly count: number; readonly of: number };
};

export type Assessment = {
  readonly engine: string;
  readonly catalogue: { readonly version: string; readonly hash: string };
  readonly snapshot: { readonly hash: string; readonly assets: number; readonly influences: number };
  readonly settings: Settings;
  /** By current risk, highest first; ties by id. */
  readonly targets: readonly TargetExposure[];
  readonly findings: readonly Finding[];
  /** Controls recorded or implied by facts, with what they count for. */
  readonly controls: readonly AssessedControl[];
  readonly loops: readonly FeedbackLoop[];
  /** Lineage of every asset that ought to have an upstream. */
  readonly lineage: Readonly<Record<string, Lineage>>;
  readonly coverage: Coverage;
  readonly confidence: Confidence;
  readonly assumptions: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly notAssessed: readonly Reason[];
};

/** A control as the assessment weighed it. */
export type AssessedControl = {
  readonly id: AppliedControlId;
  readonly control: ControlId;
  readonly subject: string;
  readonly status: ControlStatus;
  /** applied: somebody recorded it · implied: a fact in an imported file amounts to it. */
  readonly stated: 'applied' | 'implied';
  /** fresh · expired · none (a claim) · undated (freshness not judged). */
  readonly evidence: 'fresh' | 'expired' | 'none' | 'undated';
  /** Likelihood that it stops poison where it stands, now: 0 unless in force and evidenced. */
  readonly current: number;
  readonly planned: number;
};
