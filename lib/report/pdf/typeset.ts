/**
 * Runs of text into lines of measured fragments: breaks between words, inside long ids at their joints, inside
 * unbroken text anywhere rather than let it run over the edge. Right-to-left stretches are put in visual order.
 */

import type { Ink } from '../figure/shape';
import { visualOrder } from '../font/direction';
import type { Face, FontFile } from '../font/library';
import { breakable, piecesOf, pieceWidth } from '../font/measure';
import type { Press, Target } from './press';

export type Styled = {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly ink: Ink;
  readonly target?: Target;
  /** Raised above the baseline, in points. */
  readonly rise?: number;
};

/** One font, one style, at an offset from the line's left edge. */
export type Fragment = {
  readonly text: string;
  readonly file: FontFile;
  readonly x: number;
  readonly width: number;
  readonly style: Styled;
  /** Letters in reading order where the drawn order differs. */
  readonly spoken?: string;
};

export type Line = { readonly fragments: readonly Fragment[]; readonly width: number };

type Part = { readonly style: Styled; readonly text: string };
type Atom = { readonly parts: readonly Part[]; readonly width: number };

const partWidth = ({ style, text }: Part): number =>
  piecesOf(text, style.face).reduce((sum, piece) => sum + pieceWidth(piece, style.size), 0);

/** Stretches that must stay on one line: between two allowed breaks, across changes of style. */
function atomsOf(runs: readonly Styled[]): readonly Atom[] {
  const atoms: Atom[] = [];
  let pending: Part[] = [];
  const close = (): void => {
    if (pending.length > 0)
      atoms.push({ parts: pending, width: pending.reduce((sum, part) => sum + partWidth(part), 0) });
    pending = [];
  };
  for (const style of runs) {
    const texts = breakable(style.text, style.face === 'mono' ? 'code' : 'prose');
    texts.forEach((text, index) => {
      pending.push({ style, text });
      if (index < texts.length - 1 || /\s$/.test(text)) close();
    });
  }
  close();
  return atoms;
}

/** Atoms cut to the width where they are wider: a 300-character word is broken, never clipped. */
function fitted(atoms: readonly Atom[], width: number): readonly Atom[] {
  return atoms.flatMap((atom) =>
    atom.width <= width ? [atom] : atom.parts.flatMap((part) => cut(part, width)),
  );
}

function cut({ style, text }: Part, width: number): readonly Atom[] {
  const atoms: Atom[] = [];
  let [piece, used] = ['', 0];
  for (const char of text) {
    const more = partWidth({ style, text: char });
    if (piece !== '' && used + more > width) {
      atoms.push({ parts: [{ style, text: piece }], width: used });
      [piece, used] = ['', 0];
    }
    piece += char;
    used += more;
  }
  if (piece !== '') atoms.push({ parts: [{ style, text: piece }], width: used });
  return atoms;
}

function trailing(atom: Atom): number {
  const last = atom.parts.at(-1);
  const spaces = last?.text.match(/\s+$/)?.[0];
  return last && spaces ? partWidth({ style: last.style, text: spaces }) : 0;
}

/** Lines of at most `width` points. No text gives no line. */
export function setLines(runs: readonly Styled[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let parts: Part[] = [];
  let used = 0;
  for (const atom of fitted(atomsOf(runs), width)) {
    if (parts.length > 0 && used + atom.width - trailing(atom) > width + 0.01) {
      lines.push(lineOf(parts));
      parts = [];
      used = 0;
    }
    parts.push(...atom.parts);
    used += atom.width;
  }
  if (parts.length > 0) lines.push(lineOf(parts));
  return lines;
}

function lineOf(parts: readonly Part[]): Line {
  const merged: { style: Styled; text: string }[] = [];
  for (const { style, text } of parts) {
    const last = merged.at(-1);
    if (last && last.style === style) last.text += text;
    else merged.push({ style, text });
  }
  const placed = visualOrder(merged.map((part) => part.text));
  const drawn: { fragment: Omit<Fragment, 'x'>; order: number }[] = [];
  for (const stretch of placed) {
    const style = merged[stretch.part]?.style;
    if (!style) continue;
    const pieces = piecesOf(stretch.text, style.face);
    const ordered = stretch.rightToLeft ? [...pieces].reverse() : pieces;
    for (const { text, file } of ordered) {
      const base = { text, file, width: pieceWidth({ text, file }, style.size), style };
      drawn.push({
        fragment: stretch.rightToLeft ? { ...base, spoken: text } : base,
        order: stretch.logical,
      });
    }
  }
  let x = 0;
  const positioned = drawn.map(({ fragment, order }) => {
    const at = { fragment: { ...fragment, x }, order };
    x += fragment.width;
    return at;
  });
  // Placed as the eye reads, drawn as the voice does: assistive technology takes the order of drawing.
  positioned.sort((a, b) => a.order - b.order);
  return { fragments: positioned.map(({ fragment }) => fragment), width: x };
}

/** Draws fragments of a line whose left edge is `x` and baseline `y`. */
export function showFragments(press: Press, fragments: readonly Fragment[], x: number, y: number): void {
  for (const { text, file, style, width, spoken, ...at } of fragments) {
    const draw = (): void =>
      press.show(text, file, style.size, x + at.x, y - (style.rise ?? 0), width, style.ink);
    if (spoken === undefined) draw();
    else press.showSpoken(spoken, draw);
  }
}

/** A word with the space after it, so that text taken out of the file keeps its words apart. */
export function endingInSpace(fragments: readonly Fragment[]): readonly Fragment[] {
  const last = fragments.at(-1);
  if (!last || last.spoken !== undefined || /\s$/.test(last.text)) return fragments;
  return [...fragments.slice(0, -1), { ...last, text: `${last.text} ` }];
}

type Flow = { readonly x: number; readonly leading: number; readonly ascent: number };

/**
 * Lines as content of the current element, from `press.y` down, over pages as needed. Links become elements of
 * their own. A first or last line is not left alone on a page.
 */
export function flowLines(press: Press, lines: readonly Line[], { x, leading, ascent }: Flow): void {
  lines.forEach((line, index) => {
    const left = lines.length - index;
    const rows = Math.floor(press.room / leading);
    if (rows < 1 || (index === 0 && rows < Math.min(2, left)) || (left === 2 && rows === 1)) press.newPage();
    showLine(press, line, x, press.y + ascent, leading);
    press.y += leading;
  });
}

/** One line: plain stretches into the current element, each link into a Link element within it. */
export function showLine(press: Press, line: Line, x: number, baseline: number, leading: number): void {
  for (const group of byTarget(endingInSpace(line.fragments))) {
    const target = group[0]?.style.target;
    if (!target) {
      press.mark(() => showFragments(press, group, x, baseline));
      continue;
    }
    press.element('Link', {}, () => {
      press.mark(() => showFragments(press, group, x, baseline));
      const from = Math.min(...group.map((fragment) => fragment.x));
      const to = Math.max(...group.map((fragment) => fragment.x + fragment.width));
      const words = group.map((fragment) => fragment.spoken ?? fragment.text).join('');
      press.area(target, x + from, baseline - leading * 0.75, to - from, leading, words.trim());
    });
  }
}

function byTarget(fragments: readonly Fragment[]): readonly (readonly Fragment[])[] {
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    const last = groups.at(-1);
    if (last && last[0]?.style.target === fragment.style.target) last.push(fragment);
    else groups.push([fragment]);
  }
  return groups;
}
