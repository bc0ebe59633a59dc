/** The whole graph at a revision: immutable, sorted by id, named by the hash of its content. */
import type { AppliedControl } from './applied-control';
import type { Asset } from './asset';
import { canonical, sha256 } from './canonical';
import type { Operation } from './change-set';
import type { Estimate } from './estimate';
import { byId, byText } from './ids';
import type { Influence } from './influence';
import type { InputFile } from './input-file';
import { RECORD_TYPES, type RecordOf, type RecordType } from './records';
import type { Treatment } from './treatment';

export type Snapshot = {
  /** SHA-256 over type, id and record hash of every record in order: equal content, equal hash. */
  readonly hash: string;
  readonly assets: readonly Asset[];
  readonly influences: readonly Influence[];
  readonly controls: readonly AppliedControl[];
  readonly estimates: readonly Estimate[];
  readonly treatments: readonly Treatment[];
  readonly inputs: readonly InputFile[];
};

/** Where each record type stands in a snapshot. */
export const SNAPSHOT_FIELDS = {
  asset: 'assets',
  influence: 'influences',
  control: 'controls',
  estimate: 'estimates',
  treatment: 'treatments',
  input: 'inputs',
} as const satisfies Record<RecordType, keyof Snapshot>;

/** Hash of one record; a store keeps it beside the record so that a snapshot's hash needs no re-reading. */
export const recordHash = (record: unknown): string => sha256(canonical(record));

/** Hash of a snapshot from `[type, id, record hash]` rows in record-type order, then id order. */
export function snapshotHash(rows: Iterable<readonly [RecordType, string, string]>): string {
  let text = '';
  for (const [type, id, hash] of rows) text += `${type}\0${id}\0${hash}\n`;
  return sha256(text);
}

type Records = { readonly [T in RecordType]?: readonly RecordOf<T>[] };

/** Builds a snapshot from records in any order. Duplicate ids are the caller's error: the last one stands. */
export function makeSnapshot(records: Records): Snapshot {
  const sorted = <T extends { readonly id: string }>(list: readonly T[] = []): readonly T[] =>
    [...new Map(list.map((record) => [record.id as string, record])).values()].sort(byId);
  const parts = {
    assets: sorted(records.asset),
    influences: sorted(records.influence),
    controls: sorted(records.control),
    estimates: sorted(records.estimate),
    treatments: sorted(records.treatment),
    inputs: sorted(records.input),
  };
  return { hash: snapshotHash(rowsOf(parts)), ...parts };
}

function* rowsOf(parts: Omit<Snapshot, 'hash'>): Iterable<readonly [RecordType, string, string]> {
  for (const type of RECORD_TYPES) {
    for (const record of parts[SNAPSHOT_FIELDS[type]]) yield [type, record.id, recordHash(record)];
  }
}

/** All records of a snapshot, in writing order. */
export function* recordsOf(
  snapshot: Omit<Snapshot, 'hash'>,
): Iterable<{ type: RecordType; record: { readonly id: string } }> {
  for (const type of RECORD_TYPES)
    for (const record of snapshot[SNAPSHOT_FIELDS[type]]) yield { type, record };
}

export const EMPTY_SNAPSHOT: Snapshot = makeSnapshot({});

/** The snapshot after these operations: the pure twin of a store's `apply`, used for previews and what-ifs. */
export function applyTo(snapshot: Snapshot, operations: readonly Operation[]): Snapshot {
  const maps = new Map<RecordType, Map<string, { readonly id: string }>>();
  for (const type of RECORD_TYPES) maps.set(type, new Map());
  for (const { type, record } of recordsOf(snapshot)) maps.get(type)?.set(record.id, record);
  for (const operation of operations) {
    if (operation.op === 'put') maps.get(operation.type)?.set(operation.record.id, operation.record);
    else maps.get(operation.type)?.delete(operation.id);
  }
  const entries = [...maps].map(([type, map]) => [
    type,
    [...map.values()].sort((a, b) => byText(a.id, b.id)),
  ]);
  return makeSnapshot(Object.fromEntries(entries) as Records);
}
