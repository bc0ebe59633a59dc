/** CycloneDX data: datasets named inline in a model card, and components of type data with their entries. */
import type { AssetFields } from '../../model/asset';
import type { Cursor } from '../cursor';
import { doubtAboutName, nameWarning } from '../dataset-name';
import { hubFields } from '../hub-placeholder';
import type { ProposalBuilder } from '../proposal';
import { type DataEntry, dataEntryOf } from './cyclonedx-component';

/** States a dataset from a `componentData` entry. Returns its key; undefined for an entry without a name. */
export function stateDataEntry(into: ProposalBuilder, entry: Cursor, key?: string): string | undefined {
  const data = dataEntryOf(entry);
  if (!data) {
    entry.warn('This dataset has neither a name nor an address; skipped.');
    return undefined;
  }
  const doubt = doubtAboutName(data.name);
  if (doubt) entry.warn(nameWarning(data.name, doubt));
  const own = key ?? entry.get('bom-ref').maybeText() ?? `data:${data.keys[0] ?? data.name.toLowerCase()}`;
  const said = fieldsOfEntry(entry, data);
  const found = data.hub && data.hub.type !== 'space' ? hubFields(data.hub.type, data.hub.id) : {};
  const fields =
    doubt === 'stop-word' ? { inferred: { ...found, ...said } } : { declared: said, inferred: found };
  into.asset(own, entry.at, fields, data.keys);
  stateGovernance(into, entry, own);
  return own;
}

function fieldsOfEntry(entry: Cursor, { name, url }: DataEntry): Partial<AssetFields> {
  const properties: Record<string, string> = {};
  for (const property of entry.get('contents', 'properties').objects()) {
    const key = property.get('name').maybeText();
    const value = property.get('value').maybeText();
    if (key && value) properties[key] = value;
  }
  const sensitive = entry.get('sensitiveData').texts();
  if (sensitive.length > 0) properties['sensitiveData'] = sensitive.join('; ');
  const classification = entry.get('classification').maybeText();
  if (classification) properties['classification'] = classification;
  const owner = governors(entry, 'owners')[0]?.name;
  return {
    kind: 'dataset',
    name,
    description: entry.get('description').maybeText(),
    location: url,
    owner,
    properties,
  };
}

type Governor = { readonly name: string; readonly at: string };

function governors(entry: Cursor, role: string): readonly Governor[] {
  return entry
    .get('governance', role)
    .objects()
    .flatMap((item) => {
      const name =
        item.get('organization', 'name').maybeText() ??
        item.get('contact', 'name').maybeText() ??
        item.get('contact', 'email').maybeText();
      return name ? [{ name, at: item.at }] : [];
    });
}

/** Owners, stewards and custodians of data are parties who may change it. */
export function stateGovernance(into: ProposalBuilder, entry: Cursor, key: string): void {
  for (const role of ['owners', 'stewards', 'custodians']) {
    for (const { name, at } of governors(entry, role)) {
      const party = `party:${name.toLowerCase()}`;
      into.asset(party, at, { declared: { kind: 'party', name } });
      const kind = role === 'owners' ? 'supplies' : 'writes';
      into.influence(kind, party, key, at, { note: role.replace(/s$/, '') }, 'inferred');
    }
  }
}
