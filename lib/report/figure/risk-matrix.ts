/**
 * Five by five: likelihood by decades against impact by fifths, each target where it stands now, and a hollow mark
 * where it would stand without controls. Shade says severity; the number says which target.
 */
import { wrap } from '../font/measure';
import { type Drawing, ellipse, type Group, type Ink, letters, line, rectangle, type Shape } from './shape';

export type MatrixTarget = {
  readonly number: number;
  readonly name: string;
  readonly impact: number;
  readonly inherent: number;
  readonly current: number;
};

export type MatrixWords = {
  readonly title: string;
  readonly description: string;
  readonly likelihood: string;
  readonly impact: string;
  readonly current: string;
  readonly inherent: string;
};

const BANDS = 5;
const SIDE = 46;
const LEFT = 92;
const TOP = 12;
const LIKELIHOODS = ['≥ 0.1', '0.01–0.1', '0.001–0.01', '0.0001–0.001', '< 0.0001'] as const;
const IMPACTS = ['0–0.2', '0.2–0.4', '0.4–0.6', '0.6–0.8', '0.8–1'] as const;
const SHADES: readonly (Ink | undefined)[] = [undefined, 'shade1', 'shade1', 'shade2', 'shade3'];

/** Row of a likelihood, 0 the highest: one decade each. */
export const likelihoodBand = (value: number): number =>
  value <= 0 ? BANDS - 1 : Math.min(BANDS - 1, Math.max(0, Math.ceil(-Math.log10(value) - 1e-9) - 1));

/** Column of an impact, 0 the lowest: one fifth each. */
export const impactBand = (value: number): number => Math.min(BANDS - 1, Math.floor(value * BANDS));

/** Draws at most 40 targets; marks that share a cell stand side by side. */
export function drawRiskMatrix(targets: readonly MatrixTarget[], words: MatrixWords, width: number): Drawing {
  const cells: Shape[] = [];
  for (let row = 0; row < BANDS; row += 1) {
    for (let column = 0; column < BANDS; column += 1) {
      const shade = SHADES[Math.max(0, column - row)];
      cells.push(
        rectangle(LEFT + column * SIDE, TOP + row * SIDE, SIDE, SIDE, {
          fill: shade ?? 'paper',
          stroke: 'rule',
          width: 0.6,
        }),
      );
    }
  }
  const bottom = TOP + BANDS * SIDE;
  const groups: Group[] = [
    { part: 'grid', label: words.title, shapes: [...cells, ...axes(words, bottom)] },
    ...marks(targets.slice(0, 40)),
    {
      part: 'list',
      label: words.title,
      shapes: listing(targets.slice(0, 17), words, LEFT + BANDS * SIDE + 20, width),
    },
  ];
  return { width, height: bottom + 34, title: words.title, description: words.description, groups };
}

function axes(words: MatrixWords, bottom: number): readonly Shape[] {
  return [
    ...LIKELIHOODS.map((text, row) =>
      letters(text, LEFT - 7, TOP + row * SIDE + SIDE / 2 + 2.5, { anchor: 'end', size: 7 }),
    ),
    ...IMPACTS.map((text, column) =>
      letters(text, LEFT + column * SIDE + SIDE / 2, bottom + 11, { anchor: 'middle', size: 7 }),
    ),
    letters(words.likelihood, LEFT - 7, TOP + 4, {
      anchor: 'end',
      size: 6.6,
      face: 'sans-strong',
      ink: 'quiet',
    }),
    letters(words.impact, LEFT + (BANDS * SIDE) / 2, bottom + 23, {
      anchor: 'middle',
      size: 6.6,
      face: 'sans-strong',
      ink: 'quiet',
    }),
  ];
}

type Placed = { readonly target: MatrixTarget; readonly hollow: boolean; readonly cell: string };

function marks(targets: readonly MatrixTarget[]): readonly Group[] {
  const placed: Placed[] = targets.flatMap((target) => {
    const column = impactBand(target.impact);
    const [now, before] = [likelihoodBand(target.current), likelihoodBand(target.inherent)];
    const current = { target, hollow: false, cell: `${column},${now}` };
    return now === before ? [current] : [current, { target, hollow: true, cell: `${column},${before}` }];
  });
  const taken = new Map<string, number>();
  return placed.map(({ target, hollow, cell }) => {
    const slot = taken.get(cell) ?? 0;
    taken.set(cell, slot + 1);
    const [column = 0, row = 0] = cell.split(',').map(Number);
    const x = LEFT + column * SIDE + 9 + (slot % 3) * 14;
    const y = TOP + row * SIDE + 9 + Math.floor(slot / 3) * 14;
    return {
      part: `target:${target.number}${hollow ? ':inherent' : ''}`,
      label: target.name,
      shapes: mark(x, y, target.number, hollow),
    };
  });
}

const mark = (x: number, y: number, number: number, hollow: boolean): readonly Shape[] => [
  ellipse(x, y, 6, 6, hollow ? { fill: 'paper', stroke: 'poison', width: 1 } : { fill: 'poison' }),
  letters(String(number), x, y + 2.4, {
    anchor: 'middle',
    size: 6.8,
    face: 'sans-strong',
    ink: hollow ? 'poison' : 'paper',
  }),
];

function listing(
  targets: readonly MatrixTarget[],
  words: MatrixWords,
  left: number,
  right: number,
): readonly Shape[] {
  const legend: Shape[] = [
    ...mark(left + 6, TOP + 6, 1, false),
    letters(words.current, left + 17, TOP + 8.4, { size: 7 }),
    ...mark(left + 76, TOP + 6, 1, true),
    letters(words.inherent, left + 87, TOP + 8.4, { size: 7 }),
    line(
      [
        [left, TOP + 18],
        [right, TOP + 18],
      ],
      { stroke: 'rule', width: 0.5 },
    ),
  ];
  const names = targets.flatMap(({ number, name }, index) => [
    letters(String(number), left + 8, TOP + 31 + index * 12, { anchor: 'end', size: 7, face: 'sans-strong' }),
    letters(wrap(name, 'sans', 7, right - left - 14, 1)[0] ?? '', left + 14, TOP + 31 + index * 12, {
      size: 7,
    }),
  ]);
  return [...legend, ...names];
}
