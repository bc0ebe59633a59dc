/**
 * The waters an exposure runs through: assets in rows from spring to sea, each below everything that feeds it,
 * streams between them. Layering by longest path and ordering by barycentre (Sugiyama, Tagawa and Toda, IEEE
 * Transactions on Systems, Man and Cybernetics 11(2), 1981); streams that close a loop come back at the side.
 */
import { drawLegend } from './legend';
import type { PathWords } from './path-figure';
import { type Drawing, type Group, type Point, polygon, type Segment, type Shape } from './shape';
import { type Box, drawStation, type Station } from './station';
import { streamWidth } from './stream';

export type MapStream = {
  readonly from: string;
  readonly to: string;
  readonly likelihood: number;
  readonly poisonable: boolean;
};

export type FlowMap = {
  readonly title: string;
  readonly description: string;
  readonly stations: readonly Station[];
  readonly streams: readonly MapStream[];
};

const PER_ROW = 4;
const HEIGHT = 36;
const ROW_GAP = 40;
const EDGE = 22;
const TOP = 28;
const SWEEPS = 6;

/** Lays the map out within a width in points; the height follows from the depth of the waters. */
export function drawFlowMap(map: FlowMap, words: PathWords, width: number): Drawing {
  const { rows, returning } = layered(map);
  const boxes = placed(rows, width);
  const streams = map.streams.map((stream): Group => {
    const [from, to] = [boxes.get(stream.from), boxes.get(stream.to)];
    const shapes =
      !from || !to
        ? []
        : returning.has(stream)
          ? eddy(from, to, width, stream)
          : run(
              from,
              to,
              stream,
              [...boxes.values()].filter(({ y }) => y > from.y && y < to.y),
            );
    return { part: `stream:${stream.from}>${stream.to}`, label: '', shapes };
  });
  const stations = map.stations.flatMap((station) => {
    const box = boxes.get(station.id);
    return box ? [drawStation(station, box, words.unsurveyed)] : [];
  });
  const bottom = TOP + rows.length * HEIGHT + (rows.length - 1) * ROW_GAP + 14;
  const parts = {
    crown: map.stations.some(({ crown }) => crown),
    choke: map.stations.some(({ choke }) => choke !== undefined),
    unsurveyed: map.stations.some(({ unsurveyed }) => unsurveyed),
    expired: false,
    statuses: new Set<never>(),
  };
  const legend = drawLegend(words, parts, 0, bottom, width);
  return {
    width,
    height: bottom + legend.height + 4,
    title: map.title,
    description: map.description,
    groups: [...streams, ...stations, legend.group],
  };
}

type Layers = { readonly rows: readonly (readonly string[])[]; readonly returning: ReadonlySet<MapStream> };

function layered({ stations, streams }: FlowMap): Layers {
  const ids = stations.map(({ id }) => id);
  const returning = returningStreams(ids, streams);
  const forward = streams.filter((stream) => !returning.has(stream));
  const depth = new Map(ids.map((id) => [id, 0]));
  for (let round = 0; round < ids.length; round += 1) {
    for (const { from, to } of forward)
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
  }
  const layers: string[][] = [];
  for (const id of ids) {
    const at = depth.get(id) ?? 0;
    layers[at] = [...(layers[at] ?? []), id];
  }
  const ordered = swept(
    layers.filter((layer) => layer.length > 0),
    forward,
  );
  return { rows: ordered.flatMap(split), returning };
}

/** Streams that lead back to a station still being followed, found depth first in the given order. */
function returningStreams(ids: readonly string[], streams: readonly MapStream[]): ReadonlySet<MapStream> {
  const returning = new Set<MapStream>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const stream of streams.filter(({ from }) => from === id)) {
      if (state.get(stream.to) === 'open') returning.add(stream);
      else if (!state.has(stream.to)) visit(stream.to);
    }
    state.set(id, 'done');
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  return returning;
}

function swept(
  layers: readonly (readonly string[])[],
  streams: readonly MapStream[],
): readonly (readonly string[])[] {
  let current = layers;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const place = new Map(
      current.flatMap((layer) => layer.map((id, index) => [id, (index + 0.5) / layer.length] as const)),
    );
    const centre = (id: string): number => {
      const near = streams.flatMap(({ from, to }) =>
        sweep % 2 === 0 ? (to === id ? [from] : []) : from === id ? [to] : [],
      );
      const at = near.map((other) => place.get(other) ?? 0.5);
      return at.length === 0 ? (place.get(id) ?? 0.5) : at.reduce((sum, value) => sum + value, 0) / at.length;
    };
    current = current.map((layer) => [...layer].sort((a, b) => centre(a) - centre(b) || (a < b ? -1 : 1)));
  }
  return current;
}

