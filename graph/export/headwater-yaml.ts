/**
 * Writes a graph as `headwater/graph@1` (YAML or JSON) with every statement of every source, so that reading
 * it again loses nothing. Settled fields stand first, for people; the evidence below them is what counts.
 */
import { stringify } from 'yaml';
import type { Asset } from '../model/asset';
import type { Influence } from '../model/influence';
import type { Snapshot } from '../model/snapshot';

type Title = { readonly name?: string; readonly description?: string };

/** The graph as YAML text. Same graph, same bytes. */
export function writeHeadwaterYaml(graph: Snapshot, title: Title = {}): string {
  return stringify(headwaterContent(graph, title), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The graph as JSON text. Same graph, same bytes. */
export function writeHeadwaterJson(graph: Snapshot, title: Title = {}): string {
  return `${JSON.stringify(headwaterContent(graph, title), null, 2)}\n`;
}

function headwaterContent(graph: Snapshot, { name, description }: Title): object {
  const list = <T>(records: readonly T[], write: (record: T) => object): object[] | undefined =>
    records.length > 0 ? records.map(write) : undefined;
  return withoutAbsent({
    schema: 'headwater/graph@1',
    name,
    description,
    assets: Object.fromEntries(graph.assets.map((asset) => [asset.id, assetContent(asset)])),
    influences: list(graph.influences, influenceContent),
    controls: list(graph.controls, ({ id: _, subject, ...rest }) => ({ on: subject, ...rest })),
    estimates: list(graph.estimates, ({ subject, ...rest }) => ({ on: subject, ...rest })),
    treatments: list(graph.treatments, ({ id, ...rest }) => ({ finding: id, ...rest })),
    inputs: list(graph.inputs, (input) => input),
  });
}

function assetContent({ id: _, kind, name, evidence, identities, ...fields }: Asset): object {
  return withoutAbsent({
    kind,
    name,
    ...fields,
    identities: identities.length > 0 ? identities : undefined,
    evidence,
  });
}

function influenceContent({ id: _, kind, from, to, evidence, ...fields }: Influence): object {
  return withoutAbsent({ from, kind, to, ...fields, evidence });
}

const withoutAbsent = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
