/**
 * What a figure is made of, whatever draws it: paths and texts in points, inks by name. Layout makes shapes;
 * SVG and PDF only put them down, so the portal and the report show the same drawing.
 */
import type { Face } from '../font/library';

/** Named inks; a theme gives each its colour. */
export const INKS = [
  'ink',
  'water',
  'poison',
  'verified',
  'stale',
  'paper',
  'land',
  'rule',
  'quiet',
  'shade1',
  'shade2',
  'shade3',
  'shade4',
] as const;
export type Ink = (typeof INKS)[number];

export type Point = readonly [x: number, y: number];

export type Segment =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export type Outline = {
  readonly kind: 'path';
  readonly d: readonly Segment[];
  readonly fill?: Ink;
  readonly stroke?: Ink;
  readonly width?: number;
  readonly dash?: readonly [number, number];
  readonly round?: boolean;
};

export type Lettering = {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  readonly ink: Ink;
  readonly anchor: 'start' | 'middle' | 'end';
};

export type Shape = Outline | Lettering;

/** Shapes that belong together; `part` names the thing drawn (`asset:…`, `step:2`) for links and selection. */
export type Group = { readonly part: string; readonly label: string; readonly shapes: readonly Shape[] };

export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The figure in words, complete enough to replace it. */
  readonly description: string;
  readonly groups: readonly Group[];
};

export const line = (points: readonly Point[], rest: Omit<Outline, 'kind' | 'd'>): Outline => ({
  kind: 'path',
  d: points.map(([x, y], index) => [index === 0 ? 'M' : 'L', x, y] as const),
  ...rest,
});

export const polygon = (points: readonly Point[], rest: Omit<Outline, 'kind' | 'd'>): Outline => ({
  kind: 'path',
  d: [...points.map(([x, y], index) => [index === 0 ? 'M' : 'L', x, y] as const), ['Z'] as const],
  ...rest,
});

export const rectangle = (
  x: number,
  y: number,
  w: number,
  h: number,
  rest: Omit<Outline, 'kind' | 'd'>,
): Outline =>
  polygon(
    [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ],
    rest,
  );

/** Four Bézier arcs; 0.5523 is the control distance of the usual circle approximation. */
export function ellipse(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  rest: Omit<Outline, 'kind' | 'd'>,
): Outline {
  const [kx, ky] = [rx * 0.5523, ry * 0.5523];
  return {
    kind: 'path',
    d: [
      ['M', cx - rx, cy],
      ['C', cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry],
      ['C', cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy],
      ['C', cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry],
      ['C', cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy],
      ['Z'],
    ],
    ...rest,
  };
}

/** A rectangle whose short ends are half circles, or with corners of radius `r`. */
export function rounded(
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  rest: Omit<Outline, 'kind' | 'd'>,
): Outline {
  const k = r * (1 - 0.5523);
  return {
    kind: 'path',
    d: [
      ['M', x + r, y],
      ['L', x + w - r, y],
      ['C', x + w - k, y, x + w, y + k, x + w, y + r],
      ['L', x + w, y + h - r],
      ['C', x + w, y + h - k, x + w - k, y + h, x + w - r, y + h],
      ['L', x + r, y + h],
      ['C', x + k, y + h, x, y + h - k, x, y + h - r],
      ['L', x, y + r],
      ['C', x, y + k, x + k, y, x + r, y],
      ['Z'],
    ],
    ...rest,
  };
}

export const letters = (
  text: string,
  x: number,
  y: number,
  rest: Partial<Omit<Lettering, 'kind' | 'text' | 'x' | 'y'>> = {},
): Lettering => ({ kind: 'text', text, x, y, size: 7, face: 'sans', ink: 'ink', anchor: 'start', ...rest });
