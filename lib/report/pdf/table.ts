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
type Laid = {
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
  readonly head: readonly (readonly Line[])[];
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
      press.element('TR', {}, () => drawHead(press, table, laid, 'read'));
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
  const head = table.columns.map(({ title }, index) =>
    setLines(styled([{ kind: 'text', text: title }], TABLE_HEAD, noteNumber), inner[index] ?? 0),
  );
  const rows = table.rows.map(({ cells }) =>
    table.columns.map((column, index) => {
      const base = column.kind === 'code' ? { ...TABLE, face: 'mono' as const, size: 7.2 } : TABLE;
      return { lines: setLines(styled(cells[index] ?? [], base, noteNumber), inner[index] ?? 0), shift: 0 };
    }),
  );
  return { lefts, widths, head, rows: aligned(table.columns, rows) };
}

const decimalPart = (text: string): string => text.match(/[.,].*$/s)?.[0] ?? '';

/** Shifts the cells of number columns so that their first decimal marks stand under each other. */
function aligned(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly (readonly Cell[])[] {
  const size = TABLE.size;
  const whole = (cell: Cell): number => {
    const text = cell.lines[0]?.fragments.map((fragment) => fragment.text).join('') ?? '';
    return textWidth(text.slice(0, text.length - decimalPart(text).length), 'sans', size);
  };
  const widest = columns.map((column, index) =>
    column.kind === 'number' ? Math.max(0, ...rows.map((row) => (row[index] ? whole(row[index]) : 0))) : 0,
  );
  return rows.map((row) =>
    row.map((cell, index) =>
      columns[index]?.kind === 'number' && cell.lines.length === 1
        ? { ...cell, shift: (widest[index] ?? 0) - whole(cell) }
        : cell,
    ),
  );
}

function drawHead(press: Press, table: Table, laid: Laid, how: 'read' | 'repeated'): void {
  const height = Math.max(1, ...laid.head.map((lines) => lines.length)) * TABLE_HEAD.leading + 2 * PAD_Y;
  const top = press.y;
  press.artifact(() => rule(press, top, 1, 'ink'));
  table.columns.forEach((_, index) => {
    const lines = laid.head[index] ?? [];
    const put = (draw: (l: Line, y: number) => void): void => {
      lines.forEach((l, row) => {
        draw(l, top + PAD_Y + row * TABLE_HEAD.leading + TABLE_HEAD.ascent);
      });
    };
    const x = (laid.lefts[index] ?? 0) + PAD_X;
    if (how === 'read')
      press.element('TH', { scope: 'Column' }, () =>
        put((l, y) => showLine(press, l, x, y, TABLE_HEAD.leading)),
      );
    else press.artifact(() => put((l, y) => showFragments(press, l.fragments, x, y)), 'Pagination');
  });
  press.y = top + height;
  press.artifact(() => rule(press, press.y, 0.5, 'ink'));
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
      turn(press, table, laid);
    const anchor = table.rows[index]?.anchor;
    if (anchor !== undefined) press.anchor(anchor);
    press.element('TR', {}, () => drawRow(press, table, laid, cells, most));
    press.artifact(() => rule(press, press.y, 0.4, 'rule'));
  });
}

function turn(press: Press, table: Table, laid: Laid): void {
  press.newPage();
  drawHead(press, table, laid, 'repeated');
}

/** One row, in as many slices of lines as pages it needs; each cell stays one element throughout. */
function drawRow(press: Press, table: Table, laid: Laid, cells: readonly Cell[], most: number): void {
  const nodes = cells.map(() => press.openElement('TD'));
  for (let from = 0; from < most; ) {
    if (from > 0) turn(press, table, laid);
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
