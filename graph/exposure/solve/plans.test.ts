import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExposureControl, ExposureGraph } from '@/graph/model/exposure-graph';
import { planControls } from './control-plan';
import { controlValues, MAX_EXACT_SHAPLEY } from './control-value';
import { CHOICES, decodeGraph } from './decoded-graph';
import { planRetraining } from './retrain';
import { compileGraph, DEFAULT_SOLVE_OPTIONS, reachOf, solve } from './solve';
import { type Range, uncertaintyOf } from './uncertainty';

const options = DEFAULT_SOLVE_OPTIONS;
const control = (id: string, effectiveness: number): ExposureControl => ({
  id,
  effectiveness,
  mode: 'independent',
});

/** s → t over `routes` routes of `hops` hops; hop h of route r is guarded by `r.h`. */
function ladderOf(routes: number, hops: number, effectiveness: number): ExposureGraph {
  const name = (r: number, h: number): string => (h === 0 ? 's' : h === hops ? 't' : `m${r}.${h}`);
  const places = Array.from({ length: routes * hops }, (_, k) => [Math.floor(k / hops), k % hops] as const);
  const edges = places.map(([r, h]) => ({
    id: `e${r}.${h}`,
    from: name(r, h),
    to: name(r, h + 1),
    p: 1,
    controls: [`${r}.${h}`],
  }));
  return {
    nodes: [...new Set(edges.flatMap((e) => [e.from, e.to]))].map((id) => ({ id })),
    edges,
    controls: places.map(([r, h]) => control(`${r}.${h}`, effectiveness)),
    entries: [{ node: 's', access: 1 }],
    targets: [{ node: 't', impact: 10 }],
  };
}

