/**
 * A report's inputs with what must not leave replaced by neutral words, before anything is built from them: so it
 * holds in text, figures, attachments and metadata alike. Numbers, techniques and the shape of the graph stay.
 */
import type { Assessment } from '@/graph/exposure/assessment';
import type { Asset } from '@/graph/model/asset';
import { byText } from '@/graph/model/ids';
import type { Snapshot } from '@/graph/model/snapshot';

/** names: of assets, people, teams and files · suppliers: only those · locations: addresses and trust boundaries. */
export type Redaction = { readonly names: boolean; readonly suppliers: boolean; readonly locations: boolean };

export type Redacted = { readonly assessment: Assessment; readonly snapshot: Snapshot };

/** Fields whose values are words of ours or digests: never a name, whatever an asset is called. */
const KEPT = new Set([
  'hash',
  'sha256',
  'engine',
  'kind',
  'status',
  'stated',
  'code',
  'attack',
  'worstClass',
  'classes',
  'verdict',
  'lineage',
  'basis',
  'impactBasis',
  'technique',
  'techniques',
  'control',
  'format',
  'decision',
  'quantity',
  'lifecycle',
  'facts',
  'role',
  'relation',
]);

/**
 * Replaces, throughout both values, every name the profile covers. The snapshot's hash stays that of the state
 * assessed: a holder of the original can still match the two.
 */
export function redact({ assessment, snapshot }: Redacted, profile: Redaction): Redacted {
  const words = wordsOf(snapshot, profile);
  if (words.size === 0) return { assessment, snapshot };
  const ordered = [...words.keys()].sort((a, b) => b.length - a.length || byText(a, b));
  const pattern = new RegExp(
    ordered.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  const replace = (text: string): string => text.replace(pattern, (word) => words.get(word) ?? word);
  return { assessment: mapped(assessment, replace), snapshot: mapped(snapshot, replace) };
}

/** Every word to hide with the one to show, numbered in the order of asset ids so that equal inputs redact alike. */
function wordsOf(snapshot: Snapshot, profile: Redaction): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const counts = new Map<string, number>();
  const hide = (word: string | undefined, kind: string): void => {
    if (word === undefined || word.length < 2 || words.has(word)) return;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    words.set(word, `${kind}-${number}`);
  };
  for (const asset of snapshot.assets) hideAsset(asset, profile, hide, words);
  if (!profile.names) return words;
  for (const control of snapshot.controls) {
    hide(control.owner, 'owner');
    hide(control.note, 'note');
    for (const { by, title, location } of control.evidence)
      for (const word of [by, title, location]) hide(word, 'evidence');
  }
  for (const { owner, decidedBy, reason } of snapshot.treatments) {
    for (const word of [owner, decidedBy]) hide(word, 'person');
    hide(reason, 'reason');
  }
  for (const { by, rationale } of snapshot.estimates)
    for (const word of [by, rationale]) hide(word, 'person');
  for (const { id } of snapshot.inputs) hide(id, 'file');
  return words;
}

type Hide = (word: string | undefined, kind: string) => void;

function hideAsset(asset: Asset, profile: Redaction, hide: Hide, words: Map<string, string>): void {
  if (profile.names) hideNames(asset, hide, words);
  const said = asset.evidence.map(({ says }) => says);
  if (profile.names || profile.suppliers)
    for (const { supplier } of [asset, ...said]) hide(supplier, 'supplier');
  if (!profile.locations) return;
  for (const { location, boundary } of [asset, ...said]) {
    hide(location, 'location');
    hide(boundary, 'boundary');
  }
}

function hideNames(asset: Asset, hide: Hide, words: Map<string, string>): void {
  hide(asset.name, asset.kind);
  // The id often holds the name: both get the same word, so that they still belong together.
  const word = words.get(asset.name);
  if (word !== undefined && !words.has(asset.id)) words.set(asset.id, word);
  for (const key of asset.identities) hide(key, 'identity');
  for (const { name, owner, description } of [asset, ...asset.evidence.map(({ says }) => says)]) {
    hide(name, asset.kind);
    hide(owner, 'owner');
    hide(description, 'description');
  }
}

/** The value with every string mapped but those of kept fields, and the ids by which lineage is keyed. */
function mapped<T extends object>(value: T, replace: (text: string) => string): T {
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') return replace(item);
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, inner]) => [key, KEPT.has(key) ? inner : walk(inner)]),
    );
  };
  const keyed =
    'lineage' in value && typeof value.lineage === 'object' ? Object.entries(value.lineage ?? {}) : [];
  const lineage = Object.fromEntries(keyed.map(([id, state]) => [replace(id), state]));
  const rest = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      KEPT.has(key) && typeof inner === 'string' ? inner : walk(inner),
    ]),
  );
  // Strings map to strings and everything else to itself, so the shape is the same by construction.
  return (keyed.length > 0 ? { ...rest, lineage } : rest) as T;
}
