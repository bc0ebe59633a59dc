/**
 * Tables: measure, then draw. The head is repeated on every page as an artifact (it is read once), a row moves
 * to the next page whole where it can and is split between lines where it is taller than a page. Numbers stand
 * on their decimal mark.
 */
import type { Block, Column } from '../document';
import { line } from '../figure/shape';
import { textWidth } from '../font/measure';
import type { Press } from './press';
import { CAPTION, styled, TABLE, TABLE_HEAD } from './styles';
import { flowLines, type Line, setLines, showFragments, showLine } from './typeset';

export type Table = Extract<Block, { kind: 'table' }>;

const PAD_X = 5;
const PAD_Y = 3.4;

type Cell = { readonly lines: readonly Line[]; readonly shift: number };
type Head = { readonly lines: readonly Line[]; readonly right: number | undefined };
type Laid = {
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
  readonly head: readonly Head[];
  readonly rows: readonly (readonly Cell[])[];
};

type Words = { readonly caption: string; readonly noteNumber: (id: string) => number };

/** Draws a table at `press.y`. */
export function drawTable(press: Press, table: Table, words: Words): void {
  const laid = layTable(press, table, words);
  press.y += 6;
  if (press.room < 90) press.newPage();
  press.element('Table', {}, () => {
    press.element('Caption', {}, () => {
      const caption = setLines(
        styled([{ kind: 'text', text: words.caption }], CAPTION, words.noteNumber),
        press.frame.width,
      );
      press.anchor(table.anchor);
      flowLines(press, caption, { x: press.frame.left, leading: CAPTION.leading, ascent: CAPTION.ascent });
    });
    press.y += 3;
    press.element('THead', {}, () => {
      press.element('TR', {}, () => drawHead(press, laid, 'read'));
    });
    if (laid.rows.length > 0) press.element('TBody', {}, () => drawRows(press, table, laid));
  });
  press.y += 12;
}

function layTable(press: Press, table: Table, { noteNumber }: Words): Laid {
  const total = table.columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = table.columns.map(({ weight }) => (press.frame.width * weight) / total);
  const lefts = widths.map(
    (_, index) => press.frame.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0),
  );
  const inner = widths.map((width) => width - 2 * PAD_X);
  const head = table.columns.map(({ title, kind }, index): Head => {
    const room = inner[index] ?? 0;
    const lines = setLines(styled([{ kind: 'text', text: title }], TABLE_HEAD, noteNumber), room);
    return { lines, right: kind === 'number' ? room : undefined };
  });
  const rows = table.rows.map(({ cells }) =>
    table.columns.map((column, index) => {
      const base = column.kind === 'code' ? { ...TABLE, face: 'mono' as const, size: 7.2 } : TABLE;
      return { lines: setLines(styled(cells[index] ?? [], base, noteNumber), inner[index] ?? 0), shift: 0 };
    }),
  );
  return { lefts, widths, head, rows: aligned(table.columns, rows, inner) };
}

const decimalPart = (text: string): string => text.match(/[.,].*$/s)?.[0] ?? '';

/** Shifts the cells of number columns so that their first decimal marks stand under each other, at the right. */
function aligned(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  inner: readonly number[],
): readonly (readonly Cell[])[] {
  const widthOf = (text: string): number => textWidth(text, 'sans', TABLE.size);
  const parts = (cell: Cell): { readonly whole: number; readonly rest: number } => {
    const text = (cell.lines[0]?.fragments.map((fragment) => fragment.text).join('') ?? '').trimEnd();
    const rest = decimalPart(text);
    return { whole: widthOf(text.slice(0, text.length - rest.length)), rest: widthOf(rest) };
  };
  const spans = columns.map((column, index) => {
    const cells = column.kind === 'number' ? rows.flatMap((row) => row[index] ?? []) : [];
    const single = cells.filter(({ lines }) => lines.length === 1).map(parts);
    return Math.max(0, ...single.map(({ rest }) => rest));
  });
  return rows.map((row) =>
    row.map((cell, index) => {
      if (columns[index]?.kind !== 'number' || cell.lines.length !== 1) return cell;
      const at = (inner[index] ?? 0) - (spans[index] ?? 0) - parts(cell).whole;
      return { ...cell, shift: Math.max(0, at) };
    }),
  );
}

