/** Small cases with closed forms, drawn as text: `a -> b .5` is an edge of likelihood .5. */
import { describe, expect, test } from 'vitest';
import type { ExposureControl, ExposureGraph } from '@/graph/model/exposure-graph';
import { dodecahedron } from './dodecahedron';
import { BOUNDS_ONLY } from './oracle';
import {
  chokePointsOf,
  compileGraph,
  DEFAULT_SOLVE_OPTIONS,
  reachOf,
  solve,
  stronglyConnected,
  topPaths,
} from './solve';

/** Edges `from -> to p [controls]`, separated by `;`. The entry is s, the target t, unless given. */
function graphOf(text: string, more: Partial<ExposureGraph> = {}): ExposureGraph {
  const edges = text.split(';').map((line, k) => {
    const [from = '', , to = '', p = '1', ...controls] = line.trim().split(/\s+/);
    return { id: `e${k}`, from, to, p: Number(p), controls };
  });
  const ids = new Set(['s', 't', ...edges.flatMap(({ from, to }) => [from, to])]);
  return {
    nodes: [...ids].map((id) => ({ id })),
    edges,
    controls: [],
    entries: [{ node: 's', access: 1 }],
    targets: [{ node: 't', impact: 1 }],
    ...more,
  };
}

const reachT = (model: ExposureGraph) => {
  const found = reachOf(compileGraph(model), DEFAULT_SOLVE_OPTIONS).get('t');
  if (!found) throw new Error('t is no target');
  return found;
};

const common = (id: string, effectiveness: number): ExposureControl => ({
  id,
  effectiveness,
  mode: 'common',
});
const independent = (id: string, effectiveness: number): ExposureControl => ({
  id,
  effectiveness,
  mode: 'independent',
});

