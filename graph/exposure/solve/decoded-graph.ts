/**
 * A small exposure graph read out of a list of numbers: whatever generates and shrinks the numbers generates
 * and shrinks graphs. DAG or cyclic, independent and common controls, split nodes, several entries and targets.
 */
import type { ExposureControl, ExposureEdge, ExposureGraph } from '@/graph/model/exposure-graph';

/** How many choices the largest graph uses up. */
export const CHOICES = 110;

/** Elements that are neither sure nor impossible, at most, unless said otherwise: what enumeration bears many times over. */
const MAX_UNCERTAIN = 11;

const OPEN = [0.5, 0.1, 0.9, 0.25, 0.75, 0.01, 0.999, 1e-9] as const;
const LIKELIHOODS = [0.5, 0.1, 0.9, 1, 0.25, 0.75, 0.01, 0.999, 1e-9, 0] as const;

/** Choices are whole numbers from 0; missing ones count as 0. Half of the graphs are meshes that no reduction takes apart. */
export function decodeGraph(choices: readonly number[], maxUncertain = MAX_UNCERTAIN): ExposureGraph {
  const source = new Choices(choices, maxUncertain);
  return source.below(2) === 0 ? mesh(source) : mixture(source);
}

const id = (k: number): string => `n${k}`;

/** One entry, one to two targets, and edges between almost all others, acyclic or not. */
function mesh(source: Choices): ExposureGraph {
  const n = 5 + source.below(3);
  const isAcyclic = source.below(3) === 0;
  const controls = someControls(source, source.below(3));
  const edges: ExposureEdge[] = [];
  for (let k = 0; k < 15; k++) {
    const from = source.below(n - 1);
    const to = 1 + source.below(n - 1);
    if (from === to || (isAcyclic && from > to)) continue;
    edges.push({
      id: `e${k}`,
      from: id(from),
      to: id(to),
      p: source.openLikelihood(),
      controls: guards(source, controls, 4),
    });
  }
  return {
    nodes: Array.from({ length: n }, (_, k) => ({ id: id(k) })),
    edges,
    controls,
    entries: [{ node: id(0), access: 1 }],
    targets: [n - 1, ...(source.below(3) === 0 ? [n - 2] : [])].map((k) => ({ node: id(k), impact: 1 })),
  };
}

/** A little of everything the format allows. */
function mixture(source: Choices): ExposureGraph {
  const n = 2 + source.below(6);
  const isAcyclic = source.below(2) === 0;
  const withSplits = source.below(3) === 0;
  const controls = someControls(source, source.below(4));
  const entries = distinct(1 + source.below(2), () => source.below(n)).map((k) => ({
    node: id(k),
    access: source.likelihood(),
  }));
  const edges: ExposureEdge[] = Array.from({ length: 1 + source.below(13) }, (_, k) => {
    const [a, b] = [source.below(n), source.below(n)];
    const [from, to] = isAcyclic && a > b ? [b, a] : [a, b];
    return {
      id: `e${k}`,
      from: id(from),
      to: id(to),
      p: source.likelihood(),
      controls: guards(source, controls, 3),
    };
  }).filter((edge) => !(isAcyclic && edge.from === edge.to));
  const nodes = Array.from({ length: n }, (_, k) =>
    withSplits && source.below(2) === 0 ? { id: id(k), p: source.likelihood() } : { id: id(k) },
  );
  const targets = distinct(1 + source.below(2), () => n - 1 - source.below(n)).map((k) => ({
    node: id(k),
    impact: 1 + source.below(5),
  }));
  return { nodes, edges, controls, entries, targets };
}

function someControls(source: Choices, count: number): readonly ExposureControl[] {
  return Array.from({ length: count }, (_, k) => ({
    id: `c${k}`,
    effectiveness: source.likelihood(),
    mode: source.below(3) === 0 ? 'independent' : 'common',
  }));
}

const guards = (source: Choices, controls: readonly ExposureControl[], oneIn: number): readonly string[] =>
  controls.filter(() => source.below(oneIn) === 0).map((control) => control.id);

class Choices {
  private at = 0;
  private uncertain = 0;
  private readonly choices: readonly number[];
  private readonly maxUncertain: number;

  constructor(choices: readonly number[], maxUncertain: number) {
    this.choices = choices;
    this.maxUncertain = maxUncertain;
  }

  below(limit: number): number {
    return (this.choices[this.at++] ?? 0) % limit;
  }

  /** Neither sure nor impossible, while there is room for uncertain elements. */
  openLikelihood(): number {
    const drawn = OPEN[this.below(OPEN.length)] ?? 0.5;
    return ++this.uncertain > this.maxUncertain ? 1 : drawn;
  }

  likelihood(): number {
    const drawn = LIKELIHOODS[this.below(LIKELIHOODS.length)] ?? 0.5;
    const isSure = drawn === 0 || drawn === 1;
    if (!isSure && ++this.uncertain > this.maxUncertain) return 1;
    return drawn;
  }
}

function distinct(count: number, draw: () => number): readonly number[] {
  return [...new Set(Array.from({ length: count }, draw))];
}
