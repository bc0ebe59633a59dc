/** The integer algorithms, each against a plain second way of finding the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPathsFrom } from './best-paths';
import { betaQuantile, binomialInterval, incompleteBeta } from './binomial-interval';
import { blastRadii, blastRadius } from './blast-radius';
import { stronglyConnectedComponents } from './components';
import { counterHash, hashOnward, hashStart } from './counter-hash';
import { buildDigraph, type Digraph } from './digraph';
import { immediateDominators } from './dominators';
import { generateLineage, REFERENCE_SHAPE } from './lineage-generator';
import { reachableFrom } from './reachability';
import { PathSearch } from './top-paths';
import { UnitCutFinder } from './unit-cut';
import { noisyOrBound } from './upper-bound';
import { cheapestVertexCut } from './vertex-cut';

type Weighted = { readonly graph: Digraph; readonly weight: Float64Array };

const weighted = fc
  .record({
    n: fc.integer({ min: 1, max: 9 }),
    arcs: fc.array(fc.tuple(fc.nat(100), fc.nat(100), fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1)), {
      maxLength: 24,
    }),
  })
  .map(({ n, arcs }): Weighted => {
    const { graph, order } = buildDigraph(
      n,
      Int32Array.from(arcs, ([u]) => u % n),
      Int32Array.from(arcs, ([, v]) => v % n),
    );
    return { graph, weight: Float64Array.from(order, (k) => arcs[k]![2]) };
  });
const runs = { seed: 99, numRuns: 300 };

const without = ({ graph, weight }: Weighted, node: number): Float64Array =>
  weight.map((w, e) => (graph.tail[e] === node || graph.head[e] === node ? 0 : w));

describe('kernel', () => {
  test('arcs keep their input order per tail, and the reverse lists name the same arcs', () => {
    fc.assert(
      fc.property(weighted, ({ graph }) => {
        for (let v = 0; v < graph.n; v++) {
          for (let e = graph.outOffset[v]!; e < graph.outOffset[v + 1]!; e++) expect(graph.tail[e]).toBe(v);
          for (let k = graph.inOffset[v]!; k < graph.inOffset[v + 1]!; k++) {
            expect(graph.head[graph.inArc[k]!]).toBe(v);
            expect(graph.tail[graph.inArc[k]!]).toBe(graph.inTail[k]);
          }
        }
        expect(graph.outOffset[graph.n]).toBe(graph.m);
        expect([...graph.inArc].sort((a, b) => a - b)).toEqual(Array.from({ length: graph.m }, (_, e) => e));
      }),
      runs,
    );
  });

  test('[L1] two nodes share a component exactly where each reaches the other; components are numbered against the flow', () => {
    fc.assert(
      fc.property(weighted, ({ graph, weight }) => {
        const { of, members, offset, count } = stronglyConnectedComponents(graph, weight);
        const reach = Array.from({ length: graph.n }, (_, v) => reachableFrom(graph, weight, v));
        for (let u = 0; u < graph.n; u++) {
          for (let v = 0; v < graph.n; v++) {
            expect(of[u] === of[v]).toBe(reach[u]![v] === 1 && reach[v]![u] === 1);
            if (reach[u]![v] === 1) expect(of[u]).toBeGreaterThanOrEqual(of[v]!);
          }
        }
        for (let c = 0; c < count; c++)
          for (const v of members.subarray(offset[c], offset[c + 1])) expect(of[v]).toBe(c);
        expect(offset[count]).toBe(graph.n);
      }),
      runs,
    );
  });

  test('[K1] a node dominates another exactly where removing it cuts the other off', () => {
    fc.assert(
      fc.property(weighted, (g) => {
        const idom = immediateDominators(g.graph, g.weight, 0);
        const reached = reachableFrom(g.graph, g.weight, 0);
        for (let v = 1; v < g.graph.n; v++) {
          const chain = new Set<number>();
          for (let d = idom[v]!; d >= 0; d = idom[d]!) chain.add(d);
          for (let d = 1; d < g.graph.n; d++) {
            if (d === v) continue;
            const isCut = reached[v] === 1 && reachableFrom(g.graph, without(g, d), 0)[v] === 0;
            expect(chain.has(d)).toBe(isCut);
          }
          expect(chain.has(0)).toBe(reached[v] === 1);
        }
      }),
      runs,
    );
  });

  test('[P3] best likelihoods are a fixed point, paths add up to them, and the search lists them first', () => {
    fc.assert(
      fc.property(weighted, ({ graph, weight }) => {
        const { best, via } = bestPathsFrom(graph, weight, 0);
        const search = new PathSearch(graph, weight, best, 0);
        for (let e = 0; e < graph.m; e++) {
          expect(best[graph.head[e]!]).toBeGreaterThanOrEqual(best[graph.tail[e]!]! * weight[e]!);
        }
        for (let v = 1; v < graph.n; v++) {
          if (best[v]! > 0) expect(best[graph.tail[via[v]!]!]! * weight[via[v]!]!).toBe(best[v]);
          else expect(via[v]).toBe(-1);
          const likelihoods = [...search.pathsTo(v)].map((path) => path.likelihood);
          expect(likelihoods[0] ?? 0).toBeCloseTo(best[v]!, 12);
          for (let k = 1; k < likelihoods.length; k++) {
            expect(likelihoods[k]).toBeLessThanOrEqual(likelihoods[k - 1]! * (1 + 1e-12));
          }
        }
      }),
      runs,
    );
  });

  test('[S1] [S2] blast radii bit by bit are those of one pass each', () => {
    fc.assert(
      fc.property(weighted, ({ graph, weight }) => {
        const assets = Array.from({ length: 300 }, (_, k) => k % graph.n);
        const radii = blastRadii(graph, weight, stronglyConnectedComponents(graph, weight), assets);
        for (const [k, asset] of assets.entries()) expect(radii[k]).toBe(blastRadius(graph, weight, asset));
      }),
      { seed: 99, numRuns: 60 },
    );
    const line = buildDigraph(4, Int32Array.of(0, 1, 2, 1), Int32Array.of(1, 2, 1, 3)).graph;
    expect(blastRadius(line, new Float64Array(4).fill(1), 0)).toBe(3);
  });

  test('[B1] the tight bound never exceeds the plain one, and both are at least the best path', () => {
    fc.assert(
      fc.property(weighted, ({ graph, weight }) => {
        const components = stronglyConnectedComponents(graph, weight);
        const plain = noisyOrBound(graph, weight, 0, components);
        const tight = noisyOrBound(graph, weight, 0, components, true);
        const { best } = bestPathsFrom(graph, weight, 0);
        for (let v = 0; v < graph.n; v++) {
          expect(tight[v]).toBeLessThanOrEqual(plain[v]! * (1 + 1e-9));
          expect(tight[v]).toBeGreaterThanOrEqual(best[v]! * (1 - 1e-12));
          expect(plain[v]).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  test('[B1] a two-node echo is heard by the plain bound and not by the tight one', () => {
    const { graph } = buildDigraph(3, Int32Array.of(0, 1, 2), Int32Array.of(1, 2, 1));
    const weight = Float64Array.of(0.2, 0.99, 0.99);
    const components = stronglyConnectedComponents(graph, weight);
    expect(noisyOrBound(graph, weight, 0, components)[1]).toBeGreaterThan(0.4);
    expect(noisyOrBound(graph, weight, 0, components, true)[1]).toBeCloseTo(0.2, 10);
  });

  test('[K2] [K4] a vertex cut of the kernel: nodes of infinite cost are never taken', () => {
    const problem = { n: 4, source: 0, target: 3, tail: [0, 0, 1, 2], head: [1, 2, 3, 3] };
    const endless = Number.POSITIVE_INFINITY;
    expect(cheapestVertexCut({ ...problem, cost: Float64Array.of(endless, 1, 2, endless) })).toEqual({
      cost: 3,
      nodes: [1, 2],
    });
    expect(cheapestVertexCut({ ...problem, cost: Float64Array.of(endless, 1, endless, endless) })).toBeNull();
  });

  test('[K2] [K3] a unit cut is as small as the flow says, parts the two, and is the same whatever was asked before', () => {
    let sizes = 0;
    fc.assert(
      fc.property(weighted, (g) => {
        const { graph, weight } = g;
        const live = Array.from({ length: graph.m }, (_, e) => e).filter((e) => weight[e]! > 0);
        const reached = reachableFrom(graph, weight, 0);
        const shared = new UnitCutFinder(graph, weight, 0, reached);
        for (let target = 1; target < graph.n; target++) {
          const cost = new Float64Array(graph.n).fill(1);
          cost[0] = cost[target] = Number.POSITIVE_INFINITY;
          const flow = cheapestVertexCut({
            n: graph.n,
            source: 0,
            target,
            tail: live.map((e) => graph.tail[e]!),
            head: live.map((e) => graph.head[e]!),
            cost,
          });
          const cut = shared.find(target);
          expect(new UnitCutFinder(graph, weight, 0, reached).find(target)).toEqual(cut);
          expect(cut?.length).toBe(flow?.nodes.length);
          if (cut === null) continue;
          sizes = Math.max(sizes, cut.length);
          const rest = cut.reduce((w, node) => without({ graph, weight: w }, node), weight);
          expect(reachableFrom(graph, rest, 0)[target]).toBe(0);
        }
      }),
      { seed: 99, numRuns: 1500 },
    );
    expect(sizes).toBeGreaterThanOrEqual(2);
  });

  test('[B4] the binomial interval agrees with published values', () => {
    // Clopper–Pearson, 95 %: 0 of 10, 1 of 10, 50 of 100 (tables in Fleiss, Statistical Methods for Rates and Proportions).
    expect(binomialInterval(0, 10).low).toBe(0);
    expect(binomialInterval(0, 10).high).toBeCloseTo(0.3085, 4);
    expect(binomialInterval(1, 10).low).toBeCloseTo(0.0025, 4);
    expect(binomialInterval(1, 10).high).toBeCloseTo(0.445, 3);
    expect(binomialInterval(50, 100).low).toBeCloseTo(0.3983, 4);
    expect(binomialInterval(50, 100).high).toBeCloseTo(0.6017, 4);
    expect(binomialInterval(0, 1_000_000).high).toBeGreaterThan(0);
    expect(incompleteBeta(0.5, 2, 3)).toBeCloseTo(0.6875, 12);
    expect(betaQuantile(0.6875, 2, 3)).toBeCloseTo(0.5, 10);
  });

  test('[B3] hashed draws are even, and hang on seed, stream and counter alone', () => {
    const cells = new Float64Array(16);
    const pairs = new Float64Array(16);
    for (let world = 0; world < 400; world++) {
      const start = hashStart(5, world);
      for (let arc = 0; arc < 100; arc++) {
        const a = hashOnward(start, arc);
        const b = hashOnward(start, arc + 1);
        cells[Math.floor(a * 16)]!++;
        pairs[Math.floor(a * 4) * 4 + Math.floor(b * 4)]!++;
      }
    }
    for (const counts of [cells, pairs]) {
      const chi = counts.reduce((sum, c) => sum + (c - 2500) ** 2 / 2500, 0);
      expect(chi).toBeLessThan(37.7); // 99.9 % of the chi-square distribution with 15 degrees of freedom
    }
    expect(counterHash(1, 2, 3)).toBe(counterHash(1, 2, 3));
    expect(
      new Set([counterHash(1, 2, 3), counterHash(2, 2, 3), counterHash(1, 3, 3), counterHash(1, 2, 4)]).size,
    ).toBe(4);
  });

  test('generated lineage has the shape it is asked for', () => {
    const lineage = generateLineage({ nodes: 3000, ...REFERENCE_SHAPE });
    expect(lineage.from.length).toBe(15_000);
    const degree = new Int32Array(3000);
    for (const u of lineage.from) degree[u]!++;
    expect(Math.max(...degree)).toBeGreaterThan(50);
    const { graph } = buildDigraph(3000, lineage.from, lineage.to);
    const { count } = stronglyConnectedComponents(graph, lineage.p);
    expect(count).toBeLessThan(2900);
    expect(generateLineage({ nodes: 3000, ...REFERENCE_SHAPE }).p).toEqual(lineage.p);
  });
});
