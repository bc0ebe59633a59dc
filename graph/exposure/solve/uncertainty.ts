/**
 * What is not known about the inputs, carried to the answers: a box that holds the truth whenever the inputs
 * lie in their ranges (exposure rises with every likelihood and falls with every control, so two runs give
 * it), and percentile bands from seeded Latin hypercube draws. Everything of one class shares one draw:
 * ignorance of a technique is the same ignorance everywhere, and independent draws would make bands falsely
 * thin. This is apart from sampling error, which the answers of each run carry themselves.
 * Reference: M. McKay, R. Beckman, W. Conover, Technometrics 21 (1979) 239–245.
 */
import { betaQuantile } from '@/graph/kernel/binomial-interval';
import { counterHash } from '@/graph/kernel/counter-hash';
import type { ExposureGraph } from '@/graph/model/exposure-graph';
import { byText } from '@/graph/model/ids';
import { compileGraph } from './compile';
import { reachOf } from './reach';
import type { Reach, SolveOptions } from './reach-types';

/** 0 ≤ low ≤ likely ≤ high ≤ 1. */
export type Range = {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Ranges of one class rise and fall together. */
  readonly class: string;
};

/** Ranges by id; elements without one are taken as certain. */
export type Ranges = {
  readonly nodes?: Readonly<Record<string, Range>>;
  readonly edges?: Readonly<Record<string, Range>>;
  readonly entries?: Readonly<Record<string, Range>>;
  readonly controls?: Readonly<Record<string, Range>>;
};

export type UncertainReach = {
  /** With the likely values. */
  readonly likely: Reach;
  /** Proven: no inputs within their ranges lead outside. */
  readonly box: { readonly low: number; readonly high: number };
  /** 5th, 50th and 95th percentile over the draws. */
  readonly band: { readonly p5: number; readonly p50: number; readonly p95: number; readonly draws: number };
  /** How the exposures behind the band are known, at the weakest. */
  readonly bandOf: Reach['kind'];
};

/** Answers per target. Throws RangeError for ranges out of order or outside 0 to 1. */
export function uncertaintyOf(
  model: ExposureGraph,
  ranges: Ranges,
  options: SolveOptions,
  draws = 200,
): ReadonlyMap<string, UncertainReach> {
  for (const table of [ranges.nodes, ranges.edges, ranges.entries, ranges.controls]) {
    for (const [id, range] of Object.entries(table ?? {})) check(id, range);
  }
  const run = (pick: Pick): ReadonlyMap<string, Reach> =>
    reachOf(compileGraph(withValues(model, ranges, pick)), options);
  const likely = run((range) => range.likely);
  const best = run((range, isControl) => (isControl ? range.high : range.low));
  const worst = run((range, isControl) => (isControl ? range.low : range.high));
  const samples = sampleClasses(ranges, options.seed, draws).map((levels) =>
    run((range) => pertQuantile(range, levels.get(range.class) ?? 0.5)),
  );
  return new Map(
    [...likely].map(([node, reach]) => {
      const values = samples.map((sample) => sample.get(node)?.value ?? 1).sort((a, b) => a - b);
      const kinds = new Set(samples.map((sample) => sample.get(node)?.kind));
      return [
        node,
        {
          likely: reach,
          box: { low: best.get(node)?.low ?? 0, high: worst.get(node)?.high ?? 1 },
          band: {
            p5: percentile(values, 0.05),
            p50: percentile(values, 0.5),
            p95: percentile(values, 0.95),
            draws,
          },
          bandOf: kinds.has('estimated') ? 'estimated' : kinds.has('bounded') ? 'bounded' : 'exact',
        },
      ];
    }),
  );
}

type Pick = (range: Range, isControl: boolean) => number;

function check(id: string, { low, likely, high }: Range): void {
  if (!(0 <= low && low <= likely && likely <= high && high <= 1)) {
    throw new RangeError(`the range ${low} / ${likely} / ${high} of "${id}" is not in order between 0 and 1`);
  }
}

function withValues(model: ExposureGraph, ranges: Ranges, pick: Pick): ExposureGraph {
  const value = (range: Range | undefined, otherwise: number, isControl = false): number =>
    range === undefined ? otherwise : pick(range, isControl);
  return {
    nodes: model.nodes.map((node) => ({ ...node, p: value(ranges.nodes?.[node.id], node.p ?? 1) })),
    edges: model.edges.map((edge) => ({ ...edge, p: value(ranges.edges?.[edge.id], edge.p) })),
    entries: model.entries.map((entry) => ({
      ...entry,
      access: value(ranges.entries?.[entry.node], entry.access),
    })),
    controls: model.controls.map((control) => ({
      ...control,
      effectiveness: value(ranges.controls?.[control.id], control.effectiveness, true),
    })),
    targets: model.targets,
  };
}

/** One level per class and draw; over the draws every class visits each stratum once. */
function sampleClasses(ranges: Ranges, seed: number, draws: number): readonly ReadonlyMap<string, number>[] {
  const tables = [ranges.nodes, ranges.edges, ranges.entries, ranges.controls];
  const classes = [
    ...new Set(tables.flatMap((table) => Object.values(table ?? {}).map((r) => r.class))),
  ].sort(byText);
  const strata = classes.map((_, c) =>
    Array.from({ length: draws }, (_, k) => k).sort(
      (a, b) => counterHash(seed, 2 * c, a) - counterHash(seed, 2 * c, b) || a - b,
    ),
  );
  return Array.from(
    { length: draws },
    (_, k) =>
      new Map(
        classes.map((name, c) => [name, ((strata[c]?.[k] ?? 0) + counterHash(seed, 2 * c + 1, k)) / draws]),
      ),
  );
}

/** Quantile of the PERT distribution: a beta distribution on [low, high] with mean (low + 4·likely + high) / 6. */
function pertQuantile({ low, likely, high }: Range, share: number): number {
  if (high <= low) return likely;
  const a = 1 + (4 * (likely - low)) / (high - low);
  const b = 1 + (4 * (high - likely)) / (high - low);
  return low + (high - low) * betaQuantile(share, a, b);
}

function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
