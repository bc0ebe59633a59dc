/** Figures on paper: the same shapes the portal shows as SVG, as vectors, with their description as alternative text. */

import type { Drawing, Lettering } from '../figure/shape';
import { visible } from '../visible';
import type { Press } from './press';
import { endingInSpace, setLines, showFragments } from './typeset';

/** Wider than any page: lettering on a figure was broken into lines when it was laid out. */
const UNBROKEN = 10_000;

/** Draws shapes at a place and scale inside whatever element or artifact is open. */
export function putShapes(press: Press, drawing: Drawing, left: number, top: number, scale: number): void {
  for (const group of drawing.groups) {
    for (const shape of group.shapes) {
      if (shape.kind === 'path') press.path(shape, left, top, scale);
      else putLetters(press, shape, left, top, scale);
    }
  }
}

function putLetters(press: Press, shape: Lettering, left: number, top: number, scale: number): void {
  const { face, ink } = shape;
  const [set] = setLines([{ text: visible(shape.text), face, size: shape.size * scale, ink }], UNBROKEN);
  if (!set) return;
  const back = shape.anchor === 'middle' ? set.width / 2 : shape.anchor === 'end' ? set.width : 0;
  showFragments(press, endingInSpace(set.fragments), left + shape.x * scale - back, top + shape.y * scale);
}

/** A figure at `press.y`, made smaller where it is wider or taller than a page, on the next page where it must. */
export function drawFigure(press: Press, drawing: Drawing, below: number): void {
  const { left, width, top, bottom } = press.frame;
  const scale = Math.min(1, width / drawing.width, (bottom - top - below) / drawing.height);
  const height = drawing.height * scale;
  if (height + below > press.room) press.newPage();
  const at = press.y;
  press.element('Figure', { alt: drawing.description, bbox: [left, at, left + width, at + height] }, () => {
    press.mark(() => putShapes(press, drawing, left, at, scale));
  });
  press.y = at + height + 4;
}
