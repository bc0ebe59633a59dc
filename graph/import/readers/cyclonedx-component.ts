/** One CycloneDX component (or service, or inline dataset): its kind, its keys and the fields it states. */
import type { AssetFields } from '../../model/asset';
import { type AssetKind, assetKind } from '../../model/asset-kinds';
import type { AssetFacts } from '../../model/facts';
import type { Cursor } from '../cursor';
import { hubFields } from '../hub-placeholder';
import {
  digestKey,
  type HubReference,
  hubKey,
  hubReference,
  isHubName,
  isRevision,
  keysOfId,
  nameKey,
  purlKey,
  urlKey,
} from '../identity';
import { looksLikeWeights, saysAdapter, serializationOf } from '../model-hints';

/** Component types that carry neither data nor weights into a model: counted, not drawn. */
const SOFTWARE = new Set([
  'library',
  'framework',
  'operating-system',
  'device',
  'device-driver',
  'firmware',
  'platform',
  'container',
  'cryptographic-asset',
  'file',
]);

/** Types outside the specification that people write, by a word in them. */
const HOME_MADE: readonly (readonly [RegExp, AssetKind])[] = [
  [/vector|knowledge|retriev|index/i, 'knowledge-base'],
  [/memory/i, 'memory'],
  [/adapter|lora/i, 'adapter'],
  [/agent/i, 'agent'],
  [/tool|mcp|plugin/i, 'tool'],
  [/label|annotation/i, 'label-set'],
  [/feature/i, 'feature-store'],
  [/dataset|data|corpus|database/i, 'dataset'],
  [/model|llm|weights/i, 'model'],
  [/pipeline|workflow|job|training/i, 'pipeline'],
  [/prompt|tokenizer|template/i, 'artifact'],
  [/service|system|app/i, 'system'],
];

/** The asset kind of a component; `left-out` for software; undefined for a type that nobody knows. */
export function kindOf(component: Cursor): AssetKind | 'left-out' | undefined {
  const own = assetKind.safeParse(ownProperty(component, 'headwater:kind'));
  if (own.success) return own.data;
  const type = component.get('type').text()?.toLowerCase();
  if (type === 'machine-learning-model') return isAdapter(component) ? 'adapter' : 'model';
  if (type === 'data') return 'dataset';
  if (type === 'application') return 'system';
  if (type === 'file' && looksLikeWeights(component.get('name').maybeText() ?? '')) return 'artifact';
  if (type === undefined && component.get('modelCard').isObject) return 'model';
  if (type !== undefined && SOFTWARE.has(type)) return 'left-out';
  return HOME_MADE.find(([pattern]) => pattern.test(type ?? ''))?.[1];
}

/** A property that our own export wrote. */
export const ownProperty = (component: Cursor, name: string): string | undefined =>
  component.get('properties').exists ? propertiesOf(component).find(([key]) => key === name)?.[1] : undefined;

/** Every property as name and value, of the component and of its model card. */
export function propertiesOf(component: Cursor): readonly (readonly [string, string, Cursor])[] {
  return [component.get('properties'), component.get('modelCard', 'properties')].flatMap((list) =>
    list.objects().flatMap((property) => {
      const name = property.get('name').maybeText();
      const value = property.get('value').maybeText();
      return name !== undefined && value !== undefined ? [[name, value, property] as const] : [];
    }),
  );
}

export const tagsOf = (component: Cursor): readonly string[] => component.get('tags').texts();

function isAdapter(component: Cursor): boolean {
  if (tagsOf(component).some(saysAdapter)) return true;
  return propertiesOf(component).some(
    ([name, value]) => /tune_method$|library_name$|base_model_relation$/i.test(name) && saysAdapter(value),
  );
}

export type ComponentKeys = {
  readonly keys: readonly string[];
  readonly hub?: HubReference | undefined;
  readonly revision?: string | undefined;
};

/** Canonical keys of a component, and the hub entry it is, where it says so by purl or address. */
export function keysOf(component: Cursor, kind: AssetKind): ComponentKeys {
  const name = component.get('name').maybeText() ?? '';
  const group = component.get('group').maybeText();
  const type = kind === 'dataset' ? 'dataset' : 'model';
  const purl = purlKey(component.get('purl').maybeText() ?? '', type);
  const hub = purl?.hub ?? hubAddress(component, name, group);
  const own = ownProperty(component, 'headwater:id');
  const keys = new Set<string>(own === undefined ? [] : keysOfId(own));
  if (hub) keys.add(hubKey(hub.type, hub.id));
  if (purl) keys.add(purl.key);
  if (kind === 'model' || kind === 'adapter' || kind === 'dataset' || kind === 'artifact') {
    for (const digest of digestsOf(component)) keys.add(digest);
    if (!hub && group && name) keys.add(nameKey(type, group, name));
  }
  const version = purl?.version ?? component.get('version').maybeText();
  return { keys: [...keys], hub, revision: version && isRevision(version) ? version : undefined };
}

/** The hub entry that a component's web references name, if they agree on one that bears its name. */
function hubAddress(component: Cursor, name: string, group: string | undefined): HubReference | undefined {
  const own = component
    .get('externalReferences')
    .objects()
    .flatMap((reference) => {
      if (
        !/^(website|distribution|documentation|vcs|model-card|other)$/.test(
          reference.get('type').maybeText() ?? '',
        )
      )
        return [];
      return hubReference(reference.get('url').maybeText() ?? '') ?? [];
    });
  const last = name.split('/').at(-1)?.toLowerCase();
  const matching = own.filter(({ id }) => id.split('/').at(-1)?.toLowerCase() === last);
  const [first] = matching;
  if (first && new Set(matching.map(({ type, id }) => hubKey(type, id))).size === 1) return first;
  const path = group ? `${group}/${name}` : name;
  return matching.find(({ id }) => id.toLowerCase() === path.toLowerCase());
}

