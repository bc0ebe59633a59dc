/** The assets of a merge: groups mentions, names each group, settles its fields, and tells what changed. */
import { type Asset, type AssetEvidence, conflictsIn, settleAsset } from '../model/asset';
import { ASSET_KIND_FACTS, type AssetKind } from '../model/asset-kinds';
import { canonical } from '../model/canonical';
import { byStrength } from '../model/evidence';
import { type AssetId, byId, byText } from '../model/ids';
import { groupMentions, type Mention } from './grouping';
import { explicitIdOf, idFromKeys } from './identity';
import type { MergeContext } from './merge-types';
import type { ProposedAsset } from './proposal';

const EVIDENCE_KEPT = 2000;

export type MergedAssets = {
  /** Every asset of the graph after the merge. */
  readonly after: ReadonlyMap<string, Asset>;
  /** The asset that a file's key stands for. */
  readonly idOf: (file: string, key: string) => AssetId | undefined;
  /** The asset that an asset of the base became. */
  readonly nowOf: (id: string) => AssetId;
  /** Ids of assets that the files speak of. */
  readonly mentioned: ReadonlySet<string>;
  readonly countOf: (file: string) => number;
};

type Proposed = { readonly file: string; readonly proposed: ProposedAsset };
type Group = { readonly before: Asset[]; readonly proposed: Proposed[] };

export class MergeAssets {
  readonly #context: MergeContext;
  readonly #after = new Map<string, Asset>();
  readonly #idOf = new Map<string, AssetId>();
  readonly #nowOf = new Map<string, AssetId>();
  readonly #mentioned = new Set<string>();
  readonly #perFile = new Map<string, Set<string>>();

  constructor(context: MergeContext) {
    this.#context = context;
  }

  merge(): MergedAssets {
    const groups = this.#groups();
    const taken = new Set(this.#context.base.assets.map(({ id }) => id as string));
    const named = groups.map((group) => ({ group, id: nameOf(group, taken) }));
    for (const { group, id } of named.sort(byId)) this.#settle(group, id);
    return {
      after: this.#after,
      idOf: (file, key) => this.#idOf.get(`${file}\0${key}`),
      nowOf: (id) => this.#nowOf.get(id) ?? (id as AssetId),
      mentioned: this.#mentioned,
      countOf: (file) => this.#perFile.get(file)?.size ?? 0,
    };
  }

  #groups(): readonly Group[] {
    const mentions: Mention[] = [];
    const members = new Map<string, { before?: Asset; proposed?: Proposed }>();
    for (const before of this.#context.base.assets) {
      const ref = `0\0${before.id}`;
      mentions.push({ ref, keys: [...withinFamily(before.identities, before.kind), `at:${before.id}`] });
      members.set(ref, { before });
    }
    for (const { name: file, result } of this.#context.results) {
      for (const proposed of result.proposal.assets) {
        const ref = `1\0${file}\0${proposed.key}`;
        const own = proposed.id === undefined ? [] : [`at:${proposed.id}`];
        const stated = proposed.identities.flatMap((key) =>
          key.startsWith('id:') ? [`at:${key.slice(3)}`] : [],
        );
        mentions.push({
          ref,
          keys: [...withinFamily(proposed.identities, kindOf(proposed)), ...own, ...stated],
        });
        members.set(ref, { proposed: { file, proposed } });
      }
    }
    const { groupOf, ambiguous } = groupMentions(mentions);
    for (const { key, ids } of ambiguous) this.#context.conflicts.push({ type: 'identity', key, ids });
    const groups = new Map<number, Group>();
    for (const [ref, number] of groupOf) {
      const group = groups.get(number) ?? { before: [], proposed: [] };
      groups.set(number, group);
      const { before, proposed } = members.get(ref) ?? {};
      if (before) group.before.push(before);
      if (proposed) group.proposed.push(proposed);
    }
    return [...groups.values()];
  }

  #settle(group: Group, id: AssetId): void {
    const { before, proposed } = group;
    for (const { file, proposed: item } of proposed) this.#note(file, item.key, id);
    const [first] = before;
    const untouched = first && before.length === 1 && proposed.length === 0;
    const kept = before.flatMap(({ evidence }) =>
      evidence.filter(({ source }) => !this.#context.replaced.has(source)),
    );
    if (untouched && kept.length === first.evidence.length) {
      this.#after.set(id, first);
      return;
    }
    if (untouched && kept.length === 0) {
      this.#after.set(id, first);
      this.#report(first);
      return;
    }
    const evidence = distinct([...kept, ...proposed.flatMap(({ proposed: item }) => withKeys(item))]);
    const carried = proposed.flatMap(({ proposed: item }) => (item.id === undefined ? [] : item.identities));
    const keys = new Set([
      ...keysWithoutStatement(before),
      ...carried,
      ...evidence.flatMap((item) => item.keys ?? []),
    ]);
    const record = this.#record(id, [...keys], evidence, proposed);
    this.#after.set(id, record);
    if (!first || first.id !== id || canonical(first) !== canonical(record)) {
      this.#context.puts.push({ op: 'put', type: 'asset', record });
      this.#conflicts(record);
    }
    for (const { id: old } of before) {
      if (old === id) continue;
      this.#nowOf.set(old, id);
      this.#context.removals.push({ op: 'remove', type: 'asset', id: old });
    }
  }

