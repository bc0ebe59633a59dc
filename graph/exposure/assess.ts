/**
 * The assessment of one snapshot with one catalogue: compile each attack class in each state, solve, list the
 * paths, find the choke points, collect the findings, and say what was assumed and left out. Pure: same three
 * inputs, same bytes.
 */
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import type { Catalogue } from '@/graph/model/catalogue';
import { byText } from '@/graph/model/ids';
import type { Snapshot } from '@/graph/model/snapshot';
import type {
  AssessedControl,
  Assessment,
  Likelihood,
  Settings,
  TargetExposure,
  ThreeWay,
} from './assessment';
import { chokePointsFor } from './choke-points';
import { type ClassGraph, compileClass, type Scene } from './compile';
import { type ActingControl, assessedControls } from './controls';
import { confidenceOf, coverageOf } from './coverage';
import { entriesOf } from './entries';
import { findingsOf } from './findings';
import { indexSnapshot, listAt } from './graph-index';
import { priorsOf } from './likelihoods';
import { behindUnknown, lineageOf } from './lineage';
import { loopsOf } from './loops';
import { candidateOf, chooseBest, pathOf } from './paths';
import { assumptionsOf, notAssessedOf, warningsOf } from './remarks';
import { SolutionMemory } from './solution-memory';
import { topPaths } from './solve/solve';
import { optionsOf, type SolvedClass, solveClass } from './solve-class';
import { type Target, targetsOf } from './targets';
import { type Judge, makeJudge } from './techniques/judge';

/** Raised whenever results may change for the same inputs; printed in every assessment. */
export const ENGINE = 'headwater-engine 1.0';

/** Targets, highest risk first, for which a smallest cut is looked for where nothing dominates. */
const CUTS_SOUGHT = 10;

const NEVER: Likelihood = { kind: 'exact', value: 0, low: 0, high: 0 };

/** Called between pieces of work with what is done and what there is; may throw to cancel. */
export type Progress = (done: number, of: number) => void;

/**
 * Assesses a snapshot.
 * @param settings numbers of paths and budgets; `asOf` decides which evidence is fresh
 * @param memory of an earlier assessment: after a small change only what changed is solved again; the result is the same
 * @returns targets by current risk (highest first, ties by id), findings by id, loops, coverage, confidence
 */
export function assess(
  snapshot: Snapshot,
  catalogue: Catalogue,
  settings: Settings,
  progress: Progress = () => {},
  memory: SolutionMemory = new SolutionMemory(),
): Assessment {
  memory.begin(optionsOf(settings));
  const index = indexSnapshot(snapshot);
  const loops = loopsOf(index);
  const targets = targetsOf(
    index,
    loops.map((loop) => loop.assets),
  );
  const controls = assessedControls(index, catalogue, settings);
  const judge = makeJudge(index, catalogue);
  const scene: Scene = {
    index,
    entries: entriesOf(index),
    targets: targets.list,
    priors: priorsOf(catalogue),
    controlsOn: bySubject(controls),
    judge,
  };
  const lineage = lineageOf(index);
  const behind = behindUnknown(index, lineage);
  const steps = ATTACK_CLASSES.length + 2;
  const classGraphs: ClassGraph[] = [];
  const solved = ATTACK_CLASSES.map((attack, done) => {
    progress(done, steps);
    const classGraph = compileClass(scene, attack);
    classGraphs.push(classGraph);
    return solveClass(classGraph, settings, memory);
  });
  progress(ATTACK_CLASSES.length, steps);
  const ranked = targets.list
    .map((target) => exposureOf(target, solved, lineageOfTarget(target, scene, lineage, behind)))
    .sort((a, b) => b.risk.value - a.risk.value || byText(a.asset, b.asset));
  const detailed = ranked.map((target, rank) =>
    rank < settings.detailedTargets
      ? withDetail(target, rank < CUTS_SOUGHT, scene, solved, settings, judge)
      : target,
  );
  progress(ATTACK_CLASSES.length + 1, steps);
  const paths = detailed.flatMap((target) => target.paths);
  const findings = findingsOf(
    index,
    classGraphs,
    new Set(targets.list.map(({ asset }) => asset.id)),
    paths,
    judge,
  );
  return {
    engine: ENGINE,
    catalogue: { version: catalogue.version, hash: catalogue.hash },
    snapshot: { hash: snapshot.hash, assets: snapshot.assets.length, influences: snapshot.influences.length },
    settings,
    targets: detailed,
    findings,
    controls: controls.map(shown),
    loops,
    lineage: Object.fromEntries([...lineage].sort(([a], [b]) => byText(a, b))),
    coverage: coverageOf(index, lineage, paths, controls),
    confidence: confidenceOf(index, paths, scene.priors),
    assumptions: assumptionsOf(scene, targets),
    warnings: warningsOf(scene, controls, detailed, settings),
    notAssessed: notAssessedOf(scene, classGraphs, detailed, settings),
  };
}

