/** Each kind of block on paper. */
import type { Block, Labels } from '../document';
import { line, rectangle } from '../figure/shape';
import { textWidth } from '../font/measure';
import { visible } from '../visible';
import { drawFigure } from './drawing';
import type { Press } from './press';
import { CAPTION, FORMULA, NOTE, PROSE, styled, TABLE, TERM, type TextStyle, VERDICT } from './styles';
import { drawTable } from './table';
import { flowLines, setLines, showLine } from './typeset';

/** What blocks need to know of the whole: its words, footnote numbers, and running counts of figures and tables. */
export type Setting = {
  readonly labels: Labels;
  readonly noteNumber: (id: string) => number;
  figures: number;
  tables: number;
};

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const flow = (style: TextStyle, x: number) => ({ x, leading: style.leading, ascent: style.ascent });

export function drawBlock(press: Press, block: Block, setting: Setting): void {
  if (block.kind === 'paragraph') drawParagraph(press, block, setting);
  else if (block.kind === 'list') drawList(press, block, setting);
  else if (block.kind === 'table') drawTableBlock(press, block, setting);
  else if (block.kind === 'figure') drawFigureBlock(press, block, setting);
  else if (block.kind === 'facts') drawFacts(press, block, setting);
  else if (block.kind === 'formula') drawFormula(press, block, setting);
  else drawSoundings(press, block);
}

function drawTableBlock(press: Press, block: Of<'table'>, setting: Setting): void {
  setting.tables += 1;
  drawTable(press, block, {
    caption: `${setting.labels.table} ${setting.tables}. ${visible(block.caption)}`,
    noteNumber: setting.noteNumber,
  });
}

const ROLES = {
  body: PROSE,
  verdict: VERDICT,
  note: NOTE,
  empty: { ...PROSE, face: 'serif-italic', ink: 'quiet' },
} as const;

function drawParagraph(press: Press, block: Of<'paragraph'>, { noteNumber }: Setting): void {
  const style = ROLES[block.role];
  const lines = setLines(styled(block.runs, style, noteNumber), press.frame.width);
  press.element('P', {}, () => flowLines(press, lines, flow(style, press.frame.left)));
  press.y += block.role === 'verdict' ? 10 : 7;
}

function drawList(press: Press, { ordered, items }: Of<'list'>, { noteNumber }: Setting): void {
  const { left, width } = press.frame;
  const indent = ordered ? 20 : 13;
  press.element('L', {}, () => {
    items.forEach((item, index) => {
      const label = setLines(
        styled([{ kind: 'text', text: ordered ? `${index + 1}.` : '•' }], PROSE, noteNumber),
        indent,
      );
      const lines = setLines(styled(item, PROSE, noteNumber), width - indent);
      if (press.room < Math.min(2, lines.length) * PROSE.leading) press.newPage();
      press.element('LI', {}, () => {
        press.element('Lbl', {}, () => {
          for (const l of label)
            showLine(press, l, left + (ordered ? 0 : 2), press.y + PROSE.ascent, PROSE.leading);
        });
        press.element('LBody', {}, () => flowLines(press, lines, flow(PROSE, left + indent)));
      });
      press.y += 2.5;
    });
  });
  press.y += 6;
}

function drawFigureBlock(press: Press, block: Of<'figure'>, setting: Setting): void {
  setting.figures += 1;
  const caption = `${setting.labels.figure} ${setting.figures}. ${visible(block.caption)}`;
  const lines = setLines(
    styled([{ kind: 'text', text: caption }], CAPTION, setting.noteNumber),
    press.frame.width,
  );
  const below = lines.length * CAPTION.leading + 8;
  press.y += 4;
  const before = press.pages;
  drawFigure(press, block.drawing, below);
  press.anchor(block.anchor, press.pages === before ? press.y - block.drawing.height : press.frame.top);
  press.element('P', {}, () => flowLines(press, lines, flow(CAPTION, press.frame.left)));
  press.y += 12;
}

