/** The printed page's typography: three sizes of text on a baseline grid of 14 points, and how tones look. */
import type { Run, Runs } from '../document';
import type { Ink } from '../figure/shape';
import type { Face } from '../font/library';
import { visible } from '../visible';
import type { Frame } from './press';
import type { Styled } from './typeset';

export type TextStyle = {
  readonly face: Face;
  readonly strong: Face;
  readonly size: number;
  readonly leading: number;
  readonly ascent: number;
  readonly ink: Ink;
};

const style = (face: Face, strong: Face, size: number, leading: number, ink: Ink = 'ink'): TextStyle => ({
  face,
  strong,
  size,
  leading,
  ascent: leading / 2 + size * 0.34,
  ink,
});

export const PROSE = style('serif', 'serif-strong', 9.8, 14);
export const VERDICT = style('serif', 'serif-strong', 12.4, 17.5);
export const NOTE = style('sans', 'sans-strong', 8.2, 11.5, 'quiet');
export const TABLE = style('sans', 'sans-strong', 8.2, 10.8);
export const TABLE_HEAD = style('sans-strong', 'sans-strong', 7.6, 10, 'quiet');
export const TERM = style('sans', 'sans-strong', 8.6, 12, 'quiet');
export const CAPTION = style('sans', 'sans-strong', 8.2, 11.2, 'quiet');
export const FORMULA = style('serif-italic', 'serif-strong', 11, 16);
export const CONTENTS = style('sans', 'sans-strong', 9.2, 15);
export const HEADINGS: readonly TextStyle[] = [
  style('sans-strong', 'sans-strong', 19, 25),
  style('sans-strong', 'sans-strong', 13, 18),
  style('sans-strong', 'sans-strong', 10.4, 15),
  style('sans-strong', 'sans-strong', 9.6, 14),
];

const SIZES = { A4: [595.28, 841.89], Letter: [612, 792] } as const;

/** Where text stands on a page: a measure of about 95 characters of prose between even margins. */
export function frameOf(size: keyof typeof SIZES): Frame {
  const [pageWidth, pageHeight] = SIZES[size];
  return { left: 62, top: 78, width: pageWidth - 124, bottom: pageHeight - 70, pageWidth, pageHeight };
}

/** A document's runs in the type of where they stand. `noteNumber` gives a footnote its number. */
export function styled(runs: Runs, base: TextStyle, noteNumber: (id: string) => number): readonly Styled[] {
  return runs.map((run) => styledRun(run, base, noteNumber));
}

function styledRun(run: Run, base: TextStyle, noteNumber: (id: string) => number): Styled {
  const normal = { face: base.face, size: base.size, ink: base.ink };
  if (run.kind === 'footnote') {
    const text = String(noteNumber(run.id));
    return {
      ...normal,
      text,
      face: 'sans',
      size: base.size * 0.66,
      rise: base.size * 0.34,
      ink: 'water',
      target: { to: `note-${run.id}` },
    };
  }
  const text = visible(run.text);
  if (run.kind === 'link') return { ...normal, text, ink: 'water', target: { href: run.href } };
  if (run.kind === 'cross') return { ...normal, text, ink: 'water', target: { to: run.to } };
  switch (run.tone) {
    case 'strong':
      return { ...normal, text, face: base.strong };
    case 'emphasis':
      return { ...normal, text, face: 'serif-italic' };
    case 'code':
      return { ...normal, text, face: 'mono', size: base.size * 0.88 };
    case 'quiet':
      return { ...normal, text, ink: 'quiet' };
    case 'alarm':
      return { ...normal, text, face: base.strong, ink: 'poison' };
    default:
      return { ...normal, text };
  }
}