  #note(file: string, key: string, id: AssetId): void {
    this.#idOf.set(`${file}\0${key}`, id);
    this.#mentioned.add(id);
    const ids = this.#perFile.get(file) ?? new Set<string>();
    this.#perFile.set(file, ids.add(id));
  }

  #record(
    id: AssetId,
    keys: readonly string[],
    evidence: readonly AssetEvidence[],
    proposed: readonly Proposed[],
  ): Asset {
    const kept = evidence.slice(0, EVIDENCE_KEPT);
    if (kept.length < evidence.length) {
      for (const { file } of proposed)
        this.#context.warnings.get(file)?.push({
          at: '/',
          message: `${id} has more than ${EVIDENCE_KEPT} statements; the rest is not kept.`,
        });
    }
    return settleAsset(id, [...new Set(keys)].slice(0, 100), complete(id, kept));
  }

  #report(record: Asset): void {
    const files = [...new Set(record.evidence.map(({ source }) => source.replace(/^file:/, '')))].sort(
      byText,
    );
    this.#context.noLongerReported.push({ id: record.id, type: 'asset', files });
  }

  /** Fields on which a person and a file, or two files of equal standing, disagree. */
  #conflicts(record: Asset): void {
    if (record.evidence.length < 2) return;
    for (const [field, statements] of conflictsIn(record.evidence)) {
      const key = field as keyof Asset['evidence'][number]['says'];
      const person = statements.some(({ source }) => source.startsWith('person:'));
      const strongest = statements.filter(({ basis }) => basis === statements[0]?.basis);
      const equals = new Set(strongest.map(({ says }) => canonical(says[key] ?? null))).size > 1;
      if (!person && (!equals || field === 'facts')) continue;
      this.#context.conflicts.push({
        type: 'field',
        id: record.id,
        field,
        person,
        settled: record[key],
        statements: statements.map(({ source, at, basis, says }) => ({
          source,
          at,
          basis,
          value: says[key],
        })),
      });
    }
  }
}

/** A name that no other asset bears: the one it has, the one a person gave, or the best of its keys. */
function nameOf({ before, proposed }: Group, taken: Set<string>): AssetId {
  const survivors = [...before].sort(
    (a, b) => Number(!explicitIdOf(a.identities)) - Number(!explicitIdOf(b.identities)) || byText(a.id, b.id),
  );
  const [survivor] = survivors;
  if (survivor) return survivor.id;
  const keys = proposed.flatMap(({ proposed: item }) => item.identities);
  const hints = proposed.flatMap(({ proposed: item }) => item.id ?? []).sort(byText);
  const explicit = explicitIdOf(keys);
  const wanted =
    explicit === undefined && hints[0] !== undefined ? idFromKeys([`id:${hints[0]}`]) : idFromKeys(keys);
  const id = taken.has(wanted) ? idFromKeys([`id:${wanted}~${proposed.length}`]) : wanted;
  taken.add(id);
  return id;
}

/**
 * Digests, addresses and packages say what the bytes are, not what they are used as: a model and a dataset
 * with the same one stay two assets. The other keys name their kind of thing themselves.
 */
function withinFamily(keys: readonly string[], kind: AssetKind): readonly string[] {
  return keys.map((key) =>
    /^(id|hub|name|file):/.test(key) ? key : `${key} as ${ASSET_KIND_FACTS[kind].family}`,
  );
}

/** The kind that a proposal states most strongly. */
function kindOf({ evidence }: ProposedAsset): AssetKind {
  const stating = [...evidence].sort(byStrength).find(({ says }) => says.kind !== undefined);
  return stating?.says.kind ?? 'artifact';
}

/** Keys stand with the statement that gave them: the proposal's first. */
function withKeys({ id, evidence, identities }: ProposedAsset): readonly AssetEvidence[] {
  const [first, ...rest] = evidence;
  if (!first || id !== undefined || evidence.some(({ keys }) => keys !== undefined)) return evidence;
  return [{ ...first, keys: [...new Set(identities)].sort(byText).slice(0, 100) }, ...rest];
}

/** Keys that no statement gave: somebody put them there by hand. */
function keysWithoutStatement(before: readonly Asset[]): readonly string[] {
  return before.flatMap(({ identities, evidence }) => {
    const stated = new Set(evidence.flatMap(({ keys }) => keys ?? []));
    return identities.filter((key) => !stated.has(key));
  });
}

function distinct(evidence: readonly AssetEvidence[]): readonly AssetEvidence[] {
  if (evidence.length < 2) return evidence;
  return [...new Map(evidence.map((item) => [canonical(item), item])).entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([, item]) => item);
}

/** An asset needs a kind and a name; where nobody states them it is an artifact named by its id. */
function complete(id: string, evidence: readonly AssetEvidence[]): readonly AssetEvidence[] {
  const stated = new Set(evidence.flatMap(({ says }) => Object.keys(says)));
  const [first] = evidence;
  if (!first || (stated.has('kind') && stated.has('name'))) return evidence;
  const says = {
    ...(stated.has('kind') ? {} : { kind: 'artifact' as const }),
    ...(stated.has('name') ? {} : { name: id }),
  };
  return [...evidence, { source: first.source, at: first.at, basis: 'inferred', says }];
}
