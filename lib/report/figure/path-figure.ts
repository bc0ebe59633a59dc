/**
 * An exposure path as a chart: stations in the order poison passes them, flowing in rows that turn like a
 * river, each stretch with its step number, its technique, its likelihood and the weirs across it.
 */
import { wrap } from '../font/measure';
import { drawLegend, type LegendWords } from './legend';
import { type Drawing, type Group, letters, type Point, type Shape } from './shape';
import { type Box, CROWN, drawStation, HATCH_HEIGHT, RING, type Station } from './station';
import { drawStretch, drawWeir, shoreline, stepMark, type Weir } from './stream';

export type Stretch = {
  readonly step: number;
  readonly likelihood: number;
  /** As printed. */
  readonly number: string;
  /** How it passes: the influence, or the way in. */
  readonly manner: string;
  /** Bare id of the technique; the table beside the figure has the editions. */
  readonly technique: string;
  readonly weirs: readonly Weir[];
};

/** `stations[0]` is the entry; `stretches[0]` leads into it from outside, `stretches[i]` from station i−1 to i. */
export type PathChart = {
  readonly title: string;
  readonly description: string;
  readonly stations: readonly Station[];
  readonly stretches: readonly Stretch[];
};

export type PathWords = LegendWords & { readonly unsurveyed: string };

const STATION_WIDTH = 98;
const STATION_HEIGHT = 44;
const LEAST_GAP = 74;
const ROW_GAP = 62;
const MARGIN = 10;
const TOP = 58;

type Grid = { readonly perRow: number; readonly gap: number; readonly at: (index: number) => Box };

function gridFor(width: number, count: number): Grid {
  const inner = width - 2 * MARGIN;
  const most = Math.max(1, Math.floor((inner + LEAST_GAP) / (STATION_WIDTH + LEAST_GAP)));
  const perRow = Math.min(most, Math.max(1, count));
  const gap = perRow === 1 ? 0 : Math.min(150, (inner - perRow * STATION_WIDTH) / (perRow - 1));
  const at = (index: number): Box => {
    const row = Math.floor(index / perRow);
    const inRow = index % perRow;
    const column = row % 2 === 0 ? inRow : perRow - 1 - inRow;
    return {
      x: MARGIN + column * (STATION_WIDTH + gap),
      y: TOP + row * (STATION_HEIGHT + ROW_GAP),
      w: STATION_WIDTH,
      h: STATION_HEIGHT,
    };
  };
  return { perRow, gap, at };
}

/** Lays the chart out within a width in points. The height follows from the number of rows. */
export function drawPath(chart: PathChart, words: PathWords, width: number): Drawing {
  const { stations, stretches } = chart;
  const grid = gridFor(width, stations.length);
  const groups: Group[] = stretches.map((stretch, index) => ({
    part: `step:${stretch.step}`,
    label: `${stretch.step}. ${stretch.manner}: ${stretch.number}`,
    shapes:
      index === 0
        ? entryShapes(mouth(stations[0], grid.at(0)), stretch)
        : stretchShapes(
            mouth(stations[index - 1], grid.at(index - 1)),
            mouth(stations[index], grid.at(index)),
            stretch,
          ),
  }));
  groups.push(...shores(stations, grid));
  stations.forEach((station, index) => {
    groups.push(drawStation(station, grid.at(index), words.unsurveyed));
  });
  const rows = Math.ceil(stations.length / grid.perRow);
  const bottom = TOP + rows * STATION_HEIGHT + (rows - 1) * ROW_GAP + 16;
  const legend = drawLegend(words, legendParts(chart), MARGIN, bottom, width - 2 * MARGIN);
  groups.push(legend.group);
  return {
    width,
    height: bottom + legend.height + 4,
    title: chart.title,
    description: chart.description,
    groups,
  };
}