function drawHead(press: Press, laid: Laid, how: 'read' | 'repeated'): void {
  const height = Math.max(1, ...laid.head.map(({ lines }) => lines.length)) * TABLE_HEAD.leading + 2 * PAD_Y;
  const top = press.y;
  press.artifact(() => rule(press, top, 1, 'ink'));
  laid.head.forEach(({ lines, right }, index) => {
    const put = (draw: (l: Line, x: number, y: number) => void): void => {
      lines.forEach((l, row) => {
        const x = (laid.lefts[index] ?? 0) + PAD_X + (right === undefined ? 0 : right - trimmedWidth(l));
        draw(l, x, top + PAD_Y + row * TABLE_HEAD.leading + TABLE_HEAD.ascent);
      });
    };
    if (how === 'read')
      press.element('TH', { scope: 'Column' }, () =>
        put((l, x, y) => showLine(press, l, x, y, TABLE_HEAD.leading)),
      );
    else press.artifact(() => put((l, x, y) => showFragments(press, l.fragments, x, y)), 'Pagination');
  });
  press.y = top + height;
  press.artifact(() => rule(press, press.y, 0.5, 'ink'));
}

/** Width of a line without the space it ends in. */
function trimmedWidth({ fragments }: Line): number {
  return textWidth(
    fragments
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
    TABLE_HEAD.face,
    TABLE_HEAD.size,
  );
}

function rule(press: Press, y: number, width: number, stroke: 'ink' | 'rule'): void {
  const { left, width: length } = press.frame;
  press.path(
    line(
      [
        [left, y],
        [left + length, y],
      ],
      { stroke, width },
    ),
  );
}

function drawRows(press: Press, table: Table, laid: Laid): void {
  const bodyHeight = press.frame.bottom - press.frame.top - 40;
  laid.rows.forEach((cells, index) => {
    const most = Math.max(1, ...cells.map((cell) => cell.lines.length));
    const height = most * TABLE.leading + 2 * PAD_Y;
    if (height > press.room && (height < bodyHeight * 0.6 || press.room < 4 * TABLE.leading))
      turn(press, laid);
    const anchor = table.rows[index]?.anchor;
    if (anchor !== undefined) press.anchor(anchor);
    press.element('TR', {}, () => drawRow(press, laid, cells, most));
    press.artifact(() => rule(press, press.y, 0.4, 'rule'));
  });
}

function turn(press: Press, laid: Laid): void {
  press.newPage();
  drawHead(press, laid, 'repeated');
}

/** One row, in as many slices of lines as pages it needs; each cell stays one element throughout. */
function drawRow(press: Press, laid: Laid, cells: readonly Cell[], most: number): void {
  const nodes = cells.map(() => press.openElement('TD'));
  for (let from = 0; from < most; ) {
    if (from > 0) turn(press, laid);
    const fit = Math.max(1, Math.floor((press.room - 2 * PAD_Y) / TABLE.leading));
    const to = Math.min(most, from + fit);
    const top = press.y + PAD_Y;
    cells.forEach((cell, index) => {
      const node = nodes[index];
      if (!node) return;
      press.inside('TD', node, () => {
        cell.lines.slice(from, to).forEach((l, row) => {
          const x = (laid.lefts[index] ?? 0) + PAD_X + cell.shift;
          showLine(press, l, x, top + row * TABLE.leading + TABLE.ascent, TABLE.leading);
        });
      });
    });
    press.y = top + (to - from) * TABLE.leading + PAD_Y;
    from = to;
  }
  for (const node of nodes) node.end();
}
