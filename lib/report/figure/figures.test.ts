/** Figures keep their words inside their frame, whatever the names, and say in text what they show. */
import { describe, expect, test } from 'vitest';
import { textWidth } from '../font/measure';
import { drawCoverage } from './coverage-matrix';
import { drawFlowMap } from './flow-map';
import { drawPath, type PathWords } from './path-figure';
import { drawRiskMatrix, impactBand, likelihoodBand } from './risk-matrix';
import type { Drawing } from './shape';
import type { Station } from './station';
import { NARROWEST, streamWidth, WIDEST } from './stream';
import { figureToSvg } from './svg';

const WORDS: PathWords = {
  legend: 'Legend',
  scale: 'likelihood of a step',
  poisonable: 'poison can pass',
  crown: 'relied on',
  choke: 'choke point',
  notSurveyed: 'upstream not surveyed',
  unsurveyed: 'not surveyed',
  expired: 'evidence expired',
  statuses: { planned: 'planned', partial: 'in part', implemented: 'in force', verified: 'verified' },
};

const NAMES = [
  'Corpus',
  'x'.repeat(300),
  '交通標識データ 第四版 学習用',
  'A name of very many words that goes on and on until no box could ever hold it all',
];

const station = (index: number, name: string): Station => ({
  id: `a${index}`,
  name,
  kind: 'knowledge base',
  family: (['source', 'data', 'process', 'model', 'system', 'party'] as const)[index % 6] ?? 'data',
  crown: index % 3 === 2,
  unsurveyed: index % 2 === 0,
  ...(index % 4 === 1 ? { choke: '−0.0123' } : {}),
  boundary: index < 3 ? 'Open web' : 'A boundary with a long name',
});

const path = (count: number, name: string, width = 471): Drawing =>
  drawPath(
    {
      title: 'A path',
      description: 'From here to there.',
      stations: Array.from({ length: count }, (_, index) => station(index, name)),
      stretches: Array.from({ length: count }, (_, index) => ({
        step: index + 1,
        likelihood: 10 ** -index,
        number: '≈ 0.10 ± 0.01',
        manner: 'is aggregated into',
        technique: 'AML.T0010.003',
        weirs: (['planned', 'partial', 'implemented', 'verified'] as const)
          .slice(0, index)
          .map((status) => ({ status, expired: index === 3, label: 'PC-01' })),
      })),
    },
    WORDS,
    width,
  );

function outside({ width, height, groups }: Drawing): readonly string[] {
  return groups.flatMap(({ shapes }) =>
    shapes.flatMap((shape) => {
      if (shape.kind !== 'text') return [];
      const wide = textWidth(shape.text, shape.face, shape.size);
      const left = shape.x - (shape.anchor === 'end' ? wide : shape.anchor === 'middle' ? wide / 2 : 0);
      const inside =
        left >= -0.5 && left + wide <= width + 0.5 && shape.y - shape.size * 0.8 >= -0.5 && shape.y <= height;
      return inside
        ? []
        : [`${shape.text} at ${left.toFixed(0)}–${(left + wide).toFixed(0)}, ${shape.y.toFixed(0)}`];
    }),
  );
}

describe('figures', () => {
  test.each(NAMES.flatMap((name) => [1, 2, 3, 4, 7, 14].map((count) => [count, name] as const)))(
    'a path of %d stations named %s keeps its words inside',
    (count, name) => {
      expect(outside(path(count, name))).toEqual([]);
    },
  );

  test('canary: words outside the frame are seen', () => {
    const drawing = path(2, 'x');
    expect(outside({ ...drawing, width: 60 }).length).toBeGreaterThan(0);
  });

  test('a narrow page gets more rows, not smaller words', () => {
    expect(path(6, 'Corpus', 300).height).toBeGreaterThan(path(6, 'Corpus', 900).height);
    expect(outside(path(6, 'Corpus', 300))).toEqual([]);
  });

  test.each(NAMES)('matrix, coverage and map keep a name inside: %s', (name) => {
    const words = {
      title: 't',
      description: 'd',
      likelihood: 'likelihood',
      impact: 'impact',
      current: 'Current',
      inherent: 'Inherent',
    };
    const targets = Array.from({ length: 40 }, (_, index) => ({
      number: index + 1,
      name,
      impact: index / 39,
      inherent: 0.5,
      current: 10 ** -(index % 6),
    }));
    expect(outside(drawRiskMatrix(targets, words, 471))).toEqual([]);
    const cells = (['applies', 'unknown', 'notFound'] as const).map((state) => ({
      id: `HW.${state.toUpperCase()}-AND-SOMETHING-LONG`,
      title: name,
      state,
      count: 12,
    }));
    const columns = Array.from({ length: 6 }, () => ({ title: name, cells }));
    expect(
      outside(
        drawCoverage(
          columns,
          {
            title: 't',
            description: 'd',
            states: { applies: 'found', unknown: 'open', notFound: 'not found' },
          },
          471,
        ),
      ),
    ).toEqual([]);
    const stations = Array.from({ length: 14 }, (_, index) => station(index, name));
    const streams = stations.slice(1).map(({ id }, index) => ({
      from: `a${Math.floor(index / 2)}`,
      to: id,
      likelihood: 0.1,
      poisonable: true,
    }));
    const map = {
      title: 't',
      description: 'd',
      stations,
      streams: [...streams, { from: 'a13', to: 'a0', likelihood: 0.01, poisonable: false }],
    };
    expect(outside(drawFlowMap(map, WORDS, 471))).toEqual([]);
  });

  test('the map does not depend on the order of its input', () => {
    const stations = ['a', 'b', 'c', 'd'].map((id, index) => ({ ...station(index, id), id }));
    const streams = [
      { from: 'a', to: 'b', likelihood: 0.5, poisonable: true },
      { from: 'b', to: 'c', likelihood: 0.2, poisonable: true },
      { from: 'a', to: 'c', likelihood: 0.1, poisonable: true },
    ];
    const map = { title: 't', description: 'd', stations, streams };
    const once = drawFlowMap(map, WORDS, 471);
    const boxes = (drawing: Drawing) =>
      drawing.groups
        .filter(({ part }) => part.startsWith('asset:'))
        .map(({ part, shapes }) => [part, shapes]);
    expect(boxes(drawFlowMap({ ...map, streams: [...streams].reverse() }, WORDS, 471))).toEqual(boxes(once));
  });

  test.each([
    [1, WIDEST],
    [0.01, (WIDEST + NARROWEST) / 2],
    [0.0001, NARROWEST],
    [0, NARROWEST],
  ])('a stream of likelihood %d is %d points wide', (likelihood, width) => {
    expect(streamWidth(likelihood)).toBeCloseTo(width, 9);
  });

  test.each([
    [1, 0],
    [0.1, 0],
    [0.099, 1],
    [0.01, 1],
    [0.00001, 4],
    [0, 4],
  ])('likelihood %d stands in row %d', (likelihood, row) => {
    expect(likelihoodBand(likelihood)).toBe(row);
  });

  test('impact 1 stands in the last column', () => {
    expect([impactBand(0), impactBand(0.19), impactBand(0.2), impactBand(1)]).toEqual([0, 0, 1, 4]);
  });

  test('SVG carries title and description and no control characters', () => {
    const svg = figureToSvg({ ...path(2, 'a\u202eb'), title: '<t>' });
    expect(svg).toContain('<title id="figure-title">&lt;t&gt;</title>');
    expect(svg).toContain('From here to there.');
    expect(svg).not.toContain('\u202e');
  });
});
