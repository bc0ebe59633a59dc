/**
 * Every query this store sends, written once. Values are parameters; the only variable parts are labels and
 * types, which come from the constant maps in `names.ts` when this module is loaded. A test watches the
 * driver and refuses any text that is not here.
 */
import { ASSET_KINDS, type AssetKind } from '@/graph/model/asset-kinds';
import { INFLUENCE_KINDS, type InfluenceKind } from '@/graph/model/influence-kinds';
import {
  ASSET_LABELS,
  INFLUENCE_TYPES,
  LINK_TYPES,
  LINKED_TYPES,
  type LinkedType,
  SIDE_LABELS,
  SIDE_TYPES,
  type SideType,
} from './names';

function table<K extends string>(keys: readonly K[], text: (key: K) => string): Readonly<Record<K, string>> {
  const entries = keys.map((key): [K, string] => [key, text(key)]);
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(entries) as Record<K, string>;
}

const ofAsset = (text: (label: string) => string): Readonly<Record<AssetKind, string>> =>
  table(ASSET_KINDS, (kind) => text(ASSET_LABELS[kind]));
const ofInfluence = (text: (type: string) => string): Readonly<Record<InfluenceKind, string>> =>
  table(INFLUENCE_KINDS, (kind) => text(INFLUENCE_TYPES[kind]));
const ofSide = (text: (label: string) => string): Readonly<Record<SideType, string>> =>
  table(SIDE_TYPES, (type) => text(SIDE_LABELS[type]));
const ofLinked = (text: (label: string, link: string) => string): Readonly<Record<LinkedType, string>> =>
  table(LINKED_TYPES, (type) => text(SIDE_LABELS[type], LINK_TYPES[type]));

const ALL_KIND_LABELS = Object.values(ASSET_LABELS).join(':');

export const WORKSPACE = {
  list: 'MATCH (w:Workspace) RETURN w.id AS id, w.name AS name ORDER BY w.id',
  put: 'MERGE (w:Workspace {id: $id}) ON CREATE SET w.name = $name, w.revision = $revision, w.hash = $hash',
  head: 'MATCH (w:Workspace {id: $workspace}) RETURN w.revision AS revision, w.hash AS hash',
  /** Writing the node locks it until the end of the transaction: change sets take turns. */
  lock: 'MATCH (w:Workspace {id: $workspace}) SET w.turn = coalesce(w.turn, 0) + 1',
  advance: 'MATCH (w:Workspace {id: $workspace}) SET w.revision = $revision, w.hash = $hash',
} as const;

/** What stands under these keys, as lists: one row for all of them. */
export const STANDING = {
  asset:
    'UNWIND $keys AS key MATCH (n:Asset {key: key}) RETURN collect([n.id, n.revision, n.hash, n.record, n.kind]) AS rows',
  influence: ofInfluence(
    (type) =>
      `UNWIND $keys AS key MATCH ()-[r:${type} {key: key}]->() RETURN collect([r.id, r.revision, r.hash, r.record, r.kind]) AS rows`,
  ),
  side: ofSide(
    (label) =>
      `UNWIND $keys AS key MATCH (n:${label} {key: key}) RETURN collect([n.id, n.revision, n.hash, n.record, '']) AS rows`,
  ),
  removed:
    'UNWIND $keys AS key MATCH (n:Removed {key: key}) RETURN collect([n.type, n.id, n.revision]) AS rows',
} as const;

/** Records that stand on an asset or influence, as [subject, id]. */
export const HANGING = {
  influence:
    'UNWIND $keys AS key MATCH (a:Asset {key: key})-[r]-(:Asset) WHERE r.key IS NOT NULL RETURN collect(DISTINCT [a.id, r.id]) AS rows',
  control:
    'UNWIND $keys AS key MATCH (n:AppliedControl {subjectKey: key}) RETURN collect([n.subject, n.id]) AS rows',
  estimate:
    'UNWIND $keys AS key MATCH (n:Estimate {subjectKey: key}) RETURN collect([n.subject, n.id]) AS rows',
} as const;