describe('value of controls', () => {
  test('[V1] in series a control is worth more alone than last; in parallel the other way round', () => {
    const series = controlValues(compileGraph(ladderOf(1, 2, 0.5)), options).controls[0];
    expect(series).toEqual({ id: '0.0', firstIn: 5, lastIn: 2.5, shapley: 3.75 });
    const parallel = controlValues(compileGraph(ladderOf(2, 1, 1)), options).controls[0];
    expect(parallel).toEqual({ id: '0.0', firstIn: 0, lastIn: 10, shapley: 5 });
  });

  test('[V2] shares add up to what all controls take off the loss', () => {
    const graphs = fc
      .array(fc.nat(9999), { minLength: CHOICES, maxLength: CHOICES })
      .map((choices) => decodeGraph(choices));
    fc.assert(
      fc.property(graphs, (model) => {
        const values = controlValues(compileGraph(model), options);
        const bare = { ...model, edges: model.edges.map((e) => ({ ...e, controls: [] })) };
        const gain = solve(bare, options).expectedLoss.value - solve(model, options).expectedLoss.value;
        const sum = values.controls.reduce((total, c) => total + c.shapley, 0);
        expect(values.shapley.kind).toBe('exact');
        expect(Math.abs(sum - gain)).toBeLessThanOrEqual(1e-9);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test('[V2] beyond 12 controls shares are sampled, say so, and still add up', () => {
    const model = ladderOf(2, 7, 0.3);
    expect(model.controls.length).toBeGreaterThan(MAX_EXACT_SHAPLEY);
    const values = controlValues(compileGraph(model), options);
    const gain = 10 - solve(model, options).expectedLoss.value;
    const sum = values.controls.reduce((total, c) => total + c.shapley, 0);
    expect(values.shapley.kind).toBe('estimated');
    expect(Math.abs(sum - gain)).toBeLessThanOrEqual(1e-9);
    for (const c of values.controls) expect(Math.abs(c.shapley - gain / 14)).toBeLessThan(0.1);
    expect(controlValues(compileGraph(model), options)).toEqual(values);
  });
});

describe('control plans', () => {
  /** Least loss of all affordable sets, one by one. */
  function leastLoss(model: ExposureGraph, costs: readonly number[], budget: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let set = 0; set < 2 ** costs.length; set++) {
      const isIn = (k: number): boolean => ((set >>> k) & 1) === 1;
      if (costs.reduce((sum, cost, k) => sum + (isIn(k) ? cost : 0), 0) > budget) continue;
      const controls = model.controls.map((c, k) => (isIn(k) ? c : { ...c, effectiveness: 0 }));
      least = Math.min(least, solve({ ...model, controls }, { ...options, top: 0 }).expectedLoss.value);
    }
    return least;
  }

  test('[V3] up to 20 candidates no affordable set is better than the plan', () => {
    for (const budget of [0, 1, 2, 3, 4, 6]) {
      const model = ladderOf(2, 3, 0.6);
      const costs = [1, 2, 1.5, 1, 3, 2];
      const candidates = model.controls.map((c, k) => ({ control: c.id, cost: costs[k] ?? 1 }));
      const plan = planControls(compileGraph(model), candidates, budget, options);
      expect(plan.method).toBe('complete');
      expect(plan.cost).toBeLessThanOrEqual(budget);
      expect(plan.after.value).toBeCloseTo(leastLoss(model, costs, budget), 12);
      expect(plan.gap).toBe(0);
    }
  });

  test('[V3] two parallel sure routes: closing either alone does nothing, the pair is found', () => {
    const model = ladderOf(2, 1, 1);
    const candidates = model.controls.map((c) => ({ control: c.id, cost: 1 }));
    expect(planControls(compileGraph(model), candidates, 1, options).after.value).toBe(10);
    expect(planControls(compileGraph(model), candidates, 2, options)).toMatchObject({
      chosen: ['0.0', '1.0'],
      gap: 0,
    });
  });

  test('[V4] beyond 20 candidates the plan is greedy and tells the distance to a proven bound', () => {
    const model = ladderOf(3, 7, 0.5);
    const candidates = model.controls.map((c) => ({ control: c.id, cost: 1 }));
    const plan = planControls(compileGraph(model), candidates, 6, options);
    expect(plan.method).toBe('greedy');
    expect(plan.cost).toBeLessThanOrEqual(6);
    expect(plan.after.value).toBeLessThan(plan.before.value);
    expect(plan.bound).toBeLessThanOrEqual(plan.after.value);
    expect(plan.gap).toBe(plan.after.value - plan.bound);
  });

  test.each([
    [[{ control: 'none', cost: 1 }], 1],
    [[{ control: '0.0', cost: 0 }], 1],
    [
      [
        { control: '0.0', cost: 1 },
        { control: '0.0', cost: 2 },
      ],
      1,
    ],
    [[{ control: '0.0', cost: 1 }], Number.NaN],
  ])('[V4] nonsense is refused: %j for %d', (candidates, budget) => {
    expect(() => planControls(compileGraph(ladderOf(1, 2, 0.5)), candidates, budget, options)).toThrow(
      RangeError,
    );
  });
});

describe('retraining', () => {
  const graph = {
    nodes: [
      { id: 'raw', createdAt: '2026-01-01' },
      { id: 'base-1', createdAt: '2026-02-01' },
      { id: 'base-2', createdAt: '2026-03-01' },
      { id: 'bad', createdAt: '2026-04-01' },
      { id: 'model', createdAt: '2026-05-01' },
      { id: 'feedback' },
      { id: 'index' },
      { id: 'app' },
      { id: 'elsewhere', createdAt: '2026-06-01' },
    ],
    edges: [
      ['raw', 'base-1'],
      ['base-1', 'base-2'],
      ['base-2', 'bad'],
      ['bad', 'model'],
      ['model', 'feedback'],
      ['feedback', 'model'],
      ['bad', 'index'],
      ['index', 'app'],
      ['model', 'app'],
      ['raw', 'index'],
      ['elsewhere', 'app'],
    ].map(([from = '', to = '']) => ({ from, to })),
  };

  test('[N1] everything downstream, inputs first, circles together', () => {
    expect(planRetraining(graph, 'bad').rebuild).toEqual([
      ['bad'],
      ['feedback', 'model'],
      ['index'],
      ['app'],
    ]);
    expect(planRetraining(graph, 'app').rebuild).toEqual([['app']]);
    expect(planRetraining(graph, 'bad').inputs).toEqual(['base-2', 'elsewhere', 'raw']);
  });

  test('[N2] the newest clean ancestor; what is itself downstream does not count', () => {
    expect(planRetraining(graph, 'bad').cleanAncestor).toEqual({
      id: 'base-2',
      createdAt: '2026-03-01',
      distance: 1,
    });
    expect(planRetraining(graph, 'model').cleanAncestor?.id).toBe('bad');
    expect(planRetraining(graph, 'raw').cleanAncestor).toBeNull();
    expect(() => planRetraining(graph, 'nowhere')).toThrow('nowhere');
  });
});

describe('uncertain inputs', () => {
  const model = ladderOf(2, 2, 0.5);
  const range = (low: number, likely: number, high: number, name: string): Range => ({
    low,
    likely,
    high,
    class: name,
  });
  const edges = Object.fromEntries(model.edges.map((e) => [e.id, range(0.1, 0.3, 0.8, 'transfer')]));
  const controls = Object.fromEntries(model.controls.map((c) => [c.id, range(0.2, 0.5, 0.9, 'control')]));

  test('[U1] [U2] inputs inside their ranges stay inside the box, and so do the bands', () => {
    const found = uncertaintyOf(model, { edges, controls }, options).get('t');
    expect(found?.likely.kind).toBe('exact');
    expect(found?.bandOf).toBe('exact');
    const { p5 = 0, p50 = 0, p95 = 0 } = found?.band ?? {};
    const ladder = [found?.box.low ?? 1, p5, p50, p95, found?.box.high ?? 0];
    expect(ladder).toEqual([...ladder].sort((a, b) => a - b));
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (at) => {
          const inside = {
            ...model,
            edges: model.edges.map((e, k) => ({ ...e, p: 0.1 + 0.7 * (at[k] ?? 0) })),
            controls: model.controls.map((c, k) => ({ ...c, effectiveness: 0.2 + 0.7 * (at[4 + k] ?? 0) })),
          };
          const value = reachOf(compileGraph(inside), options).get('t')?.value ?? 0;
          expect(value).toBeGreaterThanOrEqual((found?.box.low ?? 1) * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual((found?.box.high ?? 0) * (1 + 1e-12));
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });

  test('[U3] one draw for a class makes a wider band than a draw for each element', () => {
    const apart = Object.fromEntries(model.edges.map((e) => [e.id, range(0.1, 0.3, 0.8, e.id)]));
    const width = (ranges: typeof edges): number => {
      const band = uncertaintyOf(model, { edges: ranges }, options).get('t')?.band;
      return (band?.p95 ?? 0) - (band?.p5 ?? 0);
    };
    expect(width(edges)).toBeGreaterThan(1.2 * width(apart));
  });

  test('[U1] ranges out of order are refused by name', () => {
    expect(() => uncertaintyOf(model, { edges: { 'e0.0': range(0.5, 0.3, 0.8, 'x') } }, options)).toThrow(
      'e0.0',
    );
  });
});
