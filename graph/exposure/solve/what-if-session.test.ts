import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enumerate } from './brute-force';
import { CHOICES, decodeGraph } from './decoded-graph';
import { compileGraph } from './solve';
import { WhatIfSession } from './what-if-session';

const graphs = fc
  .array(fc.nat(9999), { minLength: CHOICES, maxLength: CHOICES })
  .map((choices) => decodeGraph(choices));

describe('quick what-ifs', () => {
  test('[W3] [B1] the truth lies inside before and after, whatever control changes and whichever way', () => {
    let asked = 0;
    fc.assert(
      fc.property(graphs, fc.constantFrom(0, 0.2, 0.95, 1), (model, effectiveness) => {
        const session = new WhatIfSession(compileGraph(model));
        for (const { id } of model.controls) {
          const controls = model.controls.map((c) => (c.id === id ? { ...c, effectiveness } : c));
          const { before, after } = session.changeControl(id, effectiveness);
          for (const [found, truth] of [
            [before, enumerate(model)],
            [after, enumerate({ ...model, controls })],
          ] as const) {
            for (const [node, reach] of found) {
              const expected = truth.targets.get(node) ?? 0;
              expect(reach.low).toBeLessThanOrEqual(expected * (1 + 1e-11));
              expect(reach.high).toBeGreaterThanOrEqual(expected * (1 - 1e-11));
              asked++;
            }
          }
        }
      }),
      { seed: 11, numRuns: 200 },
    );
    expect(asked).toBeGreaterThan(500);
  });

  test('[W3] on a line the interval moves with the control, and only what lies behind it is looked at', () => {
    const names = Array.from({ length: 50 }, (_, k) => `n${String(k).padStart(2, '0')}`);
    const session = new WhatIfSession(
      compileGraph({
        nodes: names.map((id) => ({ id })),
        edges: names.slice(1).map((to, k) => ({
          id: `e${k}`,
          from: names[k] ?? '',
          to,
          p: 0.9,
          controls: k === 39 ? ['gate'] : [],
        })),
        controls: [{ id: 'gate', effectiveness: 0.5, mode: 'independent' }],
        entries: [{ node: 'n00', access: 1 }],
        targets: [{ node: 'n49', impact: 1 }],
      }),
    );
    const { before, after, visited } = session.changeControl('gate', 0);
    expect(after.get('n49')?.high).toBeCloseTo(2 * (before.get('n49')?.high ?? 0), 9);
    expect(visited).toBeLessThanOrEqual(12);
    expect(() => session.changeControl('none', 0)).toThrow('none');
    expect(() => session.changeControl('gate', 2)).toThrow('gate');
  });
});
