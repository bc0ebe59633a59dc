/** The influences of a merge, on the assets as they now are. */
import type { Asset } from '../model/asset';
import { canonical } from '../model/canonical';
import { byText } from '../model/ids';
import { type Influence, type InfluenceEvidence, influenceIdOf, settleInfluence } from '../model/influence';
import { INFLUENCE_KINDS, type InfluenceKind, influenceFacts, mayJoin } from '../model/influence-kinds';
import type { MergedAssets } from './merge-assets';
import type { MergeContext } from './merge-types';

export type MergedInfluences = {
  /** Ids of every influence after the merge. */
  readonly after: ReadonlySet<string>;
  readonly countOf: (file: string) => number;
  /** The influence that an influence of the base became. */
  readonly nowOf: (id: string) => string;
};

type Draft = {
  readonly kind: InfluenceKind;
  readonly from: Asset;
  readonly to: Asset;
  readonly before: Influence[];
  readonly evidence: InfluenceEvidence[];
  readonly files: Set<string>;
};

/** Merges influences; those that may not join their ends are left out with a warning to their file. */
export function mergeInfluences(context: MergeContext, assets: MergedAssets): MergedInfluences {
  const drafts = new Map<string, Draft>();
  const draft: DraftFor = (kind, from, to) => {
    const id = influenceIdOf(kind, from.id, to.id);
    const made = drafts.get(id) ?? { kind, from, to, before: [], evidence: [], files: new Set<string>() };
    drafts.set(id, made);
    return made;
  };
  const renamed = draftStanding(context, assets, draft);
  draftProposed(context, assets, draft);
  return settleAll(context, drafts, renamed);
}

type DraftFor = (kind: InfluenceKind, from: Asset, to: Asset) => Draft;

/** Influences of the base, on what their ends have become. Gives the new id of each that has one. */
function draftStanding(
  context: MergeContext,
  assets: MergedAssets,
  draft: DraftFor,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const before of context.base.influences) {
    const from = assets.after.get(assets.nowOf(before.from));
    const to = assets.after.get(assets.nowOf(before.to));
    if (!from || !to) continue;
    const id = influenceIdOf(before.kind, from.id, to.id);
    const why = refusal(before.kind, from, to);
    if (id !== before.id) renamed.set(before.id, id);
    if (why || id !== before.id) context.removals.push({ op: 'remove', type: 'influence', id: before.id });
    if (!why) draft(before.kind, from, to).before.push(before);
    else
      for (const list of context.warnings.values())
        list.push({ at: '/', message: `${why} any more; removed.` });
  }
  return renamed;
}

function draftProposed(context: MergeContext, assets: MergedAssets, draft: DraftFor): void {
  for (const { name: file, result } of context.results) {
    for (const { kind, from: fromKey, to: toKey, evidence } of result.proposal.influences) {
      const from = endOf(assets, file, fromKey);
      const to = endOf(assets, file, toKey);
      const message = !from || !to ? `${fromKey} or ${toKey} is not known` : refusal(kind, from, to);
      if (!from || !to || message) {
        context.warnings
          .get(file)
          ?.push({ at: evidence[0]?.at || '/', message: `${message}; left out.`.slice(0, 1000) });
        continue;
      }
      const made = draft(kind, from, to);
      made.evidence.push(...evidence);
      made.files.add(file);
    }
  }
}

const endOf = (assets: MergedAssets, file: string, key: string): Asset | undefined => {
  const id = assets.idOf(file, key);
  return id === undefined ? undefined : assets.after.get(id);
};

function refusal(kind: InfluenceKind, from: Asset, to: Asset): string | undefined {
  if (from.id === to.id) return `“${kind}” would lead from ${from.id} to itself`;
  if (mayJoin(kind, from.kind, to.kind)) return undefined;
  const others = INFLUENCE_KINDS.filter(
    (other) => mayJoin(other, from.kind, to.kind) && influenceFacts(other).classes.length > 0,
  );
  const remedy = others.length > 0 ? `; between these two stand ${others.join(', ')}` : '';
  return `“${kind}” cannot lead from a ${from.kind} (${from.name}) to a ${to.kind} (${to.name})${remedy}`;
}

function settleAll(
  context: MergeContext,
  drafts: ReadonlyMap<string, Draft>,
  renamed: ReadonlyMap<string, string>,
): MergedInfluences {
  const perFile = new Map<string, number>();
  const after = new Set<string>();
  for (const [id, { kind, from, to, before, evidence, files }] of [...drafts].sort(([a], [b]) =>
    byText(a, b),
  )) {
    after.add(id);
    for (const file of files) perFile.set(file, (perFile.get(file) ?? 0) + 1);
    const [first] = before;
    const kept = before.flatMap((item) =>
      item.evidence.filter(({ source }) => !context.replaced.has(source)),
    );
    const same = first !== undefined && before.length === 1 && first.id === id;
    if (same && files.size === 0) {
      if (kept.length === first.evidence.length) continue;
      if (kept.length === 0) {
        const sources = [...new Set(first.evidence.map(({ source }) => source.replace(/^file:/, '')))].sort(
          byText,
        );
        context.noLongerReported.push({ id, type: 'influence', files: sources });
        continue;
      }
    }
    const all =
      kept.length + evidence.length > 0 ? [...kept, ...evidence] : before.flatMap((item) => item.evidence);
    const record = settleInfluence(kind, from.id, to.id, distinct(all).slice(0, 2000));
    if (!same || canonical(first) !== canonical(record))
      context.puts.push({ op: 'put', type: 'influence', record });
  }
  return {
    after,
    countOf: (file) => perFile.get(file) ?? 0,
    nowOf: (id) => renamed.get(id) ?? id,
  };
}

function distinct(evidence: readonly InfluenceEvidence[]): readonly InfluenceEvidence[] {
  if (evidence.length < 2) return evidence;
  return [...new Map(evidence.map((item) => [canonical(item), item])).entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([, item]) => item);
}
