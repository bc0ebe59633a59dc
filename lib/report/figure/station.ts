/**
 * Stations: assets on a chart. The family decides the shape, a second border marks a crown asset, a ring a
 * choke point, and hatching that fades upstream a lineage nobody surveyed.
 */
import type { AssetFamily } from '@/graph/model/asset-kinds';
import { textWidth, wrap } from '../font/measure';
import {
  ellipse,
  type Group,
  letters,
  line,
  type Outline,
  polygon,
  rectangle,
  rounded,
  type Shape,
} from './shape';

export type Station = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly family: AssetFamily;
  readonly crown: boolean;
  /** Its upstream is not, or not wholly, recorded. */
  readonly unsurveyed: boolean;
  /** How much risk falls if it is cleaned, in words (`−72 %`). */
  readonly choke?: string;
  readonly boundary?: string;
};

export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** How far a choke point's ring and a crown asset's second border stand off. */
export const RING = 6.5;
export const CROWN = 2.6;

export const NAME_SIZE = 8;
const KIND_SIZE = 6.4;

/** The outline of a family within a box. */
export function outlineOf(family: AssetFamily, box: Box, style: Omit<Outline, 'kind' | 'd'>): Outline {
  const { x, y, w, h } = box;
  const s = Math.min(9, w / 6);
  switch (family) {
    case 'source':
      return polygon(
        [
          [x + s, y],
          [x + w, y],
          [x + w - s, y + h],
          [x, y + h],
        ],
        style,
      );
    case 'data':
      return rectangle(x, y, w, h, style);
    case 'process':
      return rounded(x, y, w, h, h / 2, style);
    case 'model':
      return polygon(
        [
          [x + s, y],
          [x + w - s, y],
          [x + w, y + h / 2],
          [x + w - s, y + h],
          [x + s, y + h],
          [x, y + h / 2],
        ],
        style,
      );
    case 'system':
      return rounded(x, y, w, h, 5, style);
    case 'party':
      return ellipse(x + w / 2, y + h / 2, w / 2, h / 2, style);
  }
}

const grown = ({ x, y, w, h }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  w: w + 2 * by,
  h: h + 2 * by,
});

function inset(family: AssetFamily): number {
  if (family === 'data') return 6;
  if (family === 'system') return 9;
  return family === 'party' ? 16 : 12;
}

/** A station with its name and kind, all text inside the outline. */
export function drawStation(station: Station, box: Box, unsurveyedLabel: string): Group {
  const { x, y, w, h } = box;
  const room = w - 2 * inset(station.family);
  const most = Math.max(1, Math.min(3, Math.floor((h - KIND_SIZE - 6) / 9.4)));
  const lines = wrap(station.name, 'sans-strong', NAME_SIZE, room, most);
  const block = lines.length * 9.4 + KIND_SIZE + 1;
  const top = y + (h - block) / 2 + NAME_SIZE - 0.6;
  const shapes: Shape[] = [];
  if (station.unsurveyed) shapes.push(...hatching(box, unsurveyedLabel));
  if (station.choke !== undefined) shapes.push(...ring(box, station.choke));
  if (station.crown)
    shapes.push(outlineOf(station.family, grown(box, CROWN), { fill: 'paper', stroke: 'ink', width: 0.8 }));
  shapes.push(
    outlineOf(station.family, box, { fill: 'paper', stroke: 'ink', width: station.crown ? 1.3 : 1 }),
  );
  if (station.family === 'system') shapes.push(rectangle(x + 4, y + 4, 3.4, 3.4, { fill: 'ink' }));
  lines.forEach((text, index) => {
    shapes.push(
      letters(text, x + w / 2, top + index * 9.4, { size: NAME_SIZE, face: 'sans-strong', anchor: 'middle' }),
    );
  });
  const kind = wrap(station.kind, 'sans', KIND_SIZE, room, 1)[0] ?? '';
  shapes.push(
    letters(kind, x + w / 2, top + lines.length * 9.4 - 0.6, {
      size: KIND_SIZE,
      ink: 'quiet',
      anchor: 'middle',
    }),
  );
  return { part: `asset:${station.id}`, label: `${station.name}, ${station.kind}`, shapes };
}

/** A ring with what it is worth on its upper edge, the edge broken under the figure. */
function ring(box: Box, worth: string): readonly Shape[] {
  const outer = grown(box, RING);
  const width = textWidth(worth, 'sans-strong', 6.6) + 5;
  const right = outer.x + outer.w - 8;
  return [
    rounded(outer.x, outer.y, outer.w, outer.h, 11, { stroke: 'water', width: 1.4 }),
    rectangle(right - width, outer.y - 3, width, 6, { fill: 'paper' }),
    letters(worth, right - width / 2, outer.y + 2.3, {
      size: 6.6,
      face: 'sans-strong',
      ink: 'water',
      anchor: 'middle',
    }),
  ];
}

export const HATCH_HEIGHT = 15;

/** Strokes above the station's left half that thin out upwards, with the words that say what they mean. */
function hatching({ x, y, w }: Box, label: string): readonly Shape[] {
  const width = w * 0.38;
  const shapes: Shape[] = [];
  for (let step = 0; step < width; step += 4) {
    for (const [from, to, weight] of [
      [0.5, 6, 0.8],
      [6, 10.5, 0.45],
      [10.5, HATCH_HEIGHT, 0.2],
    ] as const) {
      shapes.push(
        line(
          [
            [x + step + from * 0.5, y - 1 - from],
            [x + step + to * 0.5, y - 1 - to],
          ],
          { stroke: 'stale', width: weight },
        ),
      );
    }
  }
  shapes.push(letters(label, x, y - HATCH_HEIGHT - 3.4, { size: 6.2, ink: 'stale', face: 'sans-strong' }));
  return shapes;
}