/** A layer too wide for a row, in rows of at most four. */
function split(layer: readonly string[]): readonly (readonly string[])[] {
  const rows = Math.ceil(layer.length / PER_ROW);
  const size = Math.ceil(layer.length / rows);
  return Array.from({ length: rows }, (_, row) => layer.slice(row * size, (row + 1) * size));
}

function placed(rows: readonly (readonly string[])[], width: number): ReadonlyMap<string, Box> {
  const inner = width - 2 * EDGE;
  const cell = inner / PER_ROW;
  const boxes = new Map<string, Box>();
  rows.forEach((row, index) => {
    const gap = inner / row.length;
    const w = Math.min(110, cell - 14);
    row.forEach((id, column) => {
      boxes.set(id, {
        x: EDGE + gap * (column + 0.5) - w / 2,
        y: TOP + index * (HEIGHT + ROW_GAP),
        w,
        h: HEIGHT,
      });
    });
  });
  return boxes;
}

/** From the foot of one station to the head of another, bending like water, past the stations between. */
function run(from: Box, to: Box, stream: MapStream, between: readonly Box[]): readonly Shape[] {
  const start: Point = [from.x + from.w / 2, from.y + from.h + 1];
  const end: Point = [to.x + to.w / 2, to.y - 8];
  if (between.length === 0) {
    const bend = Math.max(14, (end[1] - start[1]) / 2);
    return curve(
      [
        ['M', ...start],
        ['C', start[0], start[1] + bend, end[0], end[1] - bend, ...end],
      ],
      end,
      stream,
      [0, 1],
    );
  }
  const lane = laneFor(start[0], end[0], between);
  const top = Math.min(...between.map(({ y }) => y)) - 4;
  const bottom = Math.max(...between.map(({ y, h }) => y + h)) + 4;
  const d: readonly Segment[] = [
    ['M', ...start],
    ['C', start[0], start[1] + 16, lane, top - 16, lane, top],
    ['L', lane, bottom],
    ['C', lane, bottom + 16, end[0], end[1] - 16, ...end],
  ];
  return curve(d, end, stream, [0, 1]);
}

const CLEAR = 9;

/** Where a long stream can pass straight down: nearest to its ends, clear of every station between. */
function laneFor(from: number, to: number, between: readonly Box[]): number {
  const candidates = [to, from, ...between.flatMap(({ x, w }) => [x - CLEAR - 3, x + w + CLEAR + 3])];
  const free = candidates.filter((lane) =>
    between.every(({ x, w }) => lane < x - CLEAR || lane > x + w + CLEAR),
  );
  const detour = (lane: number): number => Math.abs(lane - from) + Math.abs(lane - to);
  return free.length === 0
    ? EDGE / 2
    : free.reduce((best, lane) => (detour(lane) < detour(best) ? lane : best));
}

/** A returning stream: out at the side, up the margin, and in again. */
function eddy(from: Box, to: Box, width: number, stream: MapStream): readonly Shape[] {
  const start: Point = [from.x + from.w + 1, from.y + from.h / 2];
  const end: Point = [to.x + to.w + 9, to.y + to.h / 2];
  const side = Math.max(start[0], end[0]);
  // A cubic reaches three quarters of the way to its two equal control points.
  const margin = Math.min(side + 80, side + (width - 4 - side) / 0.75);
  return curve(
    [
      ['M', ...start],
      ['C', margin, start[1], margin, end[1], ...end],
    ],
    end,
    stream,
    [-1, 0],
  );
}

function curve(
  d: readonly Segment[],
  end: Point,
  { likelihood, poisonable }: MapStream,
  [ux, uy]: Point,
): readonly Shape[] {
  const ink = poisonable ? 'poison' : 'water';
  const width = streamWidth(likelihood) * 0.55;
  const head = Math.max(4, width + 2);
  const tip: Point = [end[0] + ux * head, end[1] + uy * head];
  const barbs: readonly Point[] = [
    [end[0] - uy * head * 0.7, end[1] + ux * head * 0.7],
    [end[0] + uy * head * 0.7, end[1] - ux * head * 0.7],
  ];
  return [{ kind: 'path', d, stroke: ink, width }, polygon([tip, ...barbs], { fill: ink })];
}
