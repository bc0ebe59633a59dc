/**
 * A technique rule: where in a graph a technique could act, and whether it does. Detection is here; the prose a
 * reader needs (why, preconditions, false positives, what to check) stands in `content/techniques` under the same
 * id, and a test fails if either lacks the other.
 */
import type { Asset } from '@/graph/model/asset';
import type { AssetKind } from '@/graph/model/asset-kinds';
import type { AttackClass } from '@/graph/model/attack-classes';
import type { EntryKind } from '@/graph/model/catalogue';
import { type TechniqueId, techniqueId } from '@/graph/model/ids';
import type { Influence } from '@/graph/model/influence';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import { type Reason, reason } from '@/graph/model/reason';
import type { Entry } from '../entries';
import type { GraphIndex } from '../graph-index';

/** unknown: a fact that would decide is not recorded. It counts as exposed, and the finding says which fact. */
export type Verdict = {
  readonly verdict: 'applies' | 'unknown' | 'does-not-apply';
  readonly because: readonly Reason[];
};

/** What a rule is asked about: an influence with its ends, or an entry. */
export type Subject = { readonly index: GraphIndex } & (
  | { readonly on: 'influence'; readonly influence: Influence; readonly from: Asset; readonly to: Asset }
  | { readonly on: 'entry'; readonly entry: Entry }
);

export type TechniqueRule = {
  readonly technique: TechniqueId;
  readonly classes: readonly AttackClass[];
  /** Where several techniques explain one stretch, the lower number is named first. */
  readonly rank: number;
  /** Influence kinds and entry kinds it can say anything about: others need not be asked. */
  readonly looksAt: ReadonlySet<InfluenceKind | EntryKind>;
  readonly judge: (subject: Subject) => Verdict;
};

const DOES_NOT_APPLY: Verdict = { verdict: 'does-not-apply', because: [] };

export const applies = (...because: readonly Reason[]): Verdict => ({ verdict: 'applies', because });
export const unknown = (...because: readonly Reason[]): Verdict => ({ verdict: 'unknown', because });
export const doesNotApply = (): Verdict => DOES_NOT_APPLY;

type InfluencePattern = {
  readonly kinds: readonly InfluenceKind[];
  readonly from?: readonly AssetKind[];
  readonly to?: readonly AssetKind[];
};

type EntryPattern = { readonly entries: readonly EntryKind[]; readonly assets?: readonly AssetKind[] };

type Crossing = Extract<Subject, { on: 'influence' }>;

type RuleSpec = {
  readonly technique: string;
  readonly classes: readonly AttackClass[];
  readonly rank?: number;
  readonly influence?: InfluencePattern;
  readonly entry?: EntryPattern;
  /** Further conditions on an influence that fits the pattern; without it a fitting influence applies. */
  readonly crossing?: (subject: Crossing) => Verdict;
  /** Further conditions on an entry that fits. */
  readonly entering?: (entry: Entry) => Verdict;
};

/** Builds a rule from its pattern. The first reason is always the pattern itself, so no finding is without one. */
export function defineRule(spec: RuleSpec): TechniqueRule {
  const technique = techniqueId.parse(spec.technique);
  const judge = (subject: Subject): Verdict =>
    subject.on === 'influence' ? judgeCrossing(spec, subject) : judgeEntry(spec, subject.entry);
  const looksAt = new Set([...(spec.influence?.kinds ?? []), ...(spec.entry?.entries ?? [])]);
  return { technique, classes: spec.classes, rank: spec.rank ?? 50, looksAt, judge };
}

const fits = (allowed: readonly AssetKind[] | undefined, kind: AssetKind): boolean =>
  allowed === undefined || allowed.includes(kind);

function judgeCrossing(spec: RuleSpec, subject: Crossing): Verdict {
  const pattern = spec.influence;
  const { influence, from, to } = subject;
  if (
    !pattern?.kinds.includes(influence.kind) ||
    !fits(pattern.from, from.kind) ||
    !fits(pattern.to, to.kind)
  )
    return DOES_NOT_APPLY;
  const judged = spec.crossing?.(subject) ?? applies();
  if (judged.verdict === 'does-not-apply') return judged;
  const shown = reason(`influence-${influence.kind}`, { from: from.name, to: to.name });
  return { verdict: judged.verdict, because: [shown, ...judged.because] };
}

function judgeEntry(spec: RuleSpec, entry: Entry): Verdict {
  const pattern = spec.entry;
  if (!pattern?.entries.includes(entry.kind) || !fits(pattern.assets, entry.asset.kind))
    return DOES_NOT_APPLY;
  const judged = spec.entering?.(entry) ?? applies();
  if (judged.verdict === 'does-not-apply') return judged;
  return { verdict: judged.verdict, because: [...entry.because, ...judged.because] };
}

/** The weights' file form as a condition for code to run on load. */
export function codeRunsOnLoad(asset: Asset): Verdict {
  const { serialization, remoteCode } = asset.facts ?? {};
  const { name } = asset;
  if (remoteCode) return applies(reason('fact-remote-code', { name }));
  if (serialization === 'pickle') return applies(reason('fact-pickle', { name }));
  if (serialization === undefined || serialization === 'other')
    return unknown(reason('fact-serialization-unknown', { name }));
  return doesNotApply();
}

const OUTSIDE_WRITERS: readonly string[] = ['public', 'registered', 'crowd', 'users', 'partner', 'supplier'];

/** True where outsiders write the content, or where nobody recorded that they do not. */
export function isWrittenFromOutside(asset: Asset): boolean {
  const { writers, origin } = asset.facts ?? {};
  if (writers !== undefined) return OUTSIDE_WRITERS.includes(writers);
  return origin !== 'inside';
}
