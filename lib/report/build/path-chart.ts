/** An exposure path as the chart a figure is drawn from; the portal shows the same one. */

import type { PathStep } from '@/graph/exposure/assessment';
import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import { drawPath, type PathChart, type PathWords, type Stretch } from '../figure/path-figure';
import type { Drawing } from '../figure/shape';
import type { Station } from '../figure/station';
import { visible } from '../visible';
import { bareId, type Context, type ListedPath } from './context';
import { statementOf } from './statement';

/** Printed width of a figure on a page, in points. */
export const FIGURE_WIDTH = 471;

export function pathWords({ t }: Pick<Context, 't'>): PathWords {
  return {
    legend: t('legend.legend'),
    scale: t('legend.scale'),
    poisonable: t('legend.poisonable'),
    crown: t('legend.crown'),
    choke: t('legend.choke'),
    notSurveyed: t('legend.notSurveyed'),
    unsurveyed: t('legend.unsurveyed'),
    expired: t('legend.expired'),
    statuses: {
      planned: t('controlStatus.planned'),
      partial: t('controlStatus.partial'),
      implemented: t('controlStatus.implemented'),
      verified: t('controlStatus.verified'),
    },
  };
}

function stationOf(context: Context, { path, target }: ListedPath, id: string): Station {
  const { t, asset, name, assessment, number } = context;
  const record = asset(id);
  const choke = target.chokePoints.find((point) => point.asset === id && point.attack === path.attack);
  const base = {
    id,
    name: name(id),
    kind: t(`kind.${record?.kind ?? 'dataset'}`),
    family: record ? ASSET_KIND_FACTS[record.kind].family : ('data' as const),
    crown: record?.crown === true || id === target.asset,
    unsurveyed: (assessment.lineage[id] ?? 'known') !== 'known',
  };
  return {
    ...base,
    ...(choke && choke.reduction.value > 0 && id !== target.asset
      ? { choke: `−${number(choke.reduction.value)}` }
      : {}),
    ...(record?.boundary ? { boundary: visible(record.boundary) } : {}),
  };
}

function stretchOf(context: Context, step: PathStep, index: number): Stretch {
  const { t, influence, controlsById, number } = context;
  const kind = step.influence === null ? undefined : influence(step.influence)?.kind;
  return {
    step: index + 1,
    likelihood: step.likelihood,
    number: number(step.likelihood),
    manner: kind === undefined ? t('path.entry') : t(`influence.${kind}`),
    technique: step.techniques[0] ? bareId(step.techniques[0]) : '',
    weirs: step.controls.map((id) => {
      const control = controlsById.get(id);
      return {
        status: control?.status ?? 'planned',
        expired: control?.evidence === 'expired',
        label: control?.control ?? id,
      };
    }),
  };
}

export function chartOf(context: Context, listed: ListedPath): PathChart {
  const { path } = listed;
  const stations = path.steps.map((step) => stationOf(context, listed, step.to));
  const stretches = path.steps.map((step, index) => stretchOf(context, step, index));
  const walk = stretches.map((stretch, index) =>
    context.t('path.walkStep', {
      step: stretch.step,
      manner: stretch.manner,
      asset: stations[index]?.name ?? '',
      likelihood: stretch.number,
      controls: stretch.weirs.length,
    }),
  );
  return {
    title: context.t('path.figureTitle', { number: listed.number }),
    description: [statementOf(context, listed), ...walk].join(' '),
    stations,
    stretches,
  };
}

/** The path figure at a width in points. */
export const drawListedPath = (context: Context, listed: ListedPath, width: number = FIGURE_WIDTH): Drawing =>
  drawPath(chartOf(context, listed), pathWords(context), width);
