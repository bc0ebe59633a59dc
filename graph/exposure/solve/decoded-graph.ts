/**
 * A small exposure graph read out of a list of numbers: whatever generates and shrinks the numbers generates
 * and shrinks graphs. DAG or cyclic, independent and common controls, split nodes, several entries and targets.
 */
import type { ExposureControl, ExposureEdge, ExposureGraph } from '@/graph/model/exposure-graph';

/** How many choices the largest graph uses up. */
export const CHOICES = 110;

/** Elements that are neither sure nor impossible, at most: what enumeration can bear. */
const MAX_UNCERTAIN = 16;

const LIKELIHOODS = [0.5, 0.1, 0.9, 1, 0.25, 0.75, 0.01, 0.999, 1e-9, 0] as const;

/** Choices are whole numbers from 0; missing ones count as 0. */
export function decodeGraph(choices: readonly number[]): ExposureGraph {
  const source = new Choices(choices);
  const n = 2 + source.below(6);
  const isAcyclic = source.below(2) === 0;
  const withSplits = source.below(3) === 0;
  const id = (k: number): string => `n${k}`;
  const controls: ExposureControl[] = Array.from({ length: source.below(4) }, (_, k) => ({
    id: `c${k}`,
    effectiveness: source.likelihood(),
    mode: source.below(3) === 0 ? 'independent' : 'common',
  }));
  const entries = distinct(1 + source.below(2), () => source.below(n)).map((k) => ({
    node: id(k),
    access: source.likelihood(),
  }));
  const edges: ExposureEdge[] = Array.from({ length: 1 + source.below(13) }, (_, k) => {
    const [a, b] = [source.below(n), source.below(n)];
    const [from, to] = isAcyclic && a > b ? [b, a] : [a, b];
    const guarded = controls.filter(() => source.below(3) === 0).map((control) => control.id);
    return { id: `e${k}`, from: id(from), to: id(to), p: source.likelihood(), controls: guarded };
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

class Choices {
  private at = 0;
  private uncertain = 0;
  private readonly choices: readonly number[];

  constructor(choices: readonly number[]) {
    this.choices = choices;
  }

  below(limit: number): number {
    return (this.choices[this.at++] ?? 0) % limit;
  }

  likelihood(): number {
    const drawn = LIKELIHOODS[this.below(LIKELIHOODS.length)] ?? 0.5;
    const isSure = drawn === 0 || drawn === 1;
    if (!isSure && ++this.uncertain > MAX_UNCERTAIN) return 1;
    return drawn;
  }
}

function distinct(count: number, draw: () => number): readonly number[] {
  return [...new Set(Array.from({ length: count }, draw))];
}
