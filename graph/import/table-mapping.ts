/**
 * Which column of a table means what. A mapping is suggested from the headings and may be changed, kept and
 * given again with the next file of the same shape.
 */
import { z } from 'zod';
import { ASSET_KINDS, type AssetKind, assetKind } from '../model/asset-kinds';
import { didYouMean } from './did-you-mean';
import type { Table } from './table';

export const TABLE_FIELDS = [
  'id',
  'kind',
  'name',
  'version',
  'description',
  'owner',
  'supplier',
  'location',
  'sha256',
  'licence',
  'lifecycle',
  'criticality',
  'writers',
  'tags',
  'hub',
  'bases',
  'datasets',
  'from',
  'to',
  'edge',
  'confidence',
  'note',
] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

export const tableMapping = z.strictObject({
  /** Heading of the column for each field. Columns without a field become properties. */
  columns: z.partialRecord(z.enum(TABLE_FIELDS), z.string().max(500)),
  /** Kind of the rows that state none. */
  kind: assetKind,
  /** Words of the kind column, in lower case, and the kinds they mean. */
  kinds: z.record(z.string().max(200), assetKind).optional(),
});
export type TableMapping = z.infer<typeof tableMapping>;

const SYNONYMS: Readonly<Record<TableField, readonly string[]>> = {
  id: [
    'id',
    'asset id',
    'use case id',
    'model id',
    'dataset id',
    'identifier',
    'key',
    'ref',
    'inventory id',
    'system id',
  ],
  kind: ['kind', 'asset type', 'asset kind', 'type', 'category', 'component type', 'artifact type'],
  name: [
    'name',
    'title',
    'asset name',
    'use case name',
    'model name',
    'dataset name',
    'system name',
    'display name',
    'asset',
    'model',
    'dataset',
    'system',
    'application',
    'use case',
    'use case title',
  ],
  version: ['version', 'revision', 'release', 'model version'],
  description: ['description', 'summary', 'purpose', 'details', 'what it does', 'use case summary'],
  owner: [
    'owner',
    'business owner',
    'asset owner',
    'responsible',
    'contact',
    'steward',
    'team',
    'agency',
    'department',
    'bureau',
    'maintainer',
  ],
  supplier: ['supplier', 'vendor', 'provider', 'publisher', 'manufacturer', 'developer', 'third party'],
  location: [
    'location url',
    'location',
    'url',
    'link',
    'uri',
    'path',
    'repository',
    'source code',
    'github link',
    'repo',
  ],
  sha256: ['hash sha256', 'sha256', 'sha 256', 'hash', 'digest', 'checksum'],
  licence: ['licence', 'license'],
  lifecycle: [
    'lifecycle',
    'stage',
    'status',
    'development stage',
    'stage of system development',
    'phase',
    'environment',
  ],
  criticality: ['criticality', 'impact', 'risk', 'risk level', 'tier', 'importance'],
  writers: ['write access', 'writers', 'who can write', 'access'],
  tags: ['tags', 'labels', 'keywords', 'techniques'],
  hub: ['repo id', 'hub id', 'huggingface id', 'hugging face id', 'hf id', 'hugging face'],
  bases: ['base model', 'base models', 'foundation model', 'parent model', 'fine tuned from', 'based on'],
  datasets: [
    'datasets',
    'training data',
    'trained on',
    'training datasets',
    'training dataset',
    'data sources',
  ],
  from: ['from id', 'from', 'source', 'source id', 'upstream', 'start'],
  to: ['to id', 'to', 'target', 'target id', 'downstream', 'destination', 'end'],
  edge: ['edge', 'relation', 'relationship', 'influence', 'edge type', 'relationship type'],
  confidence: ['confidence', 'basis', 'certainty'],
  note: ['note', 'notes', 'comment', 'comments', 'remarks'],
};

/** A heading as compared: lower case, letters and digits, one space between words. */
export const plainHeading = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The mapping that the headings suggest. Undefined where no column could name a row. */
export function suggestMapping(table: Table): TableMapping | undefined {
  const headings = new Map<string, string>();
  for (const column of table.columns)
    if (!headings.has(plainHeading(column))) headings.set(plainHeading(column), column);
  const taken = new Set<string>();
  const columns: Partial<Record<TableField, string>> = {};
  for (const field of TABLE_FIELDS) {
    const found = SYNONYMS[field]
      .map((word) => headings.get(word))
      .find((column) => column !== undefined && !taken.has(column));
    if (found === undefined) continue;
    columns[field] = found;
    taken.add(found);
  }
  const edges =
    columns.from !== undefined && columns.to !== undefined && (columns.edge ?? columns.kind) !== undefined;
  if (!edges && columns.name === undefined && columns.id === undefined && columns.hub === undefined)
    return undefined;
  if (!edges) for (const field of ['from', 'to', 'edge', 'confidence'] as const) delete columns[field];
  return { columns, kind: usualKind([...headings.keys()], columns) };
}

function usualKind(headings: readonly string[], columns: Partial<Record<TableField, string>>): AssetKind {
  const subject = [columns.name, columns.id].map((column) => plainHeading(column ?? '')).join(' ');
  if (columns.hub !== undefined || /\bmodel\b/.test(subject)) return 'model';
  if (/dataset|\bdata\b/.test(subject)) return 'dataset';
  return headings.some((heading) => /type of model|model architecture|parameters/.test(heading))
    ? 'model'
    : 'system';
}

const KIND_WORDS: Readonly<Record<string, AssetKind>> = {
  'base model': 'model',
  'foundation model': 'model',
  llm: 'model',
  'machine learning model': 'model',
  'ml model': 'model',
  'ai model': 'model',
  lora: 'adapter',
  data: 'dataset',
  'data set': 'dataset',
  database: 'dataset',
  table: 'dataset',
  labels: 'label-set',
  annotations: 'label-set',
  'vector store': 'knowledge-base',
  'vector database': 'knowledge-base',
  rag: 'knowledge-base',
  'knowledge base': 'knowledge-base',
  index: 'knowledge-base',
  'model registry': 'registry',
  'feedback loop': 'feedback',
  'agent tool': 'tool',
  'mcp server': 'tool',
  'training run': 'pipeline',
  job: 'pipeline',
  workflow: 'pipeline',
  application: 'system',
  app: 'system',
  service: 'system',
  product: 'system',
  'use case': 'system',
  'ai system': 'system',
  vendor: 'party',
  team: 'party',
  person: 'party',
  benchmark: 'evaluation',
  cluster: 'infrastructure',
};

/** The kind a word in the kind column means: by the mapping, as it is, by a synonym, or as nearly spelt. */
export function kindMeant(word: string, mapping: TableMapping): AssetKind | undefined {
  const plain = plainHeading(word);
  if (plain === '') return mapping.kind;
  const given = mapping.kinds?.[word.toLowerCase()] ?? mapping.kinds?.[plain];
  if (given) return given;
  const exact = ASSET_KINDS.find(
    (kind) => plainHeading(kind) === plain || `${plainHeading(kind)}s` === plain,
  );
  const near = exact ?? KIND_WORDS[plain] ?? KIND_WORDS[plain.replace(/s$/, '')];
  if (near) return near;
  const meant = didYouMean(plain, ASSET_KINDS);
  return meant === undefined ? undefined : assetKind.parse(meant);
}
