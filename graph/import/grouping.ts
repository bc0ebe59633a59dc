/**
 * Decides which mentions are the same asset: all that share a canonical key, directly or through others.
 * The result depends on the set of mentions only, not on their order. Two ids given by people are two assets,
 * whatever else they share; that is reported, not settled.
 */
import { byText } from '../model/ids';
import { explicitIdOf } from './identity';

export type Mention = {
  /** Unique among all mentions; orders them. */
  readonly ref: string;
  readonly keys: readonly string[];
};

export type AmbiguousKey = { readonly key: string; readonly ids: readonly [string, string] };

export type Grouping = {
  /** Group number of each mention, in the order of the mentions given. */
  readonly groupOf: ReadonlyMap<string, number>;
  /** Keys that two ids given by people share. */
  readonly ambiguous: readonly AmbiguousKey[];
};

/** Groups mentions by shared keys. */
export function groupMentions(mentions: readonly Mention[]): Grouping {
  const parent = mentions.map((_, index) => index);
  const explicit = mentions.map(({ keys }) => explicitIdOf(keys));
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== undefined && parent[root] !== root) root = parent[root] ?? root;
    let at = index;
    while (at !== root) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const ambiguous: AmbiguousKey[] = [];
  const unite = (a: number, b: number, key: string): void => {
    const [left, right] = [rootOf(a), rootOf(b)];
    if (left === right) return;
    const [leftId, rightId] = [explicit[left], explicit[right]];
    if (leftId !== undefined && rightId !== undefined && leftId !== rightId) {
      const ids = [leftId, rightId].map((id) => id.slice(3)).sort(byText);
      ambiguous.push({ key, ids: [ids[0] ?? '', ids[1] ?? ''] });
      return;
    }
    parent[right] = left;
    explicit[left] = leftId ?? rightId;
  };
  for (const [key, members] of membersByKey(mentions, explicit)) {
    const [first, ...rest] = members;
    if (first === undefined) continue;
    for (const member of rest) unite(first, member, key);
  }
  return { groupOf: new Map(mentions.map(({ ref }, index) => [ref, rootOf(index)])), ambiguous };
}

/** Mentions of each key, those with an id given by a person first, so that the rest join them. */
function membersByKey(
  mentions: readonly Mention[],
  explicit: readonly (string | undefined)[],
): readonly (readonly [string, readonly number[]])[] {
  const members = new Map<string, number[]>();
  mentions.forEach(({ keys }, index) => {
    for (const key of new Set(keys)) {
      const list = members.get(key);
      if (list) list.push(index);
      else members.set(key, [index]);
    }
  });
  const order = (a: number, b: number): number => {
    const [left, right] = [explicit[a], explicit[b]];
    if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1;
    return byText(left ?? '', right ?? '') || byText(mentions[a]?.ref ?? '', mentions[b]?.ref ?? '');
  };
  return [...members]
    .filter(([, list]) => list.length > 1)
    .sort(([a], [b]) => byText(a, b))
    .map(([key, list]) => [key, list.sort(order)] as const);
}
