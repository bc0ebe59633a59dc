/**
 * Canonical keys: how two files' mentions are known to be the same thing. Each key is readable text, so the
 * best one also serves as the asset's id. Keys, best first for naming: `id:` (given by a person), `hub:`,
 * `pkg:`, `name:` and other namespaced names, `https:`, `file:` (local to one file), digests.
 */
import { PackageURL } from 'packageurl-js';
import { sha256 } from '../model/canonical';
import { type AssetId, assetId, byText } from '../model/ids';

export type HubReference = { readonly type: 'model' | 'dataset' | 'space'; readonly id: string };

const HUB_NAME = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9_][\w.-]*)?$/;
const HUB_HOSTS = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/|^(?:hf|huggingface):\/\//i;
/** First path segments of the hub that are pages, not accounts. */
const HUB_PAGES = new Set([
  'docs',
  'blog',
  'papers',
  'collections',
  'models',
  'learn',
  'api',
  'join',
  'login',
  'settings',
  'organizations',
  'tasks',
  'pricing',
  'enterprise',
  'new',
]);

/** Reads a hub URL (`https://huggingface.co/datasets/org/name/tree/main`); undefined where it is none. */
export function hubReference(url: string): HubReference | undefined {
  if (!HUB_HOSTS.test(url)) return undefined;
  const path = url.replace(HUB_HOSTS, '').split(/[?#]/)[0] ?? '';
  const parts = path.split('/').filter((part) => part !== '');
  const [first = ''] = parts;
  if (first === 'datasets' || first === 'spaces') {
    const id = nameFrom(parts.slice(1));
    return id ? { type: first === 'datasets' ? 'dataset' : 'space', id } : undefined;
  }
  if (HUB_PAGES.has(first.toLowerCase())) return undefined;
  const id = nameFrom(parts);
  return id?.includes('/') ? { type: 'model', id } : undefined;
}

const HUB_VIEWS = new Set(['tree', 'blob', 'resolve', 'raw', 'viewer', 'commit', 'discussions']);

function nameFrom(parts: readonly string[]): string | undefined {
  const end = parts.findIndex((part) => HUB_VIEWS.has(part));
  const name = parts.slice(0, end === -1 ? 2 : Math.min(end, 2)).join('/');
  return HUB_NAME.test(name) ? name : undefined;
}

/** True for text in the form of a hub id (`org/name` or an old bare name). */
export const isHubName = (text: string): boolean => HUB_NAME.test(text) && text.length <= 200;

/** `hub:org/name` for a model, `hub:datasets/org/name` for a dataset. Hub ids are the same in any case. */
export function hubKey(type: HubReference['type'], name: string): string {
  const id = name.toLowerCase();
  return type === 'model' ? `hub:${id}` : `hub:${type}s/${id}`;
}

/** The hub name inside a key, or undefined: `hub:datasets/squad` → `squad`. */
export const hubNameOf = (key: string): string | undefined =>
  key.startsWith('hub:') ? key.slice(4).replace(/^(datasets|spaces)\//, '') : undefined;

export const hubLocation = (type: HubReference['type'], name: string): string =>
  `https://huggingface.co/${type === 'model' ? '' : `${type}s/`}${name}`;

export type PurlReading = {
  readonly key: string;
  readonly version?: string | undefined;
  readonly hub?: HubReference;
};

/** The key of a package URL. Packages of the hub become hub keys, without their revision; those of MLflow the key its registry gives. */
export function purlKey(text: string, type: HubReference['type'] = 'model'): PurlReading | undefined {
  if (!text.startsWith('pkg:')) return undefined;
  try {
    const purl = PackageURL.fromString(text);
    const name = [purl.namespace, purl.name].filter(Boolean).join('/');
    if (purl.type === 'huggingface' && isHubName(name.replace(/^datasets\//, ''))) {
      const hub = {
        type: name.startsWith('datasets/') ? 'dataset' : type,
        id: name.replace(/^datasets\//, ''),
      } as const;
      return { key: hubKey(hub.type, hub.id), version: purl.version ?? undefined, hub };
    }
    if (purl.type === 'mlflow' && purl.version)
      return { key: `mlflow:version/${name}/${purl.version}`, version: purl.version };
    return { key: purl.toString(), version: purl.version ?? undefined };
  } catch {
    return undefined;
  }
}

/** An immutable git revision, whole or shortened to at least seven digits. */
export const isRevision = (version: string): boolean =>
  /^[0-9a-f]{7,64}$/.test(version) && /\d/.test(version);

/** `sha256:…`; undefined for a value that is no digest (and for the digest of nothing at all). */
export function digestKey(algorithm: string, value: string): string | undefined {
  const name = algorithm
    .toLowerCase()
    .replace(/^(sha|blake)-?(\d)/, '$1$2')
    .replace(/^sha3-?/, 'sha3-');
  const hex = value.trim().toLowerCase();
  if (!/^[0-9a-f]{16,128}$/.test(hex) || EMPTY_DIGESTS.has(hex)) return undefined;
  return `${name}:${hex}`;
}

const EMPTY_DIGESTS = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);

/** A web address as a key: host in lower case, no fragment, no trailing slash. Hub pages become hub keys. */
export function urlKey(text: string): string | undefined {
  const hub = hubReference(text);
  if (hub) return hubKey(hub.type, hub.id);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    if (url.protocol === 'file:') return undefined;
    url.hash = '';
    url.username = '';
    url.password = '';
    return url.toString().replace(/\/$/, '');
  } catch {
    return undefined;
  }
}

/** `name:group/name`, in lower case: a name that is only used within its namespace. */
export const nameKey = (family: string, namespace: string, name: string): string =>
  `name:${family}/${namespace.toLowerCase()}/${name.toLowerCase()}`;

const ORDER = [
  /^id:/,
  /^hub:/,
  /^pkg:/,
  /^name:/,
  /^(?!https?:|file:|sha|md5|blake)[a-z]/,
  /^https?:/,
  /^file:/,
  /./,
];
const rank = (key: string): number => ORDER.findIndex((pattern) => pattern.test(key));

/** The asset id that a set of keys gives: the best key, in characters that an id may have. */
export function idFromKeys(keys: Iterable<string>): AssetId {
  const [best = 'unnamed'] = [...keys].sort((a, b) => rank(a) - rank(b) || byText(a, b));
  const text = best.startsWith('id:') ? best.slice(3) : best;
  if (assetId.safeParse(text).success) return assetId.parse(text);
  const readable = text.replace(/[^A-Za-z0-9._~:/@+%#=-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'asset';
  return assetId.parse(`${readable.slice(0, 220)}~${sha256(best).slice(0, 8)}`);
}

/** The id a person gave, if any. */
export const explicitIdOf = (keys: Iterable<string>): string | undefined =>
  [...keys].filter((key) => key.startsWith('id:')).sort(byText)[0];

/** Keys that an id given by a person stands for: itself, and the canonical key it is written as. */
export function keysOfId(id: string): readonly string[] {
  const canonicalForm = /^(hub|name|file|ol|dbt|mlflow|spdx|md5|sha\d+|sha3-\d+|https?):/.test(id)
    ? id
    : undefined;
  const purl = id.startsWith('pkg:') ? purlKey(id)?.key : undefined;
  const hub = id.startsWith('hub:') ? id.toLowerCase() : undefined;
  return [...new Set([`id:${id}`, ...[hub ?? canonicalForm, purl].flatMap((key) => key ?? [])])];
}

/** A key as people write it, in its canonical form; text that is no known key stays as it is. */
export function canonicalKey(text: string): string {
  if (text.startsWith('hub:')) return text.toLowerCase();
  if (text.startsWith('pkg:')) return purlKey(text)?.key ?? text;
  const [, algorithm, value] = /^(sha\d+|sha3-\d+|md5|blake\d\w*):(.*)$/i.exec(text) ?? [];
  if (algorithm && value) return digestKey(algorithm, value) ?? text;
  return urlKey(text) ?? text;
}
