/** The exposure list: targets and the paths by which poison reaches them, filtered by attack class and target. */
import type { TargetExposure } from '@/graph/exposure/assessment';
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import type { Locale } from '@/lib/messages/messages';
import type { Caller } from './access';
import { type Named, type NamedTechnique, named, namedTechnique, pathsOf, viewAssessed } from './assessed';
import { exactReading, type Reading, reading } from './reading';
import { presentTarget, type TargetRow } from './survey';

export type PathRow = {
  readonly id: string;
  readonly attack: AttackClass;
  readonly target: Named;
  readonly entry: Named;
  readonly stations: readonly Named[];
  readonly likelihood: Reading;
  readonly inherent: Reading;
  readonly planned: Reading;
  readonly controls: number;
  readonly technique: NamedTechnique | null;
};

export type ExposureList = {
  readonly workspace: string;
  readonly revision: number;
  readonly assets: number;
  readonly targets: readonly TargetRow[];
  readonly target: TargetRow | null;
  /** Current exposure of the chosen target in each class. */
  readonly byClass: readonly { readonly attack: AttackClass; readonly current: Reading }[];
  readonly paths: readonly PathRow[];
  readonly allPaths: number;
  /** Paths per class among those of the chosen target. */
  readonly classes: readonly { readonly attack: AttackClass; readonly count: number }[];
};

/** Paths by current likelihood, highest first. Throws `not-found` for a workspace one may not read. */
export async function listExposure(
  caller: Caller,
  workspace: string,
  filter: { readonly attack: AttackClass | undefined; readonly target: string | undefined },
  locale: Locale,
): Promise<ExposureList> {
  const assessed = await viewAssessed(caller, workspace);
  const { assessment } = assessed;
  const all = pathsOf(assessment);
  const chosen = assessment.targets.find(({ asset }) => asset === filter.target);
  const ofTarget = all.filter(({ target }) => !chosen || target === chosen);
  const shown = ofTarget.filter(({ path }) => filter.attack === undefined || path.attack === filter.attack);
  const counts = new Map<AttackClass, number>();
  for (const { path } of ofTarget) counts.set(path.attack, (counts.get(path.attack) ?? 0) + 1);
  return {
    workspace: assessed.info.name,
    revision: assessed.view.revision.number,
    assets: assessment.snapshot.assets,
    targets: assessment.targets.map((target) => presentTarget(assessed, target, locale)),
    target: chosen ? presentTarget(assessed, chosen, locale) : null,
    byClass: chosen ? classesOf(chosen.byClass, locale) : [],
    allPaths: all.length,
    classes: [...counts].map(([attack, count]) => ({ attack, count })),
    paths: shown
      .toSorted((a, b) => b.path.likelihood - a.path.likelihood || (a.path.id < b.path.id ? -1 : 1))
      .map(({ path }) => ({
        id: path.id,
        attack: path.attack,
        target: named(assessed, path.target),
        entry: named(assessed, path.entry),
        stations: path.steps.map((step) => named(assessed, step.to)),
        likelihood: exactReading(path.likelihood, locale),
        inherent: exactReading(path.inherent, locale),
        planned: exactReading(path.planned, locale),
        controls: new Set(path.steps.flatMap((step) => step.controls)).size,
        technique: firstTechnique(path.steps.flatMap((step) => step.techniques.slice(0, 1))),
      })),
  };

  function firstTechnique(keys: readonly string[]): NamedTechnique | null {
    const [key] = keys;
    return key === undefined ? null : namedTechnique(assessed, key);
  }
}

function classesOf(byClass: TargetExposure['byClass'], locale: Locale): ExposureList['byClass'] {
  return ATTACK_CLASSES.map((attack) => ({
    attack,
    current: reading(byClass[attack].current, locale),
  })).toSorted((a, b) => b.current.value - a.current.value);
}
