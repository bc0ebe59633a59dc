/** The legend: only what the drawing above it uses, the width scale always. */
import type { ControlStatus } from '@/graph/model/applied-control';
import { textWidth } from '../font/measure';
import { type Group, letters, line, rectangle, rounded, type Shape } from './shape';
import { drawStretch, drawWeir, streamWidth } from './stream';

export type LegendWords = {
  readonly legend: string;
  readonly scale: string;
  readonly poisonable: string;
  readonly crown: string;
  readonly choke: string;
  readonly notSurveyed: string;
  readonly expired: string;
  readonly statuses: Readonly<Record<ControlStatus, string>>;
};

export type LegendParts = {
  readonly crown: boolean;
  readonly choke: boolean;
  readonly unsurveyed: boolean;
  readonly expired: boolean;
  readonly statuses: ReadonlySet<ControlStatus>;
};

type Entry = { readonly width: number; readonly draw: (x: number, y: number) => readonly Shape[] };

const SIZE = 6.6;
const ROW = 14;

function entry(words: string, swatch: number, draw: (x: number, y: number) => readonly Shape[]): Entry {
  return {
    width: swatch + 5 + textWidth(words, 'sans', SIZE) + 16,
    draw: (x, y) => [...draw(x, y), letters(words, x + swatch + 5, y + 2.3, { size: SIZE })],
  };
}

/** Places the legend under a drawing, in as many rows as it takes. */
export function drawLegend(
  words: LegendWords,
  parts: LegendParts,
  left: number,
  top: number,
  width: number,
): { readonly group: Group; readonly height: number } {
  const shapes: Shape[] = [
    line(
      [
        [left, top],
        [left + width, top],
      ],
      { stroke: 'rule', width: 0.6 },
    ),
  ];
  let [x, y] = [left, top + 12];
  for (const item of entriesFor(words, parts)) {
    if (x + item.width - 16 > left + width) [x, y] = [left, y + ROW];
    shapes.push(...item.draw(x, y));
    x += item.width;
  }
  return { group: { part: 'legend', label: words.legend, shapes }, height: y - top + 8 };
}

function entriesFor(words: LegendWords, parts: LegendParts): readonly Entry[] {
  const entries = [
    scale(words.scale),
    entry(words.poisonable, 26, (x, y) => drawStretch([x, y], [x + 26, y], 0.1, true)),
  ];
  for (const status of ['planned', 'partial', 'implemented', 'verified'] as const) {
    if (parts.statuses.has(status))
      entries.push(
        entry(words.statuses[status], 12, (x, y) =>
          drawWeir([x + 4, y], 'x', { status, expired: false, label: '' }),
        ),
      );
  }
  if (parts.expired)
    entries.push(
      entry(words.expired, 12, (x, y) =>
        drawWeir([x + 5, y], 'x', { status: 'implemented', expired: true, label: '' }),
      ),
    );
  if (parts.crown)
    entries.push(
      entry(words.crown, 18, (x, y) => [
        rectangle(x, y - 5, 18, 10, { stroke: 'ink', width: 0.8 }),
        rectangle(x + 2, y - 3, 14, 6, { stroke: 'ink', width: 1.2 }),
      ]),
    );
  if (parts.choke)
    entries.push(
      entry(words.choke, 18, (x, y) => [rounded(x, y - 5, 18, 10, 4.5, { stroke: 'water', width: 1.4 })]),
    );
  if (parts.unsurveyed)
    entries.push(
      entry(words.notSurveyed, 16, (x, y) =>
        [0, 4, 8, 12].map((step) =>
          line(
            [
              [x + step, y + 4],
              [x + step + 4, y - 4],
            ],
            { stroke: 'stale', width: 0.8 },
          ),
        ),
      ),
    );
  return entries;
}

/** Four sample widths with the likelihoods they stand for. */
function scale(words: string): Entry {
  const samples = [1, 0.1, 0.01, 0.001] as const;
  const swatch = samples.length * 30;
  return entry(words, swatch, (x, y) =>
    samples.flatMap((likelihood, index) => [
      line(
        [
          [x + index * 30, y],
          [x + index * 30 + 10, y],
        ],
        { stroke: 'poison', width: streamWidth(likelihood) },
      ),
      letters(String(likelihood), x + index * 30 + 12, y + 2.2, { size: 6 }),
    ]),
  );
}
