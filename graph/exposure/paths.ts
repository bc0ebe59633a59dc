/** From the solver's edge lists to paths a reader can check: each step with technique, controls, numbers and reasons. */
import type { AttackClass } from '@/graph/model/attack-classes';
import { sha256 } from '@/graph/model/canonical';
import { type AssetId, byText } from '@/graph/model/ids';
import type { ExposurePath, PathStep, State } from './assessment';
import { type ClassGraph, commonControls, independentFactor, isOutsideNode, strengthIn } from './compile';
import type { ActingControl } from './controls';
import type { GraphIndex } from './graph-index';
import type { SolvedPath } from './solve/solve';
import type { Stretch } from './stretch';
import type { Judge } from './techniques/judge';

/** Likelihood that every step of a path is passed in a state. A control that fails as one is paid once. */
export function pathLikelihood(stretches: readonly Stretch[], state: State): number {
  const common = new Map<string, number>();
  let likelihood = 1;
  for (const stretch of stretches) {
    likelihood *= stretch.p * independentFactor(stretch, state);
    for (const control of commonControls(stretch, state)) {
      common.set(control.failsAs, Math.max(common.get(control.failsAs) ?? 0, strengthIn(control, state)));
    }
  }
  for (const name of [...common.keys()].sort(byText)) likelihood *= 1 - (common.get(name) ?? 0);
  return likelihood;
}

/** Likelihood of one step taken alone. */
const stepLikelihood = (stretch: Stretch, state: State): number => pathLikelihood([stretch], state);

/** A path as the solver lists it, before anything is said about its steps. */
export type Candidate = {
  readonly classGraph: ClassGraph;
  readonly likelihood: number;
  /** Stretches by id, the entry first. The solver's helper node before a guarded entry is no step of its own. */
  readonly ids: readonly string[];
};

export function candidateOf(solved: SolvedPath, classGraph: ClassGraph): Candidate {
  const ids = solved.edges.filter((id) => !isOutsideNode(id.replace(/^entry:/, '')));
  return { classGraph, likelihood: solved.p, ids };
}

/** Best paths over all classes: likelihood first, then fewer steps, then names. The best of each class always stays. */
export function chooseBest(perClass: readonly (readonly Candidate[])[], top: number): readonly Candidate[] {
  const kept = new Set(perClass.flat().sort(byLikelihood).slice(0, top));
  for (const candidates of perClass) {
    const best = [...candidates].sort(byLikelihood)[0];
    if (best) kept.add(best);
  }
  return [...kept].sort(byLikelihood);
}

function byLikelihood(a: Candidate, b: Candidate): number {
  return (
    b.likelihood - a.likelihood ||
    a.ids.length - b.ids.length ||
    byText(a.classGraph.attack, b.classGraph.attack) ||
    byText(a.ids.join('\n'), b.ids.join('\n'))
  );
}

/** The path with everything a reader needs to check each of its steps. */
export function pathOf(
  candidate: Candidate,
  target: AssetId,
  index: GraphIndex,
  judge: Judge,
): ExposurePath | undefined {
  const { classGraph, ids, likelihood } = candidate;
  const stretches = ids.flatMap((id) => classGraph.stretches.get(id) ?? []);
  const first = stretches[0];
  if (stretches.length !== ids.length || !first?.entry) return undefined;
  const { attack } = classGraph;
  return {
    id: `${attack}:${sha256(ids.join('\n')).slice(0, 12)}`,
    attack,
    target,
    entry: first.entry.asset.id,
    likelihood,
    inherent: pathLikelihood(stretches, 'inherent'),
    planned: pathLikelihood(stretches, 'planned'),
    steps: stretches.map((stretch) => stepOf(stretch, attack, index, judge)),
  };
}

function stepOf(stretch: Stretch, attack: AttackClass, index: GraphIndex, judge: Judge): PathStep {
  const judged = judge.onStretch(stretch, [attack]);
  const to = index.asset.get(stretch.to);
  if (!to) throw new Error(`stretch ${stretch.id} ends outside the graph`);
  return {
    from: stretch.influence?.from ?? null,
    to: to.id,
    influence: stretch.influence?.id ?? null,
    techniques: judged.map(({ technique }) => technique.key),
    likelihood: stepLikelihood(stretch, 'current'),
    inherent: stepLikelihood(stretch, 'inherent'),
    planned: stepLikelihood(stretch, 'planned'),
    controls: stretch.controls.map((control: ActingControl) => control.id).sort(byText),
    source: stretch.source,
    because: judged[0]?.because ?? stretch.entry?.because ?? [],
  };
}
