/**
 * Techniques by stage: which were found, which could not be decided, which were looked for and not found. The state
 * is in pattern and words first, in shade last.
 */
import { wrap } from '../font/measure';
import { type Drawing, type Group, letters, line, rectangle, type Shape } from './shape';

export type TechniqueState = 'applies' | 'unknown' | 'notFound';

export type CoverageCell = {
  readonly id: string;
  readonly title: string;
  readonly state: TechniqueState;
  readonly count: number;
};

export type CoverageColumn = { readonly title: string; readonly cells: readonly CoverageCell[] };

export type CoverageWords = {
  readonly title: string;
  readonly description: string;
  readonly states: Readonly<Record<TechniqueState, string>>;
};

const GAP = 5;
const LINE = 7.4;
const HEAD = 24;
const SIZE = 6.6;

export function drawCoverage(
  columns: readonly CoverageColumn[],
  words: CoverageWords,
  width: number,
): Drawing {
  const each = (width - GAP * (columns.length - 1)) / Math.max(1, columns.length);
  const groups: Group[] = [];
  let bottom = HEAD;
  columns.forEach((column, index) => {
    const left = index * (each + GAP);
    const title = wrap(column.title, 'sans-strong', 7, each, 2);
    groups.push({
      part: `stage:${index + 1}`,
      label: column.title,
      shapes: [
        ...title.map((text, row) =>
          letters(text, left, 7 + row * 8.4, { size: 7, face: 'sans-strong', ink: 'quiet' }),
        ),
        line(
          [
            [left, HEAD - 5],
            [left + each, HEAD - 5],
          ],
          { stroke: 'ink', width: 0.8 },
        ),
      ],
    });
    let y = HEAD;
    for (const cell of column.cells) {
      const lines = wrap(cell.title, 'sans', SIZE, each - 8, 4);
      const height = lines.length * LINE + 15;
      groups.push({
        part: `technique:${cell.id}`,
        label: `${cell.title}: ${words.states[cell.state]}`,
        shapes: box(cell, lines, left, y, each, height),
      });
      y += height + 4;
    }
    bottom = Math.max(bottom, y);
  });
  groups.push({ part: 'legend', label: words.title, shapes: legend(words, bottom + 8) });
  return { width, height: bottom + 20, title: words.title, description: words.description, groups };
}

function box(
  cell: CoverageCell,
  lines: readonly string[],
  x: number,
  y: number,
  w: number,
  h: number,
): readonly Shape[] {
  const count = cell.count > 0 ? String(cell.count) : '';
  return [
    ...ground(cell.state, x, y, w, h),
    letters(wrap(cell.id, 'mono', 5.8, w - 22, 1)[0] ?? '', x + 4, y + 8.6, {
      size: 5.8,
      face: 'mono',
      ink: 'quiet',
    }),
    ...(count === ''
      ? []
      : [
          letters(count, x + w - 4, y + 9, {
            size: 8,
            face: 'sans-strong',
            anchor: 'end',
            ink: cell.state === 'applies' ? 'poison' : 'stale',
          }),
        ]),
    ...lines.map((text, row) => letters(text, x + 4, y + 17 + row * LINE, { size: SIZE })),
  ];
}

/** found: a solid bar at the edge · open: a hatched edge · not found: a thin frame. */
function ground(state: TechniqueState, x: number, y: number, w: number, h: number): readonly Shape[] {
  if (state === 'applies')
    return [
      rectangle(x, y, w, h, { fill: 'shade1', stroke: 'shade2', width: 0.6 }),
      rectangle(x, y, 2.2, h, { fill: 'poison' }),
    ];
  const frame = rectangle(x, y, w, h, { fill: 'paper', stroke: 'rule', width: 0.6 });
  if (state === 'notFound') return [frame];
  const strokes: Shape[] = [frame];
  for (let at = y + 1; at + 3 <= y + h; at += 3.2)
    strokes.push(
      line(
        [
          [x, at + 2.6],
          [x + 2.6, at],
        ],
        { stroke: 'stale', width: 0.8 },
      ),
    );
  return strokes;
}

function legend(words: CoverageWords, y: number): readonly Shape[] {
  return (['applies', 'unknown', 'notFound'] as const).flatMap((state, index) => [
    ...ground(state, index * 130, y - 6, 14, 9),
    letters(words.states[state], index * 130 + 19, y + 1, { size: 6.8 }),
  ]);
}
