import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExposureEdge, ExposureGraph } from '@/graph/model/exposure-graph';
import { enumerate } from './brute-force';
import { CHOICES, decodeGraph } from './decoded-graph';
import { BOUNDS_ONLY } from './oracle';
import { chokePointsOf, compileGraph, DEFAULT_SOLVE_OPTIONS, reachOf, solve, topPaths } from './solve';
import { whatIf } from './what-if';

const graphs = fc
  .array(fc.nat(9999), { minLength: CHOICES, maxLength: CHOICES })
  .map((choices) => decodeGraph(choices));
const runs = { seed: 4711, numRuns: 200 };

const reach = (model: ExposureGraph, options = DEFAULT_SOLVE_OPTIONS) =>
  reachOf(compileGraph(model), options);
const atMost = (a: number, b: number): boolean => a <= b * (1 + 1e-11);
const shuffle = <T>(list: readonly T[], by: number): T[] =>
  list
    .map((item, k) => ({ item, rank: ((k + 1) * 7919 * (by + 1)) % 10_007 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

/** Every loopless path as its edge list, by walking; the likelihood counts each common control once. */
function allPaths(model: ExposureGraph, target: string): { edges: string[]; p: number }[] {
  const controls = new Map(model.controls.map((c) => [c.id, c]));
  const hit = new Map(model.nodes.map((node) => [node.id, node.p ?? 1]));
  const found: { edges: string[]; p: number }[] = [];
  const walk = (at: string, nodes: string[], edges: string[], taken: ExposureEdge[], p: number): void => {
    if (p <= 0) return;
    if (at === target) {
      const common = new Set(
        taken.flatMap((e) => e.controls ?? []).filter((id) => controls.get(id)?.mode === 'common'),
      );
      const total = [...common].reduce((so, id) => so * (1 - (controls.get(id)?.effectiveness ?? 0)), p);
      if (total > 0) found.push({ edges, p: total });
      return;
    }
    for (const e of model.edges) {
      if (e.from !== at || nodes.includes(e.to)) continue;
      const q = [...new Set(e.controls ?? [])]
        .filter((id) => controls.get(id)?.mode === 'independent')
        .reduce((so, id) => so * (1 - (controls.get(id)?.effectiveness ?? 0)), e.p);
      walk(e.to, [...nodes, e.to], [...edges, e.id], [...taken, e], p * q * (hit.get(e.to) ?? 1));
    }
  };
  for (const entry of model.entries) {
    walk(entry.node, [entry.node], [`entry:${entry.node}`], [], entry.access * (hit.get(entry.node) ?? 1));
  }
  return found.sort((a, b) => b.p - a.p);
}

describe('laws', () => {
  test('[I3] the order of the input changes no byte', () => {
    fc.assert(
      fc.property(graphs, fc.nat(50), (model, by) => {
        const other = {
          nodes: shuffle(model.nodes, by),
          edges: shuffle(model.edges, by).map((e) => ({ ...e, controls: shuffle(e.controls ?? [], by) })),
          controls: shuffle(model.controls, by),
          entries: shuffle(model.entries, by),
          targets: shuffle(model.targets, by),
        };
        for (const options of [DEFAULT_SOLVE_OPTIONS, BOUNDS_ONLY]) {
          expect(JSON.stringify(solve(other, options))).toBe(JSON.stringify(solve(model, options)));
        }
      }),
      runs,
    );
  });

  test('[M1] deleting an edge adds no path and raises no exposure', () => {
    fc.assert(
      fc.property(graphs, fc.nat(20), (model, k) => {
        const edges = model.edges.filter((_, at) => at !== k % Math.max(1, model.edges.length));
        const less = { ...model, edges };
        const before = reach(model);
        for (const [node, after] of reach(less)) {
          expect(atMost(after.value, before.get(node)?.value ?? 0)).toBe(true);
          const paths = new Set(allPaths(model, node).map((path) => path.edges.join()));
          for (const path of topPaths(compileGraph(less), node, 50))
            expect(paths).toContain(path.edges.join());
        }
      }),
      runs,
    );
  });

  test('[M2] adding a control to an edge never raises an exposure', () => {
    fc.assert(
      fc.property(graphs, fc.nat(20), fc.constantFrom('common', 'independent'), (model, k, mode) => {
        const guard = { id: 'new', effectiveness: 0.6, mode } as const;
        const at = new Set([
          k % Math.max(1, model.edges.length),
          (3 * k + 1) % Math.max(1, model.edges.length),
        ]);
        const edges = model.edges.map((e, j) =>
          at.has(j) ? { ...e, controls: [...(e.controls ?? []), 'new'] } : e,
        );
        const before = reach(model);
        for (const [node, after] of reach({ ...model, edges, controls: [...model.controls, guard] })) {
          expect(atMost(after.value, before.get(node)?.value ?? 0)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('[K1] [K2] [K3] dominators are on every path; no smaller set than the cut parts entries and target', () => {
    fc.assert(
      fc.property(graphs, (model) => {
        const compiled = compileGraph(model);
        const cutOff = (target: string, nodes: readonly string[]): boolean => {
          const edges = model.edges.filter((e) => !nodes.includes(e.from) && !nodes.includes(e.to));
          const entries = model.entries.filter((entry) => !nodes.includes(entry.node));
          return allPaths({ ...model, edges, entries }, target).length === 0;
        };
        for (const { node } of model.targets) {
          const { dominators, minVertexCut } = chokePointsOf(compiled, node);
          const others = model.nodes.map(({ id }) => id).filter((id) => id !== node);
          const isReached = allPaths(model, node).length > 0;
          expect(dominators).toEqual(isReached ? others.filter((id) => cutOff(node, [id])).sort() : []);
          const isEntry = model.entries.some((entry) => entry.node === node && entry.access > 0);
          if (minVertexCut === null) {
            expect(isEntry).toBe(true);
            continue;
          }
          expect(minVertexCut.nodes).toHaveLength(minVertexCut.size);
          expect(cutOff(node, minVertexCut.nodes)).toBe(true);
          for (let set = 0; set < 2 ** others.length; set++) {
            const chosen = others.filter((_, k) => (set >>> k) & 1);
            if (chosen.length < minVertexCut.size) expect(cutOff(node, chosen)).toBe(false);
          }
        }
      }),
      { seed: 4711, numRuns: 100 },
    );
  });

  test('[P1] [P2] [P3] the listed paths are the likeliest of all loopless ones, each common control once', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 12 }), (model, top) => {
        const compiled = compileGraph(model);
        for (const { node } of model.targets) {
          const truth = allPaths(model, node);
          const listed = topPaths(compiled, node, top);
          expect(listed).toHaveLength(Math.min(top, truth.length));
          for (const [k, path] of listed.entries()) {
            expect(Math.abs(path.p - (truth[k]?.p ?? 0))).toBeLessThanOrEqual(1e-12 * path.p);
            expect(new Set(path.nodes).size).toBe(path.nodes.length);
            expect(truth.some((other) => other.edges.join() === path.edges.join())).toBe(true);
          }
          expect(new Set(listed.map((path) => path.edges.join())).size).toBe(listed.length);
        }
      }),
      runs,
    );
  });

  test('[W1] a what-if is what solving the changed graph says, and enumeration agrees', () => {
    fc.assert(
      fc.property(graphs, fc.nat(20), fc.constantFrom(0, 0.3, 1), (model, k, value) => {
        const edge = model.edges[k % Math.max(1, model.edges.length)];
        const control = model.controls[k % Math.max(1, model.controls.length)];
        const entry = model.entries[k % model.entries.length];
        const change = {
          edges: edge ? [{ id: edge.id, p: value }] : [],
          controls: control ? [{ id: control.id, effectiveness: 1 - value }] : [],
          entries: entry ? [{ node: entry.node, access: 0.7 }] : [],
        };
        const changed = {
          ...model,
          edges: model.edges.map((e) => (e === edge ? { ...e, p: value } : e)),
          controls: model.controls.map((c) => (c === control ? { ...c, effectiveness: 1 - value } : c)),
          entries: model.entries.map((e) => (e === entry ? { ...e, access: 0.7 } : e)),
        };
        const { after, delta, before } = whatIf(compileGraph(model), change, DEFAULT_SOLVE_OPTIONS);
        const truth = enumerate(changed).targets;
        for (const [node, now] of after) {
          expect(now).toEqual(reach(changed).get(node));
          const expected = truth.get(node) ?? 0;
          expect(Math.abs(now.value - expected)).toBeLessThanOrEqual(1e-11 * expected);
          expect(delta.get(node)?.value).toBe(now.value - (before.get(node)?.value ?? 0));
        }
      }),
      runs,
    );
  });

  test('[W2] importance is the difference between a sure edge and none, for every edge and entry', () => {
    fc.assert(
      fc.property(graphs, (model) => {
        const loss = (changed: ExposureGraph): number => {
          const { targets } = enumerate(changed);
          return changed.targets.reduce((sum, t) => sum + t.impact * (targets.get(t.node) ?? 0), 0);
        };
        const independent = new Set(model.controls.filter((c) => c.mode === 'independent').map((c) => c.id));
        for (const { id, birnbaum } of solve(model, DEFAULT_SOLVE_OPTIONS).edges) {
          const set = (p: number): ExposureGraph => ({
            ...model,
            edges: model.edges.map((e) =>
              e.id === id ? { ...e, p, controls: (e.controls ?? []).filter((c) => !independent.has(c)) } : e,
            ),
            entries: model.entries.map((e) => (`entry:${e.node}` === id ? { ...e, access: p } : e)),
          });
          const expected = loss(set(1)) - loss(set(0));
          expect(Math.abs(birnbaum - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, expected));
        }
      }),
      { seed: 4711, numRuns: 100 },
    );
  });
});
