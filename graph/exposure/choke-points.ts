/**
 * Where cleaning one asset would help most. A dominator lies on every path, so cleaning it ends the exposure in
 * that class; where there is none, a smallest cut is shown, each member with what its cleaning alone would take away.
 */
import { assetId, byText } from '@/graph/model/ids';
import type { ChokePoint, Likelihood, Settings, TargetExposure } from './assessment';
import { isOutsideNode } from './compile';
import { chokePointsOf, compileGraph, dominatorsOf, reachOf } from './solve/solve';
import { optionsOf, type SolvedClass } from './solve-class';

/** Cuts larger than this are no choke points: nobody cleans six places at once. */
const LARGEST_CUT = 5;

/**
 * Choke points of a target in the class where it is worst, in the current state, strongest first.
 * Dominators all take away everything, so the one furthest upstream stands first: there, cleaning helps most else.
 * @param downstream assets of the likeliest path, the entry first
 * @param withCut look for a smallest cut where nothing dominates: costs a flow and a solution per member
 */
export function chokePointsFor(
  target: TargetExposure,
  solved: SolvedClass,
  settings: Settings,
  withCut: boolean,
  downstream: readonly string[],
): readonly ChokePoint[] {
  const exposure = target.byClass[solved.attack].current;
  if (exposure.high === 0) return [];
  const certain = dominatorsOf(solved.compiled.current, target.asset).filter(
    (id) => !isOutsideNode(id) && id !== target.asset,
  );
  const attack = solved.attack;
  if (certain.length > 0) {
    certain.sort((a, b) => downstream.indexOf(a) - downstream.indexOf(b));
    return certain.map((id) => ({
      asset: assetId.parse(id),
      attack,
      kind: 'dominator' as const,
      reduction: exposure,
    }));
  }
  if (!withCut) return [];
  const { minVertexCut } = chokePointsOf(solved.compiled.current, target.asset);
  const cut = (minVertexCut?.nodes ?? []).map((id) => (isOutsideNode(id) ? id.slice(1) : id));
  if (cut.length === 0 || cut.length > LARGEST_CUT) return [];
  return cut
    .map((id) => ({
      asset: assetId.parse(id),
      attack,
      kind: 'cut' as const,
      reduction: reductionBy(id, target, exposure, solved, settings),
    }))
    .sort((a, b) => b.reduction.value - a.reduction.value || byText(a.asset, b.asset));
}

/** Exposure now minus exposure with the asset immune; an interval where either is one. */
function reductionBy(
  id: string,
  target: TargetExposure,
  exposure: Likelihood,
  solved: SolvedClass,
  settings: Settings,
): Likelihood {
  const graph = solved.classGraph.graph('current');
  const without = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === id ? { ...node, p: 0 } : node)),
    targets: graph.targets.filter((item) => item.node === target.asset),
  };
  const left = reachOf(compileGraph(without), optionsOf(settings)).get(target.asset);
  if (!left) return exposure;
  const kind =
    exposure.kind === 'exact' && left.kind === 'exact'
      ? 'exact'
      : exposure.kind === 'estimated' || left.kind === 'estimated'
        ? 'estimated'
        : 'bounded';
  const low = Math.max(0, exposure.low - left.high);
  const high = Math.max(0, exposure.high - left.low);
  const value = kind === 'exact' ? high : Math.min(high, Math.max(low, exposure.value - left.value));
  return { kind, value, low: kind === 'exact' ? value : low, high: kind === 'exact' ? value : high };
}