function bySubject(controls: readonly ActingControl[]): ReadonlyMap<string, readonly ActingControl[]> {
  const map = new Map<string, ActingControl[]>();
  for (const control of controls) {
    const list = map.get(control.subject);
    if (list) list.push(control);
    else map.set(control.subject, [control]);
  }
  return map;
}

function shown({
  id,
  control,
  subject,
  status,
  stated,
  evidence,
  current,
  planned,
}: ActingControl): AssessedControl {
  return { id, control, subject, status, stated, evidence, current, planned };
}

/** A system or decision has no lineage of its own: what it relies on decides. */
function lineageOfTarget(
  target: Target,
  scene: Scene,
  lineage: ReadonlyMap<string, TargetExposure['lineage']>,
  behind: ReadonlySet<string>,
): TargetExposure['lineage'] {
  const id = target.asset.id;
  const own = lineage.get(id);
  if (own) return own;
  if (listAt(scene.index.into, id).length === 0) return 'unknown';
  return behind.has(id) ? 'partly' : 'known';
}

function exposureOf(
  target: Target,
  solved: readonly SolvedClass[],
  lineage: TargetExposure['lineage'],
): TargetExposure {
  const id = target.asset.id;
  const perClass = solved.map(
    ({ attack, reach }) =>
      [
        attack,
        {
          inherent: reach.inherent.get(id) ?? NEVER,
          current: reach.current.get(id) ?? NEVER,
          planned: reach.planned.get(id) ?? NEVER,
        },
      ] as const,
  );
  const worst = worstOf(perClass);
  const [worstClass, exposure] = worst;
  const { impact, impactBasis } = target;
  return {
    asset: id,
    impact,
    impactBasis,
    lineage,
    exposure: {
      ...exposure,
      inherent: highest(perClass.map(([, ways]) => ways.inherent)),
      planned: highest(perClass.map(([, ways]) => ways.planned)),
    },
    worstClass,
    byClass: Object.fromEntries(perClass) as Record<AttackClass, ThreeWay>,
    risk: {
      kind: exposure.current.kind,
      value: exposure.current.value * impact,
      low: exposure.current.low * impact,
      high: exposure.current.high * impact,
    },
    paths: [],
    chokePoints: [],
  };
}

type ClassWays = readonly [AttackClass, ThreeWay];

function worstOf(perClass: readonly ClassWays[]): ClassWays {
  const first = perClass[0];
  if (!first) throw new Error('there is no attack class to assess');
  return perClass.reduce(
    (worst, ways) => (ways[1].current.value > worst[1].current.value ? ways : worst),
    first,
  );
}

/** The largest of several likelihoods; where the intervals overlap, an interval that holds whichever is largest. */
export function highest(likelihoods: readonly Likelihood[]): Likelihood {
  const top = likelihoods.reduce((worst, item) => (item.value > worst.value ? item : worst), NEVER);
  const low = Math.max(...likelihoods.map((item) => item.low));
  const high = Math.max(...likelihoods.map((item) => item.high));
  if (top.kind === 'exact' && high <= top.value) return top;
  return {
    kind: top.kind === 'exact' ? 'bounded' : top.kind,
    value: top.value,
    low: Math.min(low, top.value),
    high,
  };
}

function withDetail(
  target: TargetExposure,
  withCut: boolean,
  scene: Scene,
  solved: readonly SolvedClass[],
  settings: Settings,
  judge: Judge,
): TargetExposure {
  const perClass = solved.map(({ reach, compiled, classGraph }) =>
    reach.current.has(target.asset)
      ? topPaths(compiled.current, target.asset, settings.topPaths).map((path) =>
          candidateOf(path, classGraph),
        )
      : [],
  );
  const paths = chooseBest(perClass, settings.topPaths).flatMap(
    (candidate) => pathOf(candidate, target.asset, scene.index, judge) ?? [],
  );
  const worst = solved.find(
    (item) => item.attack === target.worstClass && item.reach.current.has(target.asset),
  );
  const downstream =
    paths.find((path) => path.attack === target.worstClass)?.steps.map((step) => step.to) ?? [];
  const chokePoints = worst ? chokePointsFor(target, worst, settings, withCut, downstream) : [];
  return { ...target, paths, chokePoints };
}
