/** What differs between two snapshots: the algebra behind comparison, preview and the change report. */
import { canonical } from './canonical';
import { RECORD_TYPES, type RecordType } from './records';
import { SNAPSHOT_FIELDS, type Snapshot } from './snapshot';

export type RecordChange = {
  readonly type: RecordType;
  readonly id: string;
  /** Absent where the record was added. */
  readonly before?: { readonly id: string };
  /** Absent where the record was removed. */
  readonly after?: { readonly id: string };
};

/** Changes from one snapshot to another, in record-type and id order; equal snapshots give an empty list. */
export function diff(from: Snapshot, to: Snapshot): readonly RecordChange[] {
  if (from.hash === to.hash) return [];
  return RECORD_TYPES.flatMap((type) =>
    diffLists(type, from[SNAPSHOT_FIELDS[type]], to[SNAPSHOT_FIELDS[type]]),
  );
}

type Identified = { readonly id: string };

/** Both lists are sorted by id, so one walk finds every change. */
function diffLists(
  type: RecordType,
  from: readonly Identified[],
  to: readonly Identified[],
): readonly RecordChange[] {
  const changes: RecordChange[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const before = from[i];
    const after = to[j];
    if (before && (!after || before.id < after.id)) {
      changes.push({ type, id: before.id, before });
      i++;
    } else if (after && (!before || after.id < before.id)) {
      changes.push({ type, id: after.id, after });
      j++;
    } else if (before && after) {
      if (before !== after && canonical(before) !== canonical(after))
        changes.push({ type, id: before.id, before, after });
      i++;
      j++;
    }
  }
  return changes;
}
