/**
 * What the organisation relies on: its crown assets, or, where none is named, every model, agent, system or
 * decision that influences nothing further. Which of the two it was is an assumption the assessment states.
 */
import type { Asset } from '@/graph/model/asset';
import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import { byText } from '@/graph/model/ids';
import { type GraphIndex, listAt } from './graph-index';

export type Target = {
  readonly asset: Asset;
  /** 0 to 1. */
  readonly impact: number;
  readonly impactBasis: 'stated' | 'estimate' | 'assumed';
};

export type Targets = { readonly list: readonly Target[]; readonly assumed: boolean };

/** Consumers at the end of a feedback loop influence something, so the loop's most outward member stands for it. */
const OUTWARD: readonly Asset['kind'][] = ['decision', 'system', 'agent', 'model'];

/** Targets in id order. `loops` are the strongly connected components that contain a cycle. */
export function targetsOf(index: GraphIndex, loops: readonly (readonly string[])[]): Targets {
  const crowns = [...index.asset.values()].filter((asset) => asset.crown === true);
  const assets = crowns.length > 0 ? crowns : terminalAssets(index, loops);
  const list = assets.map((asset) => ({ asset, ...impactOf(asset, index) }));
  return { list, assumed: crowns.length === 0 };
}

function impactOf(asset: Asset, index: GraphIndex): Pick<Target, 'impact' | 'impactBasis'> {
  const judged = listAt(index.estimatesOn, asset.id).find((estimate) => estimate.quantity === 'impact');
  if (judged) return { impact: judged.value.likely, impactBasis: 'estimate' };
  if (asset.impact !== undefined) return { impact: asset.impact, impactBasis: 'stated' };
  return { impact: 1, impactBasis: 'assumed' };
}

function terminalAssets(index: GraphIndex, loops: readonly (readonly string[])[]): readonly Asset[] {
  const relied = [...index.asset.values()].filter((asset) => ASSET_KIND_FACTS[asset.kind].reliedOn);
  const leaves = relied.filter((asset) => listAt(index.outOf, asset.id).length === 0);
  const ends = loops.flatMap((loop) => loopEnds(loop, index));
  return [...new Set([...leaves, ...ends])].sort((a, b) => byText(a.id, b.id));
}

function loopEnds(loop: readonly string[], index: GraphIndex): readonly Asset[] {
  const inside = new Set(loop);
  const leaves = loop.every((id) => listAt(index.outOf, id).every(({ to }) => inside.has(to)));
  if (!leaves) return [];
  const members = loop.flatMap((id) => index.asset.get(id) ?? []);
  const kind = OUTWARD.find((candidate) => members.some((member) => member.kind === candidate));
  return members.filter((member) => member.kind === kind);
}
