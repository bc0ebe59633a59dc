/**
 * Streams: influences drawn downstream. Width follows likelihood on a log scale with the number beside it;
 * vermilion and direction marks say that poison can pass; a weir across says what stands in its way.
 */
import type { ControlStatus } from '@/graph/model/applied-control';
import { ellipse, letters, line, type Point, polygon, rectangle, type Shape } from './shape';

export type Weir = {
  readonly status: ControlStatus;
  /** Its evidence has expired: drawn struck through. */
  readonly expired: boolean;
  readonly label: string;
};

/** Widths in points at likelihood 1 and at one in ten thousand and less; between them straight in log₁₀. */
export const WIDEST = 9;
export const NARROWEST = 1;
const DECADES = 4;

/** Width of a stream in points for a likelihood between 0 and 1. */
export function streamWidth(likelihood: number): number {
  if (likelihood <= 0) return NARROWEST;
  const share = 1 + Math.log10(Math.min(1, likelihood)) / DECADES;
  return NARROWEST + (WIDEST - NARROWEST) * Math.max(0, share);
}

/** A straight stretch from one point to another with chevrons that show which way it runs. */
export function drawStretch(
  from: Point,
  to: Point,
  likelihood: number,
  poisonable: boolean,
): readonly Shape[] {
  const ink = poisonable ? 'poison' : 'water';
  const width = streamWidth(likelihood);
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.max(5, width * 0.8 + 2.5);
  const neck: Point = [to[0] - ux * head * 1.1, to[1] - uy * head * 1.1];
  return [
    line([from, neck], { stroke: ink, width }),
    polygon(
      [
        to,
        [neck[0] - uy * head * 0.72, neck[1] + ux * head * 0.72],
        [neck[0] + uy * head * 0.72, neck[1] - ux * head * 0.72],
      ],
      { fill: ink },
    ),
    ...chevrons(from, neck, width),
  ];
}

/** Direction marks along a stretch, in paper colour where it is wide enough to hold them. */
function chevrons(from: Point, to: Point, width: number): readonly Shape[] {
  if (width < 4) return [];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / (length || 1), dy / (length || 1)];
  const s = width * 0.26;
  const shapes: Shape[] = [];
  for (let at = 9; at < length - 6; at += 14) {
    const [x, y] = [from[0] + ux * at, from[1] + uy * at];
    shapes.push(
      line(
        [
          [x - ux * s - uy * s, y - uy * s + ux * s],
          [x + ux * s, y + uy * s],
          [x - ux * s + uy * s, y - uy * s - ux * s],
        ],
        { stroke: 'paper', width: 1 },
      ),
    );
  }
  return shapes;
}

const HALF = 8;

/** A weir at a point of a stream that runs along `along` (`x` or `y`). */
export function drawWeir([x, y]: Point, along: 'x' | 'y', { status, expired }: Weir): readonly Shape[] {
  const [w, h] = along === 'x' ? [4.4, 2 * HALF] : [2 * HALF, 4.4];
  const [left, top] = [x - w / 2, y - h / 2];
  const edge = status === 'verified' ? 'verified' : 'ink';
  const shapes: Shape[] = [rectangle(left, top, w, h, { fill: 'paper', stroke: edge, width: 1.1 })];
  if (status === 'partial')
    shapes.push(
      along === 'x'
        ? rectangle(left, y, w, h / 2, { fill: 'ink' })
        : rectangle(left, top, w / 2, h, { fill: 'ink' }),
    );
  if (status === 'implemented' || status === 'verified')
    shapes.push(rectangle(left, top, w, h, { fill: edge, stroke: edge, width: 1.1 }));
  if (status === 'verified') {
    const [tx, ty] = along === 'x' ? [x + 5, top - 1] : [left + w + 5, y - 2];
    shapes.push(
      line(
        [
          [tx - 2.6, ty],
          [tx - 0.6, ty + 2.2],
          [tx + 3.2, ty - 3],
        ],
        { stroke: 'verified', width: 1.3 },
      ),
    );
  }
  if (expired)
    shapes.push(
      line(
        [
          [x - 6, y + 9],
          [x + 6, y - 9],
        ],
        { stroke: 'stale', width: 1.6 },
      ),
    );
  return shapes;
}

/** The number of a step in a small round mark. */
export function stepMark([x, y]: Point, number: number): readonly Shape[] {
  return [
    ellipse(x, y, 5.6, 5.6, { fill: 'paper', stroke: 'ink', width: 0.8 }),
    letters(String(number), x, y + 2.4, { size: 6.8, face: 'sans-strong', anchor: 'middle' }),
  ];
}

/** A shoreline: the edge of a trust boundary, wavy, across the water, with the name of what lies beyond at its head. */
export function shoreline(
  x: number,
  top: number,
  bottom: number,
  name: string,
  side: 'start' | 'end',
): readonly Shape[] {
  const waves: [number, number][] = [];
  for (let y = top; y <= bottom; y += 3)
    waves.push([x + (Math.round((y - top) / 3) % 2 === 0 ? -1.4 : 1.4), y]);
  return [
    line(waves, { stroke: 'water', width: 0.8, round: true }),
    letters(name, side === 'end' ? x - 4 : x + 4, top + 4, {
      size: 6.4,
      face: 'serif-italic',
      ink: 'water',
      anchor: side,
    }),
  ];
}
