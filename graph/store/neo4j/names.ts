/**
 * The names under which the graph stands in Neo4j, for people who query it there. Constant maps: no label,
 * relationship type or key in a query ever comes from data.
 */
import type { AssetKind } from '@/graph/model/asset-kinds';
import { INFLUENCE_KINDS, type InfluenceKind } from '@/graph/model/influence-kinds';
import type { RecordType } from '@/graph/model/records';

/** Stands beside the label `Asset`. */
export const ASSET_LABELS = {
  source: 'Source',
  party: 'Party',
  dataset: 'Dataset',
  'label-set': 'LabelSet',
  feedback: 'Feedback',
  'feature-store': 'FeatureStore',
  model: 'Model',
  adapter: 'Adapter',
  artifact: 'Artifact',
  pipeline: 'Pipeline',
  evaluation: 'Evaluation',
  registry: 'Registry',
  'knowledge-base': 'KnowledgeBase',
  memory: 'Memory',
  tool: 'Tool',
  agent: 'Agent',
  infrastructure: 'Infrastructure',
  system: 'System',
  decision: 'Decision',
} as const satisfies Record<AssetKind, string>;

export const INFLUENCE_TYPES = {
  supplies: 'SUPPLIES',
  writes: 'WRITES',
  labels: 'LABELS',
  ingests: 'INGESTS',
  derives: 'DERIVES',
  trains: 'TRAINS',
  tunes: 'TUNES',
  aligns: 'ALIGNS',
  'base-of': 'BASE_OF',
  adapts: 'ADAPTS',
  merges: 'MERGES',
  produces: 'PRODUCES',
  packages: 'PACKAGES',
  hosts: 'HOSTS',
  indexes: 'INDEXES',
  retrieves: 'RETRIEVES',
  remembers: 'REMEMBERS',
  invokes: 'INVOKES',
  deploys: 'DEPLOYS',
  serves: 'SERVES',
  'feeds-back': 'FEEDS_BACK',
  aggregates: 'AGGREGATES',
  runs: 'RUNS',
  decides: 'DECIDES',
  evaluates: 'EVALUATES',
  'version-of': 'VERSION_OF',
  documents: 'DOCUMENTS',
} as const satisfies Record<InfluenceKind, string>;

/** Records that are nodes of their own, neither asset nor influence. */
export type SideType = Exclude<RecordType, 'asset' | 'influence'>;

export const SIDE_LABELS = {
  control: 'AppliedControl',
  estimate: 'Estimate',
  treatment: 'Treatment',
  input: 'InputFile',
} as const satisfies Record<SideType, string>;

/** Side records that point at the asset they concern, and how. */
export const LINK_TYPES = {
  control: 'GUARDS',
  estimate: 'JUDGES',
  treatment: 'TREATS',
} as const satisfies Partial<Record<SideType, string>>;

export type LinkedType = keyof typeof LINK_TYPES;
export const LINKED_TYPES: readonly LinkedType[] = ['control', 'estimate', 'treatment'];

export const SIDE_TYPES: readonly SideType[] = ['control', 'estimate', 'treatment', 'input'];

/** Unique over all workspaces. A workspace's name has no slash, so no two workspaces share a key. */
export const keyOf = (workspace: string, id: string): string => `${workspace}/${id}`;

/** The key under which a removed record is remembered. */
export const removedKey = (workspace: string, type: RecordType, id: string): string =>
  `${workspace}/${type}/${id}`;

/** The kind of an influence from its id `kind:from>to`; undefined where the id is none of ours. */
export function kindOfInfluence(id: string): InfluenceKind | undefined {
  const name = id.slice(0, id.indexOf(':'));
  return INFLUENCE_KINDS.find((kind) => kind === name);
}

/** The asset a control or estimate concerns: its subject, or the end of the influence it stands on. */
export function assetOf(subject: string): string {
  const end = kindOfInfluence(subject) ? subject.indexOf('>') : -1;
  return end < 0 ? subject : subject.slice(end + 1);
}
