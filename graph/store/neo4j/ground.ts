/**
 * What a change set meets in Neo4j, fetched before it is judged: a handful of queries however large the
 * change, each returning one list.
 */
import type { ManagedTransaction } from 'neo4j-driver';
import { z } from 'zod';
import { type AssetKind, assetKind } from '@/graph/model/asset-kinds';
import type { ChangeSet, Revision } from '@/graph/model/change-set';
import { byText } from '@/graph/model/ids';
import { RECORD_TYPES, type RecordType } from '@/graph/model/records';
import { concernsOf, type Ground, type RecordName } from '../change-check';
import { type Change, recordKey, type Standing } from '../change-plan';
import { rowsOf } from './connection';
import { keyOf, kindOfInfluence, removedKey } from './names';
import { HANGING, JOURNAL, STANDING } from './queries';

const standingRows = z.array(z.tuple([z.string(), z.number(), z.string(), z.string(), z.string()]));
const removedRows = z.array(z.tuple([z.enum(RECORD_TYPES), z.string(), z.number()]));
const hangingRows = z.array(z.tuple([z.string(), z.string()]));
const changeRows = z.array(z.tuple([z.number(), z.string(), z.string(), z.string()]));

/** Keys in one query: enough to keep round trips few, little enough to keep messages small. */
const KEYS_PER_QUERY = 5_000;

class Neo4jGround implements Ground {
  readonly head: Revision;
  readonly standings = new Map<string, Standing>();
  readonly kinds = new Map<string, AssetKind>();
  readonly hanging = new Map<string, RecordName[]>();
  readonly changes = new Map<number, Change & { readonly hash: string }>();

  constructor(head: Revision) {
    this.head = head;
  }

  standing(type: RecordType, id: string): Standing | undefined {
    return this.standings.get(recordKey(type, id));
  }

  kind(asset: string): AssetKind | undefined {
    return this.kinds.get(asset);
  }

  hangingOn(subject: string): readonly RecordName[] {
    return this.hanging.get(subject) ?? [];
  }

  hashAt(revision: number): string | undefined {
    return this.changes.get(revision)?.hash;
  }

  changeAt(revision: number): Change | undefined {
    return this.changes.get(revision);
  }
}

/** Fetches all that `judge` will ask for. A workspace never written to is not asked at all. */
export async function fetchGround(
  tx: ManagedTransaction,
  workspace: string,
  head: Revision,
  change: ChangeSet,
  on: Revision,
): Promise<Ground> {
  const ground = new Neo4jGround(head);
  if (head.number === 0) return ground;
  const { records, removed } = concernsOf(change);
  await fetchHanging(tx, workspace, ground, [...removed]);
  const hung = on.number < head.number ? [...ground.hanging.values()].flat() : [];
  await fetchStandings(tx, workspace, ground, [...records, ...hung]);
  if (on.number !== head.number || on.hash !== head.hash) await fetchChanges(tx, workspace, ground, on);
  return ground;
}

async function fetchStandings(
  tx: ManagedTransaction,
  workspace: string,
  ground: Neo4jGround,
  records: readonly RecordName[],
): Promise<void> {
  const byQuery = new Map<string, { readonly type: RecordType; readonly keys: string[] }>();
  for (const { type, id } of records) {
    const query = standingQuery(type, id);
    if (query === undefined) continue;
    const group = byQuery.get(query) ?? { type, keys: [] };
    byQuery.set(query, group);
    group.keys.push(keyOf(workspace, id));
  }
  for (const [query, { type, keys }] of byQuery) {
    for (const rows of await listsOf(tx, query, keys)) {
      for (const [id, revision, hash, text, kind] of standingRows.parse(rows)) {
        ground.standings.set(recordKey(type, id), { revision, hash, text });
        if (type === 'asset') ground.kinds.set(id, assetKind.parse(kind));
      }
    }
  }
  const missing = records.filter(({ type, id }) => !ground.standings.has(recordKey(type, id)));
  const keys = missing.map(({ type, id }) => removedKey(workspace, type, id));
  for (const rows of await listsOf(tx, STANDING.removed, keys)) {
    for (const [type, id, revision] of removedRows.parse(rows))
      ground.standings.set(recordKey(type, id), { revision, hash: null, text: null });
  }
}

function standingQuery(type: RecordType, id: string): string | undefined {
  if (type === 'asset') return STANDING.asset;
  if (type !== 'influence') return STANDING.side[type];
  const kind = kindOfInfluence(id);
  return kind && STANDING.influence[kind];
}

async function fetchHanging(
  tx: ManagedTransaction,
  workspace: string,
  ground: Neo4jGround,
  subjects: readonly string[],
): Promise<void> {
  const keys = subjects.map((subject) => keyOf(workspace, subject));
  for (const type of ['influence', 'control', 'estimate'] as const) {
    const found: [string, string][] = [];
    for (const rows of await listsOf(tx, HANGING[type], keys)) found.push(...hangingRows.parse(rows));
    for (const [subject, id] of found.sort((a, b) => byText(a[1], b[1]))) {
      const list = ground.hanging.get(subject) ?? [];
      ground.hanging.set(subject, list);
      list.push({ type, id });
    }
  }
}

/** The entries that may have to be named: the one the change was made on, and those that last wrote a record. */
async function fetchChanges(
  tx: ManagedTransaction,
  workspace: string,
  ground: Neo4jGround,
  on: Revision,
): Promise<void> {
  const revisions = new Set([on.number]);
  for (const { revision } of ground.standings.values()) if (revision > on.number) revisions.add(revision);
  const keys = [...revisions].map((revision) => keyOf(workspace, String(revision)));
  for (const rows of await listsOf(tx, JOURNAL.changes, keys)) {
    for (const [revision, hash, author, at] of changeRows.parse(rows))
      ground.changes.set(revision, { revision, hash, author, at });
  }
}

async function listsOf(
  tx: ManagedTransaction,
  query: string,
  keys: readonly string[],
): Promise<readonly unknown[]> {
  const lists: unknown[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
    const [row] = await rowsOf(tx, query, { keys: keys.slice(start, start + KEYS_PER_QUERY) });
    if (row) lists.push(row['rows']);
  }
  return lists;
}
