/**
 * Builds a snapshot from stored rows. A row's hash was computed when it was written and is used as it is:
 * hashing half a million records again would cost more than reading them.
 */
import { canonical, sha256 } from '@/graph/model/canonical';
import type { JournalEntry } from '@/graph/model/change-set';
import { byText } from '@/graph/model/ids';
import { RECORD_TYPES, type RecordOf, type RecordType } from '@/graph/model/records';
import { type Snapshot, snapshotHash } from '@/graph/model/snapshot';
import { recordKey } from './change-plan';

/** Three columns rather than a row object for each of half a million records. */
type Columns<T extends RecordType> = {
  readonly ids: string[];
  readonly hashes: string[];
  readonly records: RecordOf<T>[];
};
type Table = { readonly [T in RecordType]: Columns<T> };
const columns = () => ({ ids: [], hashes: [], records: [] });

type Earlier = { readonly type: RecordType; readonly id: string; readonly text: string | null };

export class SnapshotBuilder {
  readonly #table: Table = {
    asset: columns(),
    influence: columns(),
    control: columns(),
    estimate: columns(),
    treatment: columns(),
    input: columns(),
  };
  readonly #earlier = new Map<string, Earlier>();

  /** Takes an entry back: call with the newest first. */
  takeBack({ operations }: JournalEntry): void {
    for (const { type, id, before } of [...operations].reverse()) {
      const text = before === null || before === undefined ? null : canonical(before);
      this.#earlier.set(recordKey(type, id), { type, id, text });
    }
  }

  /** Adds a record as it stands now, from its JSON text, which was validated when it was written. */
  add<T extends RecordType>(type: T, id: string, hash: string, text: string): void {
    const record: RecordOf<T> = JSON.parse(text);
    const { ids, hashes, records } = this.#table[type];
    ids.push(id);
    hashes.push(hash);
    records.push(record);
  }

  /** The snapshot of the records added, less what was taken back. */
  build(): Snapshot {
    for (const type of RECORD_TYPES) this.#forgetLater(type);
    for (const { type, id, text } of this.#earlier.values())
      if (text !== null) this.add(type, id, sha256(text), text);
    for (const type of RECORD_TYPES) sortById(this.#table[type]);
    const { asset, influence, control, estimate, treatment, input } = this.#table;
    return {
      hash: snapshotHash(this.#hashes()),
      assets: asset.records,
      influences: influence.records,
      controls: control.records,
      estimates: estimate.records,
      treatments: treatment.records,
      inputs: input.records,
    };
  }

  #forgetLater<T extends RecordType>(type: T): void {
    if (this.#earlier.size === 0) return;
    const { ids } = this.#table[type];
    keep(
      this.#table[type],
      [...ids.keys()].filter((i) => !this.#earlier.has(recordKey(type, ids[i] ?? ''))),
    );
  }

  *#hashes(): Iterable<readonly [RecordType, string, string]> {
    for (const type of RECORD_TYPES) {
      const { ids, hashes } = this.#table[type];
      for (const [i, id] of ids.entries()) yield [type, id, hashes[i] ?? ''];
    }
  }
}

/** Keeps these places of every column, in this order. */
function keep<T extends RecordType>(table: Columns<T>, places: readonly number[]): void {
  pick(table.ids, places);
  pick(table.hashes, places);
  pick(table.records, places);
}

function pick<V>(column: V[], places: readonly number[]): void {
  const all = [...column];
  column.length = 0;
  for (const place of places) {
    const value = all[place];
    if (value !== undefined) column.push(value);
  }
}

/** Stores order by bytes, the model by code units: the same for all but some ids beyond the basic plane. */
function sortById<T extends RecordType>(table: Columns<T>): void {
  const { ids } = table;
  const inOrder = ids.every((id, i) => i === 0 || (ids[i - 1] ?? '') < id);
  if (inOrder) return;
  keep(
    table,
    [...ids.keys()].sort((a, b) => byText(ids[a] ?? '', ids[b] ?? '')),
  );
}
