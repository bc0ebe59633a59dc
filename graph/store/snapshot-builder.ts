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

/** Columns rather than a row object for each of half a million records. */
type Columns<T extends RecordType> = {
  readonly hashes: string[];
  readonly records: RecordOf<T>[];
};
type Table = { readonly [T in RecordType]: Columns<T> };
const columns = () => ({ hashes: [], records: [] });

type Earlier = { readonly type: RecordType; readonly text: string | null };

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
      this.#earlier.set(recordKey(type, id), { type, text });
    }
  }

  /** Adds a record as it stands now, from its JSON text, which was validated when it was written. */
  add<T extends RecordType>(type: T, hash: string, text: string): void {
    const record: RecordOf<T> = JSON.parse(text);
    const { hashes, records } = this.#table[type];
    hashes.push(hash);
    records.push(record);
  }

  /** The snapshot of the records added, less what was taken back. */
  build(): Snapshot {
    for (const type of RECORD_TYPES) this.#forgetLater(type);
    for (const { type, text } of this.#earlier.values())
      if (text !== null) this.add(type, sha256(text), text);
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
    const places: number[] = [];
    for (const [place, { id }] of this.#table[type].records.entries())
      if (!this.#earlier.has(recordKey(type, id))) places.push(place);
    keep(this.#table[type], places);
  }

  *#hashes(): Iterable<readonly [RecordType, string, string]> {
    for (const type of RECORD_TYPES) {
      const { hashes, records } = this.#table[type];
      for (const [place, { id }] of records.entries()) yield [type, id, hashes[place] ?? ''];
    }
  }
}

/** Keeps these places of every column, in this order. */
function keep<T extends RecordType>(table: Columns<T>, places: readonly number[]): void {
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
  const { records } = table;
  const idAt = (place: number): string => records[place]?.id ?? '';
  if (records.every(({ id }, place) => place === 0 || idAt(place - 1) < id)) return;
  keep(
    table,
    [...records.keys()].sort((a, b) => byText(idAt(a), idAt(b))),
  );
}
