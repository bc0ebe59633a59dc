/** How many nodes each of some assets can reach: one breadth-first pass each, or all at once bit by bit. */
import type { Components } from './components';
import type { Digraph } from './digraph';
import { reachableFrom } from './reachability';
import { membersOf } from './upper-bound';

/** Nodes reachable from one asset over arcs of weight above 0, itself excluded. O(n + m). */
export function blastRadius(graph: Digraph, weight: Float64Array, asset: number): number {
  const seen = reachableFrom(graph, weight, asset);
  let count = 0;
  for (let v = 0; v < seen.length; v++) count += seen[v]!;
  return count - 1;
}

/**
 * The same for many assets in one pass over the condensation: 32 assets share a word, a component's word is
 * handed to all components after it. O((n + m) · assets / 32).
 */
export function blastRadii(
  graph: Digraph,
  weight: Float64Array,
  components: Components,
  assets: ArrayLike<number>,
): Float64Array {
  const { offset, members } = membersOf(graph.n, components);
  const words = (assets.length + 31) >>> 5;
  const mark = new Int32Array(components.count * words);
  for (let k = 0; k < assets.length; k++) {
    mark[components.of[assets[k]!]! * words + (k >>> 5)]! |= 1 << (k & 31);
  }
  spreadMarks(graph, weight, components, words, mark, offset, members);
  const radii = new Float64Array(assets.length);
  for (let w = 0; w < words; w++) {
    const counter = new LaneCounter();
    for (let c = 0; c < components.count; c++) {
      const word = mark[c * words + w]!;
      if (word !== 0) counter.add(word, offset[c + 1]! - offset[c]!);
    }
    counter.read(radii, 32 * w);
  }
  for (let k = 0; k < assets.length; k++) radii[k]!--;
  return radii;
}

function spreadMarks(
  graph: Digraph,
  weight: Float64Array,
  components: Components,
  words: number,
  mark: Int32Array,
  offset: Int32Array,
  members: Int32Array,
): void {
  const { outOffset, head } = graph;
  const { of } = components;
  for (let c = components.count - 1; c >= 0; c--) {
    const base = c * words;
    let some = 0;
    for (let w = 0; w < words; w++) some |= mark[base + w]!;
    if (some === 0) continue;
    for (let k = offset[c]!, last = offset[c + 1]!; k < last; k++) {
      const u = members[k]!;
      for (let e = outOffset[u]!, end = outOffset[u + 1]!; e < end; e++) {
        const d = of[head[e]!]!;
        if (d === c || weight[e]! <= 0) continue;
        for (let w = 0, to = d * words; w < words; w++) mark[to + w]! |= mark[base + w]!;
      }
    }
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
