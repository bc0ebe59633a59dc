/** How well an analysis retells a case study: which techniques it found, missed and added, and whether in order. */
import { byText, type TechniqueId } from '@/graph/model/ids';

export type ReplayScore = {
  readonly found: readonly TechniqueId[];
  readonly missed: readonly TechniqueId[];
  /** Found and not listed by ATLAS: possible here, not used there. Not an error by itself. */
  readonly extra: readonly TechniqueId[];
  /** Most expected techniques that one path passes in ATLAS's order. */
  readonly inOrder: number;
};

/**
 * Scores one case.
 * @param expected techniques ATLAS lists, in order
 * @param surfaced techniques of all findings
 * @param paths for each listed path, the techniques of each step; those of one step have no order among them
 */
export function replayScore(
  expected: readonly TechniqueId[],
  surfaced: ReadonlySet<TechniqueId>,
  paths: readonly (readonly (readonly TechniqueId[])[])[],
): ReplayScore {
  return {
    found: expected.filter((id) => surfaced.has(id)),
    missed: expected.filter((id) => !surfaced.has(id)),
    extra: [...surfaced].filter((id) => !expected.includes(id)).sort(byText),
    inOrder: Math.max(0, ...paths.map((steps) => longestInOrder(expected, steps))),
  };
}

/** Longest common subsequence, where several expected techniques may fall on one step. */
function longestInOrder(
  expected: readonly TechniqueId[],
  steps: readonly (readonly TechniqueId[])[],
): number {
  let best: readonly number[] = new Array(expected.length + 1).fill(0);
  for (const step of steps) {
    const next = [0];
    expected.forEach((id, place) => {
      const taken = step.includes(id) ? (next[place] ?? 0) + 1 : 0;
      next.push(Math.max(taken, best[place + 1] ?? 0, next[place] ?? 0));
    });
    best = next;
  }
  return best[expected.length] ?? 0;
}