/** The box a stream ends at: the ring, where there is one around the station. */
function mouth(station: Station | undefined, box: Box): Box {
  const by = station?.choke !== undefined ? RING : station?.crown ? CROWN : 0;
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

function legendParts({ stations, stretches }: PathChart) {
  return {
    crown: stations.some((station) => station.crown),
    choke: stations.some((station) => station.choke !== undefined),
    unsurveyed: stations.some((station) => station.unsurveyed),
    expired: stretches.some((stretch) => stretch.weirs.some((weir) => weir.expired)),
    statuses: new Set(stretches.flatMap((stretch) => stretch.weirs.map((weir) => weir.status))),
  };
}

/** The way in: a short stream that falls into the first station from above its right half. */
function entryShapes(box: Box, stretch: Stretch): readonly Shape[] {
  const x = box.x + box.w * 0.72;
  const top = box.y - 44;
  return [
    ...drawStretch([x, top], [x, box.y - 1], stretch.likelihood, true),
    ...stepMark([x, top + 2], stretch.step),
    ...labelsBeside([x + 11, top + 4], stretch, 130),
    ...weirsAlong([x, top + 12], [x, box.y - 10], 'y', stretch.weirs),
  ];
}

function stretchShapes(from: Box, to: Box, stretch: Stretch): readonly Shape[] {
  if (Math.abs(from.y - to.y) > from.h) return turnShapes(from, to, stretch);
  const rightwards = to.x > from.x;
  const y = from.y + from.h / 2;
  const start: Point = rightwards ? [from.x + from.w + 1, y] : [from.x - 1, y];
  const end: Point = rightwards ? [to.x - 1, y] : [to.x + to.w + 1, y];
  const middle = (start[0] + end[0]) / 2;
  const room = Math.abs(end[0] - start[0]) - 4;
  const manner = wrap(stretch.manner, 'sans', 6.6, room, 2);
  return [
    ...drawStretch(start, end, stretch.likelihood, true),
    ...weirsAlong(start, end, 'x', stretch.weirs),
    ...stepMark([middle, y - 29], stretch.step),
    letters(stretch.technique, middle, y - 14, { size: 6.2, face: 'mono', anchor: 'middle' }),
    letters(stretch.number, middle, y + 17.5, {
      size: 8.4,
      face: 'sans-strong',
      ink: 'poison',
      anchor: 'middle',
    }),
    ...manner.map((text, index) =>
      letters(text, middle, y + 26 + index * 7.4, { size: 6.6, ink: 'quiet', anchor: 'middle' }),
    ),
  ];
}

/** From the end of one row straight down into the next, words on the side that has room. */
function turnShapes(from: Box, to: Box, stretch: Stretch): readonly Shape[] {
  const x = from.x + from.w / 2;
  const [top, bottom] = [from.y + from.h + 1, to.y - 1];
  const leftEdge = from.x < 3 * MARGIN;
  const side = leftEdge ? x + 12 : x - 12;
  return [
    ...drawStretch([x, top], [x, bottom], stretch.likelihood, true),
    ...weirsAlong([x, top + 22], [x, bottom - 8], 'y', stretch.weirs),
    ...stepMark([x, top + 10], stretch.step),
    ...labelsBeside([side, top + 15], stretch, 110, leftEdge ? 'start' : 'end'),
  ];
}

function labelsBeside(
  [x, y]: Point,
  stretch: Stretch,
  room: number,
  anchor: 'start' | 'end' = 'start',
): readonly Shape[] {
  const manner = wrap(stretch.manner, 'sans', 6.6, room, 2);
  return [
    letters(stretch.number, x, y, { size: 8.4, face: 'sans-strong', ink: 'poison', anchor }),
    letters(stretch.technique, x, y + 9, { size: 6.6, face: 'mono', anchor }),
    ...manner.map((text, index) =>
      letters(text, x, y + 17 + index * 7.4, { size: 6.6, ink: 'quiet', anchor }),
    ),
  ];
}

/** Weirs at even distances, at most four drawn; the last one then stands for the rest with their number. */
function weirsAlong(from: Point, to: Point, along: 'x' | 'y', weirs: readonly Weir[]): readonly Shape[] {
  const shown = weirs.slice(0, 4);
  return shown.flatMap((weir, index) => {
    const share = (index + 1) / (shown.length + 1);
    const at: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return drawWeir(at, along, weir);
  });
}

/** A shoreline wherever the stream passes into another named trust boundary. */
function shores(stations: readonly Station[], grid: Grid): readonly Group[] {
  return stations.flatMap((station, index) => {
    const before = stations[index - 1];
    if (!before || station.boundary === undefined || station.boundary === before.boundary) return [];
    const [from, to] = [grid.at(index - 1), grid.at(index)];
    if (from.y !== to.y) return [];
    const rightwards = to.x > from.x;
    const x = rightwards ? to.x - 10.5 : to.x + to.w + 10.5;
    const name = wrap(station.boundary, 'serif-italic', 6.4, grid.gap - 16, 1)[0] ?? '';
    return [
      {
        part: `boundary:${station.id}`,
        label: station.boundary,
        shapes: shoreline(x, to.y - HATCH_HEIGHT - 6, to.y + to.h + 12, name, rightwards ? 'end' : 'start'),
      },
    ];
  });
}
