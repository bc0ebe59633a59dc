import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHOICES, decodeGraph } from './decoded-graph';
import { BOUNDS_ONLY, disagreements } from './oracle';
import { compileGraph, reachOf } from './solve';

const graphs = fc
  .array(fc.nat(9999), { minLength: CHOICES, maxLength: CHOICES })
  .map((choices) => decodeGraph(choices, 14));

describe('[R1] [R2] [B1] against enumeration of every outcome', () => {
  test('500 random graphs: exact where said so, inside the bounds otherwise', () => {
    fc.assert(
      fc.property(graphs, (model) => {
        expect(disagreements(model)).toEqual([]);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });

  test('many of these graphs are beyond the reductions, so that the bounds are truly tried', () => {
    const made = fc.sample(graphs, { seed: 20261120, numRuns: 500 });
    const kinds = made.flatMap((model) =>
      [...reachOf(compileGraph(model), BOUNDS_ONLY).values()].map((reach) => reach.kind),
    );
    expect(kinds.filter((kind) => kind === 'bounded').length).toBeGreaterThan(30);
  });

  test('the generator makes what the property is about', () => {
    const made = fc.sample(graphs, { seed: 20261120, numRuns: 500 });
    const share = (holds: (model: (typeof made)[number]) => boolean): number => made.filter(holds).length;
    expect(share((g) => g.controls.some((c) => c.mode === 'common'))).toBeGreaterThan(100);
    expect(share((g) => g.controls.some((c) => c.mode === 'independent'))).toBeGreaterThan(50);
    expect(share((g) => g.nodes.some((node) => (node.p ?? 1) < 1))).toBeGreaterThan(50);
    expect(
      share((g) => g.edges.some((e) => g.edges.some((f) => f.from === e.to && f.to === e.from))),
    ).toBeGreaterThan(50);
  });
});