describe('closed forms', () => {
  test.each<[string, string, number]>([
    ['[R1] series multiply', 's -> a .5; a -> b .5; b -> t .5', 0.125],
    ['[R1] parallel routes complement', 's -> a .5; a -> t .5; s -> b .5; b -> t .5', 0.4375],
    [
      '[R1] a shared first edge is counted once',
      's -> a .1; a -> b .9; a -> c .9; b -> t .1; c -> t .1',
      0.1 * (1 - 0.91 ** 2),
    ],
    ['[L2] an echo adds nothing', 's -> a .2; a -> b .99; b -> a .99; b -> t .5', 0.2 * 0.99 * 0.5],
    ['[I2] a self-loop adds nothing', 's -> s .9; s -> t .5; t -> t .9', 0.5],
    ['[I2] parallel edges each have their chance', 's -> t .5; s -> t .5; s -> t .2', 0.8],
    ['[R7] out of reach is 0', 's -> a .5; b -> t .5', 0],
    ['[R7] an edge of likelihood 0 is no edge', 's -> t 0', 0],
    [
      '[R5] tiny likelihoods keep their digits',
      's -> a 1e-9; a -> b 1e-9; b -> t 1e-9; s -> t 1e-30',
      1e-27 + 1e-30,
    ],
    [
      '[R1] bridge network (Barlow and Proschan 1975)',
      's -> a .9; s -> b .9; a -> b .9; b -> a .9; a -> t .9; b -> t .9',
      0.97848,
    ],
  ])('%s', (_, text, expected) => {
    const found = reachT(graphOf(text));
    expect(found.kind).toBe('exact');
    expect(Math.abs(found.value - expected)).toBeLessThanOrEqual(1e-12 * expected);
  });

  test('[R2] a common control fails once for all its edges, an independent one at each', () => {
    const series = 's -> a .8 c; a -> t .8 c';
    const parallel = 's -> a .8 c; a -> t 1; s -> b .8 c; b -> t 1';
    expect(reachT(graphOf(series, { controls: [common('c', 0.9)] })).value).toBeCloseTo(0.064, 14);
    expect(reachT(graphOf(series, { controls: [independent('c', 0.9)] })).value).toBeCloseTo(0.0064, 14);
    expect(reachT(graphOf(parallel, { controls: [common('c', 0.9)] })).value).toBeCloseTo(0.096, 14);
    expect(reachT(graphOf(parallel, { controls: [independent('c', 0.9)] })).value).toBeCloseTo(0.1536, 14);
  });

  test('[R2] a control named twice on one edge counts once', () => {
    expect(reachT(graphOf('s -> t .5 c c', { controls: [independent('c', 0.5)] })).value).toBe(0.25);
  });

  test('[R3] susceptibility is one event per node, also at an entry and at the target', () => {
    const model = graphOf('s -> a .5; s -> b .5; a -> t 1; b -> t 1', {
      nodes: [{ id: 's', p: 0.5 }, { id: 'a' }, { id: 'b' }, { id: 't', p: 0.4 }],
    });
    expect(reachT(model).value).toBeCloseTo(0.5 * 0.75 * 0.4, 14);
  });

  test('[R6] near 1 nothing is lost to rounding: the miss of six good routes', () => {
    const text = Array.from({ length: 6 }, (_, k) => `s -> m${k} .99; m${k} -> t 1`).join(';');
    expect(1 - reachT(graphOf(text)).value).toBeCloseTo(1e-12, 15);
    expect(reachT(graphOf(text)).value).toBeLessThan(1);
  });

  test('[R5] what can happen is never 0, however unlikely', () => {
    const text = `s -> n0 1e-9; ${Array.from({ length: 40 }, (_, k) => `n${k} -> n${k + 1} 1e-9`).join(';')}; n40 -> t 1`;
    expect(reachT(graphOf(text)).value).toBeGreaterThan(0);
  });

  test('[R4] the dodecahedron, 20 nodes and 60 arcs, is solved exactly', () => {
    const compiled = compileGraph(dodecahedron(0.9));
    const found = reachOf(compiled, DEFAULT_SOLVE_OPTIONS).get('i5');
    const sampled = reachOf(compiled, { ...BOUNDS_ONLY, worlds: 100_000 }).get('i5');
    expect(found?.kind).toBe('exact');
    expect(sampled?.kind).toBe('estimated');
    expect(found?.value).toBeGreaterThan(sampled?.low ?? 1);
    expect(found?.value).toBeLessThan(sampled?.high ?? 0);
  });

  test('[I2] an entry may be a target; then no cut is possible', () => {
    const model = graphOf('s -> t .5; t -> u .5', {
      entries: [
        { node: 's', access: 0.5 },
        { node: 't', access: 0.2 },
      ],
    });
    expect(reachT(model).value).toBeCloseTo(0.4, 14);
    expect(chokePointsOf(compileGraph(model), 't')).toEqual({ dominators: [], minVertexCut: null });
  });

  test('[P4] a path begins with its entry', () => {
    const [path] = topPaths(compileGraph(graphOf('s -> a .5; a -> t .5')), 't', 3);
    expect(path).toEqual({ nodes: ['s', 'a', 't'], edges: ['entry:s', 'e0', 'e1'], p: 0.25 });
  });

  test('[P1] ties: fewer edges first, then ids', () => {
    const model = graphOf('s -> b .25; b -> t 1; s -> a .5; a -> c .5; c -> t 1; s -> d .25; d -> t 1');
    expect(topPaths(compileGraph(model), 't', 3).map((path) => path.nodes.join(''))).toEqual([
      'sbt',
      'sdt',
      'sact',
    ]);
  });

  test('[K4] the cheapest cut follows the costs', async () => {
    const { ChokePointFinder } = await import('./choke-points');
    const finder = new ChokePointFinder(compileGraph(graphOf('s -> a; s -> b; a -> c; b -> c; c -> t')));
    expect(
      finder.cheapestCut(
        't',
        new Map([
          ['s', 9],
          ['c', 5],
          ['a', 2],
          ['b', 2],
        ]),
      ),
    ).toEqual({ cost: 4, nodes: ['a', 'b'] });
    expect(
      finder.cheapestCut(
        't',
        new Map([
          ['s', 9],
          ['c', 3],
          ['a', 2],
          ['b', 2],
        ]),
      ),
    ).toEqual({ cost: 3, nodes: ['c'] });
  });

  test('[L1] loops are the sets that feed each other; a lone node counts where it feeds itself', () => {
    const model = graphOf('s -> a; a -> b; b -> a; b -> t; c -> c; d -> e; e -> d 0');
    expect(stronglyConnected(compileGraph(model))).toEqual([['a', 'b'], ['c']]);
  });
});