/** Terms to the left, what they mean to the right: a two-column list that reads as pairs. */
function drawFacts(press: Press, { rows }: Of<'facts'>, { noteNumber }: Setting): void {
  const { left, width } = press.frame;
  const first = Math.min(
    150,
    Math.max(70, ...rows.map(({ term }) => textWidth(term, TERM.face, TERM.size) + 14)),
  );
  press.element('L', {}, () => {
    for (const { term, runs } of rows) {
      const label = setLines(styled([{ kind: 'text', text: term }], TERM, noteNumber), first - 10);
      const lines = setLines(
        styled(runs, { ...TABLE, size: 8.8, leading: 12, ascent: TERM.ascent }, noteNumber),
        width - first,
      );
      const needed = Math.max(label.length, Math.min(lines.length, 3)) * TERM.leading;
      if (press.room < needed) press.newPage();
      const [page, top] = [press.pages, press.y];
      press.element('LI', {}, () => {
        press.element('Lbl', {}, () => {
          label.forEach((l, index) => {
            showLine(press, l, left, top + TERM.ascent + index * TERM.leading, TERM.leading);
          });
        });
        press.element('LBody', {}, () => flowLines(press, lines, flow(TERM, left + first)));
      });
      if (press.pages === page) press.y = Math.max(press.y, top + label.length * TERM.leading);
      press.y += 3;
      press.artifact(() =>
        press.path(
          line(
            [
              [left, press.y],
              [left + width, press.y],
            ],
            { stroke: 'rule', width: 0.4 },
          ),
        ),
      );
      press.y += 3;
    }
  });
  press.y += 8;
}

function drawFormula(press: Press, { text }: Of<'formula'>, { noteNumber }: Setting): void {
  const { left, width } = press.frame;
  const lines = setLines(styled([{ kind: 'text', text }], FORMULA, noteNumber), width - 28);
  const height = lines.length * FORMULA.leading + 14;
  if (press.room < height) press.newPage();
  const top = press.y;
  press.artifact(() => {
    press.path(rectangle(left, top, width, height, { fill: 'land' }));
    press.path(rectangle(left, top, 2.4, height, { fill: 'water' }));
  });
  press.y = top + 7;
  press.element('P', {}, () => flowLines(press, lines, flow(FORMULA, left + 16)));
  press.y = top + height + 10;
}

/** A number stays on one line: it is set smaller rather than broken. */
function fitting(value: string, width: number): number {
  const natural = textWidth(value, 'sans-strong', SOUNDING_SIZE);
  return natural <= width - 1 ? SOUNDING_SIZE : (SOUNDING_SIZE * (width - 1)) / natural;
}

const SOUNDING_SIZE = 17;

/** Numbers that stand by themselves, side by side under a rule each, like soundings on a chart. */
function drawSoundings(press: Press, { items }: Of<'soundings'>): void {
  const { left, width } = press.frame;
  const gap = 14;
  const each = (width - gap * (items.length - 1)) / Math.max(1, items.length);
  const cells = items.map(({ value, label, note }) => ({
    value: setLines([{ text: value, face: 'sans-strong', size: fitting(value, each), ink: 'ink' }], each),
    label: setLines([{ text: label, face: 'sans-strong', size: 8.2, ink: 'ink' }], each),
    note: setLines(note ? [{ text: note, face: 'sans', size: 7.6, ink: 'quiet' }] : [], each),
  }));
  const height = Math.max(
    0,
    ...cells.map((cell) => 10 + cell.value.length * 21 + cell.label.length * 11 + cell.note.length * 10),
  );
  if (press.room < height) press.newPage();
  const top = press.y + 2;
  press.element('L', {}, () => {
    cells.forEach((cell, index) => {
      const x = left + index * (each + gap);
      press.artifact(() =>
        press.path(
          line(
            [
              [x, top],
              [x + each, top],
            ],
            { stroke: 'ink', width: 1 },
          ),
        ),
      );
      press.element('LI', {}, () => {
        press.element('LBody', {}, () => {
          let y = top + 4;
          for (const [lines, leading, drop] of [
            [cell.value, 21, 16],
            [cell.label, 11, 8],
            [cell.note, 10, 8],
          ] as const) {
            for (const l of lines) {
              showLine(press, l, x, y + drop, leading);
              y += leading;
            }
          }
        });
      });
    });
  });
  press.y = top + height + 10;
}
