/**
 * Pairs of assets that may be the same thing, for a person to accept or refuse: an old bare hub name and a
 * namespaced one (`squad`, `rajpurkar/squad`), or a thing known in its file only and one of the same name that has a key.
 */
import type { Asset } from '../model/asset';
import { ASSET_KIND_FACTS } from '../model/asset-kinds';
import { byText } from '../model/ids';
import { hubNameOf } from './identity';

export type SuggestedMerge = {
  /** The asset that would stay. */
  readonly into: string;
  readonly from: string;
  /** `bare-hub-name`: the same last part of a hub name · `same-name`: the same name, one of them without a key of its own. */
  readonly because: 'bare-hub-name' | 'same-name';
};

/** Suggestions that concern at least one of the assets mentioned, sorted. A name shared by many suggests nothing. */
export function suggestMerges(
  assets: ReadonlyMap<string, Asset>,
  mentioned: ReadonlySet<string>,
): readonly SuggestedMerge[] {
  const byName = assetsByName(assets.values());
  const suggestions = new Map<string, SuggestedMerge>();
  for (const candidates of byName.values()) {
    const target = onlyOne(candidates, 'full') ?? onlyOne(candidates, 'other');
    if (!target) continue;
    for (const asset of candidates) {
      if (asset === target || !(mentioned.has(asset.id) || mentioned.has(target.id))) continue;
      if (standing(asset) === 'other' || standing(asset) === 'full') continue;
      const because = standing(asset) === 'bare' ? 'bare-hub-name' : 'same-name';
      suggestions.set(`${target.id}\0${asset.id}`, { into: target.id, from: asset.id, because });
    }
  }
  return [...suggestions.entries()].sort(([a], [b]) => byText(a, b)).map(([, suggestion]) => suggestion);
}

/** The one candidate of this standing; undefined where there is none, or several among which nobody could choose. */
function onlyOne(candidates: readonly Asset[], wanted: 'full' | 'other'): Asset | undefined {
  const found = candidates.filter((asset) => standing(asset) === wanted);
  return found.length === 1 ? found[0] : undefined;
}

function assetsByName(assets: Iterable<Asset>): ReadonlyMap<string, readonly Asset[]> {
  const byName = new Map<string, Asset[]>();
  for (const asset of assets) {
    for (const name of namesOf(asset)) {
      const key = `${ASSET_KIND_FACTS[asset.kind].family}:${name}`;
      const list = byName.get(key);
      if (list) list.push(asset);
      else byName.set(key, [asset]);
    }
  }
  return byName;
}

const lastPart = (text: string): string =>
  (text.split('/').at(-1) ?? text).toLowerCase().replace(/[^a-z0-9]+/g, '');

function namesOf(asset: Asset): ReadonlySet<string> {
  const hub = asset.identities.flatMap((key) => hubNameOf(key) ?? []);
  return new Set(
    [...hub, ...(standing(asset) === 'full' ? [] : [asset.name])]
      .map(lastPart)
      .filter((name) => name.length > 2),
  );
}

/** full: a namespaced hub name · bare: an old bare hub name · local: known in its file only. */
function standing(asset: Asset): 'full' | 'bare' | 'local' | 'other' {
  const hub = asset.identities.flatMap((key) => hubNameOf(key) ?? []);
  if (hub.some((name) => name.includes('/'))) return 'full';
  if (hub.length > 0) return 'bare';
  return asset.identities.every((key) => /^(file|name|id|sha\d+|md5):/.test(key)) ? 'local' : 'other';
}
