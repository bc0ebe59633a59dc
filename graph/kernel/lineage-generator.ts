/**
 * Seeded, layered lineage graphs of any size, for measurements: sources → datasets → features → runs →
 * models → systems with shuffled node numbers, power-law out-degree and a share of feedback edges.
 */
import { counterHash } from './counter-hash';

export type LineageShape = {
  readonly nodes: number;
  readonly edgesPerNode: number;
  /** Share of edges that lead back to an earlier layer, 0 to 1. */
  readonly feedback: number;
  /** Factor on the transfer likelihoods, which are spread evenly over 0.05 to 0.55. */
  readonly scale: number;
  readonly seed: number;
};

export type Lineage = {
  readonly n: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly p: Float64Array;
  /** Sources with their access likelihoods. */
  readonly entries: readonly (readonly [number, number])[];
  /** Systems. */
  readonly targets: readonly number[];
};

export const REFERENCE_SHAPE = { edgesPerNode: 5, feedback: 0.02, scale: 1, seed: 1 } as const;

/** Share of the nodes in each layer, in order of flow. */
const LAYERS = [0.1, 0.25, 0.25, 0.2, 0.12, 0.08];
const ENTRY_SHARE = 0.2;
const TARGETS = 1_000;

/** Draws the graph; the same shape gives the same graph on every machine. */
export function generateLineage(shape: LineageShape): Lineage {
  const { nodes: n, seed } = shape;
  const draw = (stream: number, k: number): number => counterHash(seed, stream, k);
  const name = shuffled(n, (k) => draw(1, k));
  const start = layerStarts(n);
  const m = n * shape.edgesPerNode;
  const from = new Int32Array(m);
  const to = new Int32Array(m);
  const p = new Float64Array(m);
  const last = LAYERS.length - 1;
  for (let e = 0; e < m; e++) {
    const u = hub(draw(2, e), start[last]!);
    const layer = layerOf(start, u);
    const goesBack = draw(3, e) < shape.feedback;
    const [low, high] = goesBack
      ? [0, start[layer + 1]!]
      : [start[layer + 1]!, start[Math.min(last + 1, layer + 2 + Math.floor(draw(4, e) * 1.2))]!];
    const v = low + Math.floor(draw(5, e) * (high - low));
    from[e] = name[u]!;
    to[e] = name[v]!;
    p[e] = (0.05 + 0.5 * draw(6, e)) * shape.scale;
  }
  const entries: [number, number][] = [];
  for (let v = 0; v < start[1]!; v++)
    if (draw(7, v) < ENTRY_SHARE) entries.push([name[v]!, 0.1 + 0.8 * draw(8, v)]);
  const targets: number[] = [];
  for (let v = start[last]!; v < n && targets.length < TARGETS; v++) targets.push(name[v]!);
  return { n, from, to, p, entries, targets };
}

/** Out-degrees fall off as a power law: low numbers of each stretch are drawn far more often. */
function hub(u: number, limit: number): number {
  const blocks = 64;
  const size = Math.max(1, Math.floor(limit / blocks));
  const block = Math.floor(u * blocks);
  const within = u * blocks - block;
  return Math.min(limit - 1, block * size + Math.floor(size * within ** 2.5));
}

function layerStarts(n: number): readonly number[] {
  const start = [0];
  for (const share of LAYERS) start.push(Math.min(n, start.at(-1)! + Math.max(1, Math.round(share * n))));
  start[LAYERS.length] = n;
  return start;
}

function layerOf(start: readonly number[], v: number): number {
  let layer = 0;
  while (v >= start[layer + 1]!) layer++;
  return layer;
}

function shuffled(n: number, draw: (k: number) => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, k) => k);
  for (let k = n - 1; k > 0; k--) {
    const j = Math.floor(draw(k) * (k + 1));
    const held = order[k]!;
    order[k] = order[j]!;
    order[j] = held;
  }
  return order;
}