export const CREATE = {
  asset: ofAsset((label) => `UNWIND $rows AS row CREATE (n:Asset:${label}) SET n = row`),
  influence: ofInfluence(
    (type) =>
      `UNWIND $rows AS row MATCH (a:Asset {key: row[0]}) MATCH (b:Asset {key: row[1]}) CREATE (a)-[r:${type}]->(b) SET r = row[2]`,
  ),
  side: ofSide((label) => `UNWIND $rows AS row CREATE (n:${label}) SET n = row`),
  removed: 'UNWIND $rows AS row MERGE (n:Removed {key: row.key}) SET n = row',
} as const;

export const UPDATE = {
  asset: ofAsset(
    (label) =>
      `UNWIND $rows AS row MATCH (n:Asset {key: row.key}) SET n = row REMOVE n:${ALL_KIND_LABELS} SET n:${label}`,
  ),
  influence: ofInfluence(
    (type) => `UNWIND $rows AS row MATCH ()-[r:${type} {key: row[2].key}]->() SET r = row[2]`,
  ),
  side: ofSide((label) => `UNWIND $rows AS row MATCH (n:${label} {key: row.key}) SET n = row`),
} as const;

export const REMOVE = {
  asset: 'UNWIND $keys AS key MATCH (n:Asset {key: key}) DETACH DELETE n',
  influence: ofInfluence((type) => `UNWIND $keys AS key MATCH ()-[r:${type} {key: key}]->() DELETE r`),
  side: ofSide((label) => `UNWIND $keys AS key MATCH (n:${label} {key: key}) DETACH DELETE n`),
  removed: 'UNWIND $keys AS key MATCH (n:Removed {key: key}) DELETE n',
} as const;

/** Side records point at the asset they concern, so that they are found by walking the graph. */
export const LINK = {
  cut: ofLinked((label, link) => `UNWIND $keys AS key MATCH (:${label} {key: key})-[r:${link}]->() DELETE r`),
  tie: ofLinked(
    (label, link) =>
      `UNWIND $rows AS row MATCH (n:${label} {key: row[0]}) MATCH (a:Asset {key: row[1]}) CREATE (n)-[:${link}]->(a)`,
  ),
} as const;

/** A page of records in key order, as two lists of equal length, and the last key. */
export const PAGE = {
  asset:
    'MATCH (n:Asset) WHERE n.key > $after AND n.key < $end WITH n ORDER BY n.key LIMIT $limit RETURN max(n.key) AS last, collect(n.hash) AS hashes, collect(n.record) AS records',
  influence: ofInfluence(
    (type) =>
      `MATCH ()-[r:${type}]->() WHERE r.key > $after AND r.key < $end WITH r ORDER BY r.key LIMIT $limit RETURN max(r.key) AS last, collect(r.hash) AS hashes, collect(r.record) AS records`,
  ),
  side: ofSide(
    (label) =>
      `MATCH (n:${label}) WHERE n.key > $after AND n.key < $end WITH n ORDER BY n.key LIMIT $limit RETURN max(n.key) AS last, collect(n.hash) AS hashes, collect(n.record) AS records`,
  ),
} as const;

export const NEIGHBOURHOOD = {
  asset: 'MATCH (n:Asset {key: $key}) RETURN n.record AS record',
  around:
    'MATCH (n:Asset {key: $key})-[r]-(o:Asset) WHERE r.key IS NOT NULL RETURN r.id AS influence, r.record AS influenceRecord, o.id AS other, o.record AS otherRecord',
} as const;

export const JOURNAL = {
  create: 'CREATE (e:JournalEntry) SET e = $entry',
  follow:
    'MATCH (e:JournalEntry {key: $key}) MATCH (p:JournalEntry {key: $previousKey}) CREATE (e)-[:FOLLOWS]->(p)',
  part: 'MATCH (e:JournalEntry {key: $key}) CREATE (e)-[:HOLDS]->(p:JournalPart) SET p = $part',
  count: 'MATCH (e:JournalEntry {key: $key}) SET e.parts = $parts',
  heads:
    'MATCH (e:JournalEntry) WHERE e.workspace = $workspace AND e.revision > $from RETURN e.revision AS revision, e.previous AS previous, e.hash AS hash, e.at AS at, e.author AS author, e.reason AS reason, e.origin AS origin, e.parts AS parts ORDER BY e.revision LIMIT $limit',
  parts:
    'UNWIND $keys AS key MATCH (e:JournalEntry {key: key})-[:HOLDS]->(p:JournalPart) RETURN e.revision AS revision, p.operations AS operations ORDER BY e.revision, p.part',
  changes:
    'UNWIND $keys AS key MATCH (e:JournalEntry {key: key}) RETURN collect([e.revision, e.hash, e.author, e.at]) AS rows',
  /** The entry an earlier try of the same change set wrote, where its acknowledgement was lost. */
  attempt:
    'MATCH (e:JournalEntry) WHERE e.workspace = $workspace AND e.attempt = $attempt RETURN e.revision AS revision, e.hash AS hash',
} as const;

