/** Figures on paper: the same shapes the portal shows as SVG, as vectors, with their description as alternative text. */

import type { Drawing, Lettering } from '../figure/shape';
import { piecesOf, pieceWidth, textWidth } from '../font/measure';
import { visible } from '../visible';
import type { Press } from './press';

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
  const text = visible(shape.text);
  const size = shape.size * scale;
  const width = textWidth(text, shape.face, size);
  const back = shape.anchor === 'middle' ? width / 2 : shape.anchor === 'end' ? width : 0;
  let x = left + shape.x * scale - back;
  for (const piece of piecesOf(text, shape.face)) {
    const wide = pieceWidth(piece, size);
    press.show(piece.text, piece.file, size, x, top + shape.y * scale, wide, shape.ink);
    x += wide;
  }
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
