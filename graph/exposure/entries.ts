/**
 * Where somebody outside can write. An entry is an asset whose origin is outside the organisation, whose
 * recorded writers include outsiders, or whose upstream nobody recorded; its kind selects the access prior.
 */
import type { Asset } from '@/graph/model/asset';
import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import type { EntryKind } from '@/graph/model/catalogue';
import { type Reason, reason } from '@/graph/model/reason';
import { type GraphIndex, listAt } from './graph-index';
import { ownRecord } from './lineage';

export type Entry = { readonly asset: Asset; readonly kind: EntryKind; readonly because: readonly Reason[] };

type Writers = NonNullable<NonNullable<Asset['facts']>['writers']>;

const BY_WRITERS: Readonly<Record<Writers, EntryKind | undefined>> = {
  public: 'open-contribution',
  registered: 'open-contribution',
  crowd: 'crowd-labour',
  users: 'user-feedback',
  partner: 'partner',
  supplier: 'vendor-feed',
  staff: 'insider',
  restricted: undefined,
};

const BY_ASSET_KIND: Partial<Readonly<Record<Asset['kind'], EntryKind>>> = {
  source: 'public-web',
  party: 'vendor-feed',
  model: 'public-hub',
  adapter: 'public-hub',
  artifact: 'public-hub',
  tool: 'third-party-tool',
  agent: 'third-party-tool',
  infrastructure: 'open-source-package',
  registry: 'public-hub',
  feedback: 'user-feedback',
};

const PUBLIC_HUB =
  /(^|[/.:])(huggingface\.co|hf\.co|hub:|kaggle\.com|tfhub\.dev|civitai\.com|modelscope\.cn)/;

/** Every entry of the graph, in asset id order. At most one per asset: the widest that applies. */
export function entriesOf(index: GraphIndex): readonly Entry[] {
  return [...index.asset.values()].flatMap((asset) => {
    const entry = entryAt(asset, index);
    return entry ? [entry] : [];
  });
}

function entryAt(asset: Asset, index: GraphIndex): Entry | undefined {
  const { name } = asset;
  const facts = asset.facts ?? {};
  if (facts.federated && facts.origin !== 'inside') {
    return { asset, kind: 'federated-participant', because: [reason('entry-federated', { name })] };
  }
  const byWriters = facts.writers && BY_WRITERS[facts.writers];
  if (facts.writers && byWriters) {
    const kind = asset.kind === 'source' && facts.writers === 'public' ? publicSource(asset) : byWriters;
    return { asset, kind, because: [reason(`entry-writers-${facts.writers}`, { name })] };
  }
  if (asset.kind === 'feedback' && facts.origin !== 'inside' && facts.writers !== 'restricted') {
    return { asset, kind: 'user-feedback', because: [reason('entry-feedback', { name })] };
  }
  const outside =
    facts.origin === 'outside' || (facts.origin === undefined && ASSET_KIND_FACTS[asset.kind].outside);
  if (outside)
    return {
      asset,
      kind: outsideKind(asset),
      because: [reason('entry-outside', { name, kind: asset.kind })],
    };
  return unknownUpstream(asset, index);
}

/** Unlisted inputs are a way in, whoever owns the asset: missing coverage never lowers risk. */
function unknownUpstream(asset: Asset, index: GraphIndex): Entry | undefined {
  const { name } = asset;
  if (!ASSET_KIND_FACTS[asset.kind].hasLineage) {
    const unplaced = asset.kind === 'party' && asset.facts?.origin === undefined;
    return unplaced
      ? { asset, kind: 'unknown-origin', because: [reason('entry-party-unplaced', { name })] }
      : undefined;
  }
  const record = ownRecord(asset, listAt(index.into, asset.id));
  if (record === 'stated') return undefined;
  return { asset, kind: 'unknown-origin', because: [reason(`entry-lineage-${record}`, { name })] };
}

function outsideKind(asset: Asset): EntryKind {
  const mentions = [asset.location ?? '', asset.id, ...asset.identities].join(' ');
  if (PUBLIC_HUB.test(mentions)) return 'public-hub';
  return BY_ASSET_KIND[asset.kind] ?? 'vendor-feed';
}

function publicSource(asset: Asset): EntryKind {
  const mentions = [asset.location ?? '', asset.id, ...asset.identities].join(' ');
  return PUBLIC_HUB.test(mentions) ? 'public-hub' : 'public-web';
}