export const KEPT = {
  find: 'MATCH (k:KeptRecord {key: $key}) WHERE k.version > 0 RETURN k.id AS id, k.version AS version, k.value AS value',
  list: 'MATCH (k:KeptRecord) WHERE k.type = $type AND k.id > $after AND k.version > 0 RETURN k.id AS id, k.version AS version, k.value AS value ORDER BY k.id LIMIT $limit',
  /** Locks the record, making an empty one of version 0 where there is none. */
  lock: 'MERGE (k:KeptRecord {key: $key}) ON CREATE SET k.type = $type, k.id = $id, k.version = 0 SET k.turn = coalesce(k.turn, 0) + 1',
  version: 'MATCH (k:KeptRecord {key: $key}) RETURN k.version AS version, k.attempt AS attempt',
  write: 'MATCH (k:KeptRecord {key: $key}) SET k.version = $version, k.value = $value, k.attempt = $attempt',
  remove: 'MATCH (k:KeptRecord {key: $key}) DELETE k',
} as const;

export const SCHEMA = {
  ready: 'RETURN 1 AS ready',
  version: "MATCH (s:HeadwaterSchema {id: 'headwater'}) RETURN s.version AS version",
  reach: "MERGE (s:HeadwaterSchema {id: 'headwater'}) SET s.version = $version",
  settle: 'CALL db.awaitIndexes(300)',
} as const;

const unique = (name: string, label: string, property = 'key'): string =>
  `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`;
const index = (name: string, label: string, ...properties: readonly string[]): string =>
  `CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (${properties.map((p) => `n.${p}`).join(', ')})`;

/** Migration steps, each a list of statements that may be repeated. Never edited once released. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    unique('headwater_schema', 'HeadwaterSchema', 'id'),
    unique('headwater_workspace', 'Workspace', 'id'),
    unique('headwater_asset', 'Asset'),
    ...Object.values(SIDE_LABELS).map((label) => unique(`headwater_${label.toLowerCase()}`, label)),
    ...Object.values(INFLUENCE_TYPES).map(
      (type) =>
        `CREATE CONSTRAINT headwater_${type.toLowerCase()} IF NOT EXISTS FOR ()-[r:${type}]-() REQUIRE r.key IS UNIQUE`,
    ),
    unique('headwater_removed', 'Removed'),
    unique('headwater_journal_entry', 'JournalEntry'),
    unique('headwater_journal_part', 'JournalPart'),
    unique('headwater_kept', 'KeptRecord'),
    index('headwater_kept_list', 'KeptRecord', 'type', 'id'),
    index('headwater_journal_order', 'JournalEntry', 'workspace', 'revision'),
    index('headwater_journal_attempt', 'JournalEntry', 'workspace', 'attempt'),
    index('headwater_control_subject', 'AppliedControl', 'subjectKey'),
    index('headwater_estimate_subject', 'Estimate', 'subjectKey'),
    index('headwater_asset_name', 'Asset', 'name'),
  ],
];

type Texts = string | readonly Texts[] | { readonly [key: string]: Texts };

function textsIn(value: Texts): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value).flatMap(textsIn);
}

/** Every text this store may send. */
export const ALL_QUERIES: ReadonlySet<string> = new Set(
  textsIn([
    WORKSPACE,
    STANDING,
    HANGING,
    CREATE,
    UPDATE,
    REMOVE,
    LINK,
    PAGE,
    NEIGHBOURHOOD,
    JOURNAL,
    KEPT,
    SCHEMA,
    MIGRATIONS,
  ]),
);
