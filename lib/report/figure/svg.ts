/** A drawing as SVG text: named parts, a title and a description, colours through CSS variables or fixed. */
import type { Face } from '../font/library';
import { escapeXml } from '../pdf/xmp';
import { visible } from '../visible';
import type { Drawing, Group, Ink, Segment, Shape } from './shape';
import { LIGHT, type Theme } from './theme';

/** A number with at most two decimals, the same on every machine. */
const n = (value: number): string => String(Math.round(value * 100) / 100);

const FONTS: Readonly<Record<Face, string>> = {
  serif: 'font-family="Source Serif 4, Georgia, serif"',
  'serif-italic': 'font-family="Source Serif 4, Georgia, serif" font-style="italic"',
  'serif-strong': 'font-family="Source Serif 4, Georgia, serif" font-weight="600"',
  sans: 'font-family="Source Sans 3, Arial, sans-serif"',
  'sans-strong': 'font-family="Source Sans 3, Arial, sans-serif" font-weight="600"',
  mono: 'font-family="Source Code Pro, Consolas, monospace"',
};

const words = (text: string): string => escapeXml(visible(text));

const pathData = (segments: readonly Segment[]): string =>
  segments.map(([command, ...numbers]) => command + numbers.map(n).join(' ')).join('');

/**
 * SVG for a page. Each ink is `var(--chart-<ink>, <colour>)`, so a page switches themes by setting variables and
 * a file on its own still has its colours. `id` makes the title's and description's ids unique in a page.
 */
export function figureToSvg(drawing: Drawing, theme: Theme = LIGHT, id = 'figure'): string {
  const colour = (ink: Ink | undefined): string =>
    ink === undefined ? 'none' : `var(--chart-${ink}, ${theme[ink]})`;
  const safe = id.replace(/[^A-Za-z0-9_-]/g, '-');
  const body = drawing.groups.map((group) => groupToSvg(group, colour)).join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(drawing.width)} ${n(drawing.height)}" role="img" aria-labelledby="${safe}-title ${safe}-desc">`,
    `<title id="${safe}-title">${words(drawing.title)}</title>`,
    `<desc id="${safe}-desc">${words(drawing.description)}</desc>`,
    body,
    '</svg>',
  ].join('\n');
}

function groupToSvg(group: Group, colour: (ink: Ink | undefined) => string): string {
  const shapes = group.shapes.map((shape) => shapeToSvg(shape, colour)).join('');
  return `<g data-part="${words(group.part)}">${shapes}</g>`;
}

function shapeToSvg(shape: Shape, colour: (ink: Ink | undefined) => string): string {
  if (shape.kind === 'text') {
    return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-size="${n(shape.size)}" ${FONTS[shape.face]} text-anchor="${shape.anchor}" style="fill:${colour(shape.ink)}">${words(shape.text)}</text>`;
  }
  const dash = shape.dash ? ` stroke-dasharray="${shape.dash.map(n).join(' ')}"` : '';
  const caps = shape.round ? ' stroke-linecap="round" stroke-linejoin="round"' : '';
  return `<path d="${pathData(shape.d)}" stroke-width="${n(shape.width ?? 1)}"${dash}${caps} style="fill:${colour(shape.fill)};stroke:${colour(shape.stroke)}"/>`;
}
