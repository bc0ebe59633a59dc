/** How many nodes each of some assets can reach: one breadth-first pass each, or all at once bit by bit. */
import type { Components } from './components';
import type { Digraph } from './digraph';
import { reachableFrom } from './reachability';

/** Nodes reachable from one asset over arcs of weight above 0, itself excluded. O(n + m). */
export function blastRadius(graph: Digraph, weight: Float64Array, asset: number): number {
  const seen = reachableFrom(graph, weight, asset);
  let count = 0;
  for (let v = 0; v < seen.length; v++) count += seen[v]!;
  return count - 1;
}

/** Assets per pass: four words of 32, held in registers. */
const BATCH = 128;

/**
 * The same for many assets at once over the condensation: one bit per asset, a component's bits are handed
 * to all components after it. O((n + m) · assets / 128).
 */
export function blastRadii(
  graph: Digraph,
  weight: Float64Array,
  components: Components,
  assets: ArrayLike<number>,
): Float64Array {
  const radii = new Float64Array(assets.length);
  for (let first = 0; first < assets.length; first += BATCH) {
    const mark = new Int32Array(components.count * 4);
    for (let k = first; k < Math.min(assets.length, first + BATCH); k++) {
      const bit = k - first;
      mark[components.of[assets[k]!]! * 4 + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    spreadMarks(graph, weight, components, mark);
    countMarks(components, mark, radii, first);
  }
  for (let k = 0; k < assets.length; k++) radii[k]!--;
  return radii;
}

function spreadMarks(graph: Digraph, weight: Float64Array, components: Components, mark: Int32Array): void {
  const { outOffset, head } = graph;
  const { of, offset, members } = components;
  for (let c = components.count - 1; c >= 0; c--) {
    const a = mark[4 * c]!;
    const b = mark[4 * c + 1]!;
    const d = mark[4 * c + 2]!;
    const f = mark[4 * c + 3]!;
    if ((a | b | d | f) === 0) continue;
    for (let k = offset[c]!, last = offset[c + 1]!; k < last; k++) {
      const u = members[k]!;
      for (let e = outOffset[u]!, end = outOffset[u + 1]!; e < end; e++) {
        if (weight[e]! <= 0) continue;
        const to = 4 * of[head[e]!]!;
        mark[to]! |= a;
        mark[to + 1]! |= b;
        mark[to + 2]! |= d;
        mark[to + 3]! |= f;
      }
    }
  }
}

/** The lowest three digits of the counters stay in registers: most components are one node. */
function countMarks(components: Components, mark: Int32Array, radii: Float64Array, first: number): void {
  const { offset, count } = components;
  for (let w = 0; w < 4 && first + 32 * w < radii.length; w++) {
    const counter = new LaneCounter();
    let ones = 0;
    let twos = 0;
    let fours = 0;
    for (let c = 0; c < count; c++) {
      const word = mark[4 * c + w]!;
      if (word === 0) continue;
      const size = offset[c + 1]! - offset[c]!;
      if (size > 1) {
        counter.add(word, size);
        continue;
      }
      const second = ones & word;
      ones ^= word;
      const third = twos & second;
      twos ^= second;
      const fourth = fours & third;
      fours ^= third;
      if (fourth !== 0) counter.add(fourth, 8);
    }
    counter.add(ones, 1);
    counter.add(twos, 2);
    counter.add(fours, 4);
    counter.read(radii, first + 32 * w);
  }
}

/** 32 counters side by side, one per bit of a word, kept as binary digits across words. */
class LaneCounter {
  private readonly digits = new Int32Array(32);

  /** Adds `times` to the counter of every set bit. */
  add(word: number, times: number): void {
    const { digits } = this;
    for (let start = 0, left = times; left > 0; start++, left >>>= 1) {
      if ((left & 1) === 0) continue;
      let carry = word;
      for (let d = start; carry !== 0; d++) {
        const both = digits[d]! & carry;
        digits[d]! ^= carry;
        carry = both;
      }
    }
  }

  /** Writes the counters to `into`, from `first` on. */
  read(into: Float64Array, first: number): void {
    for (let lane = 0; lane < 32 && first + lane < into.length; lane++) {
      let value = 0;
      for (let d = 31; d >= 0; d--) value = 2 * value + ((this.digits[d]! >>> lane) & 1);
      into[first + lane] = value;
    }
  }
}
