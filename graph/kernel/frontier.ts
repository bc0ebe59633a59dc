/**
 * Exact two-terminal probability of an acyclic piece by a pass over its nodes in topological order. The
 * state is the set of reached nodes that still have successors to come; each node splits every state in two,
 * whatever its degree. O(n · 2^width) time.
 */
import { type FrontierStep, planFrontier } from './frontier-plan';
import type { Piece, Solved } from './piece';

type Layer = {
  readonly key: number[];
  readonly mass: number[];
  /** Where the state goes in the next layer when the node is reached / not reached; −1 where the pass ends. */
  readonly onYes: number[];
  readonly onNo: number[];
};

const emptyLayer = (): Layer => ({ key: [], mass: [], onYes: [], onNo: [] });

/**
 * Solves the piece within `budget` states; null where it has a cycle, is too wide or the budget runs out.
 * Arcs of chance 0 are allowed, so that their derivative can be asked for.
 */
export function solveFrontier(piece: Piece, budget: number, withGradient: boolean): Solved | null {
  const steps = planFrontier(piece);
  if (steps === null) return null;
  const width = steps.reduce((most, step) => Math.max(most, step.bit + 1), 0);
  const slotOf = new Int32Array(1 << width).fill(-1);
  const layers: Layer[] = [];
  let layer = emptyLayer();
  layer.key.push(0);
  layer.mass.push(1);
  let yes = 0;
  let no = 0;
  let states = 0;
  for (const step of steps) {
    states += layer.key.length;
    if (states > budget) return null;
    const next = emptyLayer();
    for (let k = 0; k < layer.key.length; k++) {
      const key = layer.key[k]!;
      const mass = layer.mass[k]!;
      const miss = chanceOfMiss(piece, step, key);
      const hit = chanceOfHit(piece, step, key);
      if (step.node === piece.target) {
        yes += mass * hit;
        no += mass * miss;
        continue;
      }
      const rest = key & step.keep;
      const open = rest | (1 << step.bit);
      layer.onYes[k] = hit > 0 || withGradient ? visit(next, slotOf, open, mass * hit) : -1;
      if (rest === 0 && step.sourceDone) {
        no += mass * miss;
        layer.onNo[k] = -1;
      } else layer.onNo[k] = miss > 0 || withGradient ? visit(next, slotOf, rest, mass * miss) : -1;
    }
    for (let k = 0; k < next.key.length; k++) slotOf[next.key[k]!] = -1;
    layers.push(layer);
    layer = next;
  }
  return { yes, no, states, gradient: withGradient ? gradientOf(piece, steps, layers) : null };
}

function visit(layer: Layer, slotOf: Int32Array, key: number, mass: number): number {
  const at = slotOf[key]!;
  if (at >= 0) {
    layer.mass[at]! += mass;
    return at;
  }
  const slot = layer.key.length;
  slotOf[key] = slot;
  layer.key.push(key);
  layer.mass.push(mass);
  return slot;
}

const isOpen = (bit: number, key: number): boolean => bit < 0 || ((key >>> bit) & 1) === 1;

function chanceOfMiss(piece: Piece, step: FrontierStep, key: number): number {
  let miss = 1;
  for (let i = 0; i < step.arcs.length; i++) if (isOpen(step.bits[i]!, key)) miss *= piece.no[step.arcs[i]!]!;
  return miss;
}

function chanceOfHit(piece: Piece, step: FrontierStep, key: number): number {
  let hit = 0;
  let miss = 1;
  for (let i = 0; i < step.arcs.length; i++) {
    if (!isOpen(step.bits[i]!, key)) continue;
    const e = step.arcs[i]!;
    hit += miss * piece.yes[e]!;
    miss *= piece.no[e]!;
  }
  return hit;
}

/** Carries the value of each state (chance to succeed from it) back through the layers and collects derivatives. */
function gradientOf(piece: Piece, steps: readonly FrontierStep[], layers: readonly Layer[]): Float64Array {
  const gradient = new Float64Array(piece.tail.length);
  let after: number[] = [];
  for (let s = steps.length - 1; s >= 0; s--) {
    const step = steps[s]!;
    const layer = layers[s]!;
    const value: number[] = [];
    for (let k = 0; k < layer.key.length; k++) {
      const isEnd = step.node === piece.target;
      const ifYes = isEnd ? 1 : (after[layer.onYes[k]!] ?? 0);
      const ifNo = isEnd ? 0 : (after[layer.onNo[k]!] ?? 0);
      const key = layer.key[k]!;
      const hit = chanceOfHit(piece, step, key);
      value.push(hit * ifYes + chanceOfMiss(piece, step, key) * ifNo);
      addDerivatives(piece, step, key, layer.mass[k]! * (ifYes - ifNo), gradient);
    }
    after = value;
  }
  return gradient;
}

function addDerivatives(
  piece: Piece,
  step: FrontierStep,
  key: number,
  scale: number,
  gradient: Float64Array,
): void {
  for (let i = 0; i < step.arcs.length; i++) {
    if (!isOpen(step.bits[i]!, key)) continue;
    let others = scale;
    for (let j = 0; j < step.arcs.length; j++) {
      if (j !== i && isOpen(step.bits[j]!, key)) others *= piece.no[step.arcs[j]!]!;
    }
    gradient[step.arcs[i]!]! += others;
  }
}