const digestsOf = (component: Cursor): readonly string[] =>
  component
    .get('hashes')
    .objects()
    .flatMap(
      (hash) => digestKey(hash.get('alg').maybeText() ?? '', hash.get('content').maybeText() ?? '') ?? [],
    );

const WORTHLESS = /^(no description available|noassertion|n\/a|none|unknown|null|-)\.?$/i;
const meaningful = (text: string | undefined): string | undefined =>
  text === undefined || WORTHLESS.test(text) ? undefined : text;

/** What the component declares of itself, and what follows from where it lies. */
export function fieldsOf(
  component: Cursor,
  kind: AssetKind,
  { hub, revision }: ComponentKeys,
): {
  readonly declared: Partial<AssetFields>;
  readonly inferred: Partial<AssetFields>;
} {
  const digests = digestsOf(component);
  const parameters = component.get('modelCard', 'modelParameters');
  const declared: Partial<AssetFields> = {
    kind,
    name: component.get('name').text() ?? component.get('bom-ref').maybeText() ?? 'unnamed',
    description: meaningful(component.get('description').text()),
    version: component.get('version').text(),
    supplier: supplierOf(component),
    licence: licenceOf(component),
    location: locationOf(component),
    tags: [...tagsOf(component)],
    digests: [...digests],
    facts: integrityOf(component, digests),
    properties: extraProperties(component, parameters),
  };
  const { name: _, ...onHub } = {
    name: '',
    ...(hub && hub.type !== 'space' ? hubFields(hub.type, hub.id, revision) : {}),
  };
  const serialization = serializationOf([...tagsOf(component), component.get('name').maybeText() ?? '']);
  const facts = { ...onHub.facts, ...(serialization ? { serialization } : {}) };
  return { declared, inferred: { ...onHub, facts } };
}

function integrityOf(component: Cursor, digests: readonly string[]): AssetFacts {
  if (component.get('signature').exists) return { integrity: 'signature' };
  if (digests.length === 0) return {};
  const strong = digests.some((digest) => !/^(md5|sha1):/.test(digest));
  return { integrity: strong ? 'hash' : 'weak-hash', pinned: true };
}

function supplierOf(component: Cursor): string | undefined {
  for (const key of ['supplier', 'manufacturer', 'provider']) {
    const name = component.get(key, 'name').maybeText();
    if (name) return name;
  }
  const publisher = component.get('publisher').maybeText() ?? component.get('author').maybeText();
  if (publisher) return publisher;
  const [author] = component.get('authors').objects();
  return author?.get('name').maybeText() ?? component.get('group').maybeText();
}

function licenceOf(component: Cursor): string | undefined {
  const names = component
    .get('licenses')
    .objects()
    .flatMap((entry) => {
      const licence = entry.get('license');
      return (
        entry.get('expression').maybeText() ??
        licence.get('id').maybeText() ??
        licence.get('name').maybeText() ??
        []
      );
    });
  return names.length > 0 ? names.join(', ') : undefined;
}

function locationOf(component: Cursor): string | undefined {
  const references = component.get('externalReferences').objects();
  for (const type of ['distribution', 'website', 'vcs', 'model-card']) {
    const found = references.find((reference) => reference.get('type').maybeText() === type);
    const url = found?.get('url').maybeText();
    if (url && !/\/datasets\//.test(url)) return url;
  }
  return undefined;
}

function extraProperties(component: Cursor, parameters: Cursor): Record<string, string> {
  const properties: Record<string, string> = {};
  const note = (key: string, value: string | undefined): void => {
    if (value !== undefined) properties[key] = value;
  };
  note('approach', parameters.get('approach', 'type').maybeText());
  for (const key of ['task', 'architectureFamily', 'modelArchitecture'])
    note(key, parameters.get(key).maybeText());
  for (const [name, value] of propertiesOf(component))
    if (!name.startsWith('headwater:')) note(`cdx:${name}`, value);
  const metrics = component.get('modelCard', 'quantitativeAnalysis', 'performanceMetrics').items().length;
  if (metrics > 0) note('performanceMetrics', String(metrics));
  return properties;
}

export type DataEntry = {
  readonly keys: readonly string[];
  readonly name: string;
  readonly url?: string | undefined;
  readonly hub?: HubReference | undefined;
};

/** Keys and name of a `componentData` entry, inline in a model card or below a data component. */
export function dataEntryOf(entry: Cursor): DataEntry | undefined {
  const url =
    entry.get('contents', 'url').maybeText() ?? entry.get('contents', 'attachment', 'url').maybeText();
  const hub = url === undefined ? undefined : hubReference(url);
  const name = entry.get('name').maybeText() ?? hub?.id ?? url;
  if (name === undefined) return undefined;
  const key = url === undefined ? undefined : urlKey(url);
  const keys = key === undefined ? [] : [key];
  if (key === undefined && name.includes('/') && isHubName(name))
    return { name, keys: [hubKey('dataset', name)], hub: { type: 'dataset', id: name } };
  return { name, keys, url, hub };
}
