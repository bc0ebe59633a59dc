/** One asset as a CycloneDX component. */
import type { Asset } from '../model/asset';
import { ASSET_KIND_FACTS } from '../model/asset-kinds';

const ALGORITHMS: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** The package URL an asset is known by: as it stands, or made of its hub name. */
export function purlOf({ identities, version }: Asset): { readonly purl?: string } {
  const known = identities.find((key) => key.startsWith('pkg:'));
  if (known) return { purl: known };
  const hub = identities.find((key) => key.startsWith('hub:'))?.slice(4);
  if (hub === undefined || hub.startsWith('spaces/')) return {};
  return { purl: `pkg:huggingface/${hub}${version ? `@${encodeURIComponent(version)}` : ''}` };
}

/** Everything a component can hold of an asset. */
export function componentContent(asset: Asset): object {
  const hashes = (asset.digests ?? []).flatMap((digest) => {
    const [algorithm = '', content = ''] = digest.split(':');
    const alg = ALGORITHMS[algorithm];
    return alg ? [{ alg, content }] : [];
  });
  const type = typeOf(asset);
  return {
    type,
    'bom-ref': asset.id,
    ...(asset.supplier ? { supplier: { name: asset.supplier } } : {}),
    name: asset.name,
    ...(asset.version ? { version: asset.version } : {}),
    ...(asset.description ? { description: asset.description } : {}),
    ...(hashes.length > 0 ? { hashes } : {}),
    ...(asset.licence ? { licenses: [{ license: { name: asset.licence } }] } : {}),
    ...purlOf(asset),
    ...(asset.location && isAddress(asset.location)
      ? { externalReferences: [{ type: 'distribution', url: asset.location }] }
      : {}),
    ...(asset.tags ? { tags: asset.tags } : {}),
    properties: propertiesOf(asset),
  };
}

const isAddress = (location: string): boolean => /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(location);

function typeOf({ kind }: Asset): string {
  if (kind === 'model' || kind === 'adapter') return 'machine-learning-model';
  if (kind === 'artifact') return 'file';
  return ASSET_KIND_FACTS[kind].family === 'data' ? 'data' : 'application';
}

/** What only we know goes into properties, under our own prefix. */
function propertiesOf(asset: Asset): readonly object[] {
  const facts = Object.entries(asset.facts ?? {}).map(([name, value]) => ({
    name: `headwater:fact:${name}`,
    value: String(value),
  }));
  const stated = [
    ['headwater:id', asset.id],
    ['headwater:kind', asset.kind],
    ['headwater:owner', asset.owner],
    ['headwater:lifecycle', asset.lifecycle],
    ['headwater:impact', asset.impact],
    ['headwater:crown', asset.crown],
  ].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: String(value) }]));
  const rest = Object.entries(asset.properties ?? {}).map(([name, value]) => ({
    name: name.replace(/^cdx:/, ''),
    value,
  }));
  return [...stated, ...facts, ...rest];
}
