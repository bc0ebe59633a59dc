/** The figures of the whole: where targets stand, where techniques were found, the waters exposure runs through. */
import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import type { Block } from '../document';
import {
  type CoverageCell,
  type CoverageColumn,
  drawCoverage,
  type TechniqueState,
} from '../figure/coverage-matrix';
import { drawFlowMap, type MapStream } from '../figure/flow-map';
import { drawRiskMatrix } from '../figure/risk-matrix';
import type { Station } from '../figure/station';
import type { Context } from './context';
import { FIGURE_WIDTH, pathWords } from './path-chart';

const MOST_TARGETS = 40;
const MOST_STATIONS = 32;

export function riskMatrix({ t, assessment, name, likelihood, number }: Context): Block {
  const targets = assessment.targets.slice(0, MOST_TARGETS).map((target, index) => ({
    number: index + 1,
    name: name(target.asset),
    impact: target.impact,
    inherent: target.exposure.inherent.value,
    current: target.exposure.current.value,
  }));
  const said = assessment.targets.slice(0, MOST_TARGETS).map((target) =>
    t('chart.matrixTarget', {
      name: name(target.asset),
      likelihood: likelihood(target.exposure.current),
      inherent: likelihood(target.exposure.inherent),
      impact: number(target.impact),
    }),
  );
  const words = {
    title: t('chart.matrixTitle'),
    description: [t('chart.matrixDescription'), ...said].join(' '),
    likelihood: t('chart.likelihood'),
    impact: t('chart.impact'),
    current: t('state.current'),
    inherent: t('state.inherent'),
  };
  return {
    kind: 'figure',
    anchor: 'figure-matrix',
    caption: t('chart.matrixCaption'),
    drawing: drawRiskMatrix(targets, words, FIGURE_WIDTH),
  };
}

/** Techniques in columns by the stage at which they act; roles that are not poisoning stand with their stage too. */
export function coverageMatrix({ t, catalogue, assessment }: Context): Block {
  const states: Readonly<Record<TechniqueState, string>> = {
    applies: t('standing.applies'),
    unknown: t('standing.unknown'),
    notFound: t('standing.notFound'),
  };
  const columns = new Map<string, CoverageCell[]>();
  for (const { id, title, stage } of catalogue.techniques) {
    const found = assessment.findings.filter(({ technique }) => technique === id);
    const applies = found.filter(({ verdict }) => verdict === 'applies').length;
    const state = applies > 0 ? 'applies' : found.length > 0 ? 'unknown' : 'notFound';
    const cell: CoverageCell = { id, title, state, count: applies > 0 ? applies : found.length };
    columns.set(stage, [...(columns.get(stage) ?? []), cell]);
  }
  const list: readonly CoverageColumn[] = balanced([...columns].map(([title, cells]) => ({ title, cells })));
  const said = list.flatMap(({ cells }) =>
    cells.map(({ title, state, count }) => `${title}: ${states[state]}${count > 0 ? ` (${count})` : ''}.`),
  );
  return {
    kind: 'figure',
    anchor: 'figure-coverage',
    caption: t('chart.coverageCaption'),
    drawing: drawCoverage(
      list,
      { title: t('chart.coverageTitle'), description: said.join(' '), states },
      FIGURE_WIDTH,
    ),
  };
}

const MOST_COLUMNS = 6;

/** At most six columns: the shortest neighbours share one, under both names. */
function balanced(columns: readonly CoverageColumn[]): readonly CoverageColumn[] {
  const list = [...columns];
  while (list.length > MOST_COLUMNS) {
    const sizes = list
      .slice(1)
      .map((column, index) => column.cells.length + (list[index]?.cells.length ?? 0));
    const at = sizes.indexOf(Math.min(...sizes));
    const [a, b] = [list[at], list[at + 1]];
    if (!a || !b) break;
    list.splice(at, 2, { title: `${a.title}, ${b.title}`, cells: [...a.cells, ...b.cells] });
  }
  return list;
}

/** Every asset on a listed path and the influences that join them on it; undefined where there is none. */
export function flowMap(context: Context): Block | undefined {
  const { t, paths, asset, name, assessment } = context;
  const steps = new Map<string, MapStream>();
  const ids = new Set<string>();
  for (const { path } of paths) {
    if (ids.size + path.steps.filter(({ to }) => !ids.has(to)).length > MOST_STATIONS) continue;
    for (const { from, to, likelihood } of path.steps) {
      ids.add(to);
      if (from === null) continue;
      const key = `${from}\0${to}`;
      const best = Math.max(likelihood, steps.get(key)?.likelihood ?? 0);
      steps.set(key, { from, to, likelihood: best, poisonable: true });
    }
  }
  if (ids.size === 0) return undefined;
  const targets = new Set<string>(assessment.targets.map((target) => target.asset));
  const stations = [...ids].sort().map((id): Station => {
    const kind = asset(id)?.kind ?? 'dataset';
    return {
      id,
      name: name(id),
      kind: t(`kind.${kind}`),
      family: ASSET_KIND_FACTS[kind].family,
      crown: targets.has(id),
      unsurveyed: (assessment.lineage[id] ?? 'known') !== 'known',
    };
  });
  const streams = [...steps.values(), ...loopStreams(context, ids, steps)];
  const description = streams
    .map(({ from, to }) => t('chart.flowStream', { from: name(from), to: name(to) }))
    .join(' ');
  return {
    kind: 'figure',
    anchor: 'figure-flow',
    caption: t('chart.flowCaption', { shown: ids.size }),
    drawing: drawFlowMap(
      { title: t('chart.flowTitle'), description, stations, streams },
      pathWords(context),
      FIGURE_WIDTH,
    ),
  };
}

/** Returning streams of feedback loops whose ends are both on the map. */
function loopStreams(
  { assessment, influence }: Context,
  ids: ReadonlySet<string>,
  known: ReadonlyMap<string, MapStream>,
): readonly MapStream[] {
  return assessment.loops.flatMap(({ influences }) =>
    influences.flatMap((id) => {
      const joint = influence(id);
      if (!joint || !ids.has(joint.from) || !ids.has(joint.to) || known.has(`${joint.from}\0${joint.to}`))
        return [];
      return [{ from: joint.from, to: joint.to, likelihood: 0.01, poisonable: false }];
    }),
  );
}
