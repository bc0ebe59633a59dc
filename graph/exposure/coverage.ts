/** Three numbers, never merged: risk stands with the targets; here are coverage and confidence. */
import { isInForce } from '@/graph/model/applied-control';
import { type BASES, strongestBasis } from '@/graph/model/evidence';
import type { AssessedControl, Confidence, Coverage, ExposurePath, Lineage, PathStep } from './assessment';
import type { GraphIndex } from './graph-index';
import type { Priors } from './likelihoods';

/** How much of the graph is known, as counts. */
export function coverageOf(
  index: GraphIndex,
  lineage: ReadonlyMap<string, Lineage>,
  paths: readonly ExposurePath[],
  controls: readonly AssessedControl[],
): Coverage {
  const counts: Record<Lineage, number> = { known: 0, partly: 0, unknown: 0 };
  for (const value of lineage.values()) counts[value]++;
  const assets = [...index.asset.values()];
  const acting = new Set(
    controls
      .filter((control) => isInForce(control.status) && control.current > 0)
      .map((control) => control.id),
  );
  const controlled = paths.filter((path) =>
    path.steps.some((step) => step.controls.some((id) => acting.has(id))),
  );
  return {
    lineage: counts,
    withOwner: assets.filter((asset) => asset.owner !== undefined).length,
    withEvidence: assets.filter((asset) => asset.evidence.length > 0).length,
    assets: assets.length,
    controlledPaths: { count: controlled.length, of: paths.length },
  };
}

/** How well-founded the inputs are. Shares over assets and influences; counts over the distinct steps of listed paths. */
export function confidenceOf(index: GraphIndex, paths: readonly ExposurePath[], priors: Priors): Confidence {
  const records = [...index.asset.values(), ...index.carrying];
  const counts: Record<(typeof BASES)[number], number> = { confirmed: 0, declared: 0, inferred: 0 };
  for (const record of records) counts[strongestBasis(record.evidence)]++;
  const of = Math.max(1, records.length);
  const steps = distinctSteps(paths);
  const own = steps.filter((step) => step.source.kind === 'estimate').length;
  const defaults = steps.filter((step) => step.source.kind === 'prior');
  const published = defaults.filter((step) => {
    const basis = priors.prior(step.source.id)?.basis;
    return basis === 'published' || basis === 'derived';
  }).length;
  return {
    basis: {
      confirmed: counts.confirmed / of,
      declared: counts.declared / of,
      inferred: counts.inferred / of,
    },
    ownNumbers: { count: own, of: steps.length },
    publishedPriors: { count: published, of: defaults.length },
  };
}

function distinctSteps(paths: readonly ExposurePath[]): readonly PathStep[] {
  const steps = new Map<string, PathStep>();
  for (const path of paths) {
    for (const step of path.steps) steps.set(`${path.attack} ${step.influence ?? `entry:${step.to}`}`, step);
  }
  return [...steps.values()];
}
