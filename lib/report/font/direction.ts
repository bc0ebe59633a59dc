/**
 * Visual order of text that mixes directions (Unicode Standard Annex #9, by bidi-js). The report itself runs
 * left to right; Hebrew and Arabic names inside it run as they should, their numbers too.
 */
import bidiFactory from 'bidi-js';

const bidi = bidiFactory();
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Part of a line to draw next, from left to right. */
export type Stretch = {
  /** Index of the input text it comes from. */
  readonly part: number;
  readonly text: string;
  readonly rightToLeft: boolean;
  /** Its place in reading order. */
  readonly logical: number;
};

/** The texts of one line, which follow each other, as stretches in the order they stand on paper. */
export function visualOrder(texts: readonly string[]): readonly Stretch[] {
  const whole = texts.join('');
  if (!RIGHT_TO_LEFT.test(whole)) {
    return texts.map((text, part) => ({ part, text, rightToLeft: false, logical: part }));
  }
  const embedding = bidi.getEmbeddingLevels(whole, 'ltr');
  const mirrored = bidi.getMirroredCharactersMap(whole, embedding.levels);
  const stretches: { part: number; text: string; level: number; logical: number }[] = [];
  let [part, left] = [0, texts[0]?.length ?? 0];
  for (let index = 0; index < whole.length; index += 1) {
    while (left === 0) {
      part += 1;
      left = texts[part]?.length ?? 1;
    }
    left -= 1;
    const level = embedding.levels[index] ?? 0;
    const char = mirrored.get(index) ?? whole.charAt(index);
    const last = stretches.at(-1);
    const starts = level % 2 === 1 && (char === ' ' || last?.text.endsWith(' '));
    if (last && last.part === part && last.level === level && !starts) last.text += char;
    else stretches.push({ part, text: char, level, logical: index });
  }
  return reordered(stretches).map(({ level, ...rest }) => ({ ...rest, rightToLeft: level % 2 === 1 }));
}

/** Rule L2: from the highest level down, reverse every run at that level or above. */
function reordered<T extends { readonly level: number }>(stretches: readonly T[]): readonly T[] {
  const order = [...stretches];
  const highest = Math.max(0, ...order.map((stretch) => stretch.level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      if ((order[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((order[to + 1]?.level ?? 0) >= level) to += 1;
      order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return order;
}
