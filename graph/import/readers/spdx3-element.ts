/** One SPDX 3 element: the kind of asset it is and what it states. Property names may lack their profile prefix. */
import type { AssetFields } from '../../model/asset';
import type { AssetKind } from '../../model/asset-kinds';
import type { AssetFacts } from '../../model/facts';
import type { Cursor } from '../cursor';
import { hubFields } from '../hub-placeholder';
import { digestKey, hubKey, hubReference, purlKey } from '../identity';
import { looksLikeWeights, serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';

export type Spdx3Element = {
  readonly id: string;
  readonly element: Cursor;
  readonly type: string;
  /** Undefined: software or detail, unless its relationships make it something. */
  readonly kind: AssetKind | undefined;
};

/** The kind that an element's own type gives it. */
export function kindOfElement(type: string, element: Cursor): AssetKind | undefined {
  if (/AIPackage$/i.test(type)) return 'model';
  if (/DatasetPackage$/i.test(type)) return 'dataset';
  if (/(^|_)Build$/.test(type)) return 'pipeline';
  if (/^(Core\/)?(Person|Organization|Agent)$/.test(type)) return 'party';
  if (/File$/.test(type) && looksLikeWeights(element.get('name').maybeText() ?? '')) return 'artifact';
  return undefined;
}

const PROFILES = ['', 'ai_', 'dataset_', 'software_', 'Core/', 'AI/', 'Dataset/', 'Software/'];

function property(element: Cursor, name: string): Cursor {
  for (const prefix of PROFILES) {
    const found = element.get(`${prefix}${name}`);
    if (found.exists) return found;
  }
  return element.get(name);
}

/** States an element under its own id. */
export function stateElement(into: ProposalBuilder, element: Cursor, id: string, kind: AssetKind): void {
  const digests = element
    .get('verifiedUsing')
    .objects()
    .flatMap(
      (hash) =>
        digestKey(hash.get('algorithm').maybeText() ?? '', hash.get('hashValue').maybeText() ?? '') ?? [],
    );
  const purl = purlKey(property(element, 'packageUrl').maybeText() ?? '')?.key;
  const onHub = kind === 'model' || kind === 'dataset' ? hubEntry(element) : undefined;
  const version = property(element, 'packageVersion').maybeText();
  const declared: Partial<AssetFields> = {
    kind,
    name: element.get('name').maybeText() ?? id,
    description: element.get('description').maybeText() ?? element.get('summary').maybeText(),
    version,
    location: property(element, 'downloadLocation').maybeText(),
    digests,
    supplier: plainName(element.get('suppliedBy')),
    facts: integrityOf(digests),
    properties: properties(element),
  };
  const keys = [
    /^_:/.test(id) ? [] : [id],
    digests,
    onHub ? [hubKey(onHub.type, onHub.id)] : [],
    purl ? [purl] : [],
  ];
  into.asset(id, element.at, { declared, inferred: concluded(element, kind, onHub, version) }, keys.flat());
}

type HubEntry = { readonly type: 'model' | 'dataset'; readonly id: string };

function hubEntry(element: Cursor): HubEntry | undefined {
  for (const name of ['downloadLocation', 'packageUrl']) {
    const found = hubReference(property(element, name).maybeText() ?? '');
    if (found && found.type !== 'space') return { type: found.type, id: found.id };
  }
  return undefined;
}

const integrityOf = (digests: readonly string[]): AssetFacts =>
  digests.length === 0
    ? {}
    : { integrity: digests.every((digest) => /^(md5|sha1):/.test(digest)) ? 'weak-hash' : 'hash' };

function concluded(
  element: Cursor,
  kind: AssetKind,
  onHub: HubEntry | undefined,
  version: string | undefined,
): Partial<AssetFields> {
  const hubbed = onHub ? hubFields(onHub.type, onHub.id, version) : {};
  const name = element.get('name').maybeText() ?? '';
  const serialization = kind === 'model' || kind === 'artifact' ? serializationOf([name]) : undefined;
  const updates = property(element, 'datasetUpdateMechanism').maybeText() ?? '';
  const live = kind === 'dataset' && /continu|daily|weekly|regular|stream|live/i.test(updates);
  return {
    ...hubbed,
    facts: { ...hubbed.facts, ...(serialization ? { serialization } : {}), ...(live ? { live: true } : {}) },
  };
}

/** A supplier written as a name instead of an element's id. */
function plainName(place: Cursor): string | undefined {
  const text = place.items()[0]?.maybeText();
  return text !== undefined && !/^(https?|urn|_):/.test(text) ? text : undefined;
}

const SHOWN = [
  'typeOfModel',
  'informationAboutTraining',
  'informationAboutApplication',
  'modelDataPreprocessing',
  'safetyRiskAssessment',
  'autonomyType',
  'domain',
  'useSensitivePersonalInformation',
  'datasetType',
  'dataCollectionProcess',
  'dataPreprocessing',
  'datasetAvailability',
  'datasetUpdateMechanism',
  'datasetNoise',
  'knownBias',
  'confidentialityLevel',
  'hasSensitivePersonalInformation',
  'intendedUse',
];

function properties(element: Cursor): Record<string, string> {
  return Object.fromEntries(
    SHOWN.flatMap((name) => {
      const values = property(element, name)
        .items()
        .flatMap((item) => item.maybeText() ?? []);
      return values.length > 0 ? [[name, values.join('; ')]] : [];
    }),
  );
}