describe('bounds and estimates', () => {
  /** A dense cyclic graph, beyond the exact solvers at a small budget. */
  const dense = (p: number): ExposureGraph => {
    const names = Array.from({ length: 12 }, (_, k) => `m${k}`);
    const inner = names.flatMap((a, i) =>
      names.filter((_, j) => j !== i && (i * 7 + j * 3) % 4 === 0).map((b) => `${a} -> ${b} ${p}`),
    );
    return graphOf(['s -> m0 .5', 's -> m1 .5', ...inner, 'm10 -> t .5', 'm11 -> t .5'].join(';'));
  };

  test('[B2] bounded shows its upper end: unknown is never safe', () => {
    const found = reachOf(compileGraph(dense(0.4)), BOUNDS_ONLY).get('t');
    expect(found?.kind).toBe('bounded');
    expect(found?.value).toBe(found?.high);
    expect(found?.low).toBeLessThan(found?.high ?? 0);
  });

  test('[B3] [B4] an estimate lies inside the bounds, is the same for the same seed, and covers the truth', () => {
    const compiled = compileGraph(dense(0.4));
    const truth = reachOf(compiled, DEFAULT_SOLVE_OPTIONS).get('t');
    const bounds = reachOf(compiled, BOUNDS_ONLY).get('t');
    expect(truth?.kind).toBe('exact');
    let covered = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const options = { ...BOUNDS_ONLY, worlds: 4000, seed };
      const found = reachOf(compiled, options).get('t');
      expect(found?.kind).toBe('estimated');
      expect(found).toEqual(reachOf(compiled, options).get('t'));
      expect(found?.low).toBeGreaterThanOrEqual(bounds?.low ?? 1);
      expect(found?.high).toBeLessThanOrEqual(bounds?.high ?? 0);
      if ((found?.low ?? 1) <= (truth?.value ?? 0) && (truth?.value ?? 0) <= (found?.high ?? 0)) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(35);
  });

  test('[B3] [B4] sampling knows that a common control is one event', () => {
    const model = dense(0.5);
    const guarded = {
      ...model,
      edges: model.edges.map((e, k) => ({ ...e, controls: k % 3 === 0 ? ['c'] : k % 3 === 1 ? ['d'] : [] })),
      controls: [common('c', 0.6), common('d', 0.3)],
    };
    const compiled = compileGraph(guarded);
    const truth = reachOf(compiled, DEFAULT_SOLVE_OPTIONS).get('t');
    expect(truth?.kind).toBe('exact');
    let covered = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const found = reachOf(compiled, { ...BOUNDS_ONLY, worlds: 20_000, seed }).get('t');
      expect(found?.kind).toBe('estimated');
      if ((found?.low ?? 1) <= (truth?.value ?? 0) && (truth?.value ?? 0) <= (found?.high ?? 0)) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(17);
  });

  test('[B5] the budget counts states: a smaller one gives bounds around the same truth', () => {
    const model = dense(0.4);
    const exact = reachT(model);
    for (const stateBudget of [0, 10, 100, 1000]) {
      const found = reachOf(compileGraph(model), { ...BOUNDS_ONLY, stateBudget }).get('t');
      expect(found?.low).toBeLessThanOrEqual(exact.value);
      expect(found?.high).toBeGreaterThanOrEqual(exact.value);
    }
  });

  test('[O1] what is left out is told', () => {
    const result = solve(dense(0.4), BOUNDS_ONLY);
    expect(result.omitted).toContainEqual({
      what: 'birnbaum',
      at: 'edges',
      count: result.edges.length + dense(0.4).edges.length + 1,
    });
  });
});
