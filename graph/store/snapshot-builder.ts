/**
 * Builds a snapshot from stored rows. A row's hash was computed when it was written and is used as it is:
 * hashing half a million records again would cost more than reading them.
 */
import { canonical, sha256 } from '@/graph/model/canonical';
import type { JournalEntry } from '@/graph/model/change-set';
import { byId } from '@/graph/model/ids';
import { RECORD_TYPES, type RecordOf, type RecordType } from '@/graph/model/records';
import { type Snapshot, snapshotHash } from '@/graph/model/snapshot';
import { recordKey } from './change-plan';

type Row<T extends RecordType> = { readonly id: string; readonly hash: string; readonly record: RecordOf<T> };
type Rows = { readonly [T in RecordType]: Row<T>[] };
type Earlier = { readonly type: RecordType; readonly id: string; readonly text: string | null };

export class SnapshotBuilder {
  readonly #rows: Rows = { asset: [], influence: [], control: [], estimate: [], treatment: [], input: [] };
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
    this.#rows[type].push({ id, hash, record });
  }

  /** The snapshot of the records added, less what was taken back. */
  build(): Snapshot {
    for (const type of RECORD_TYPES) this.#forgetLater(type);
    for (const { type, id, text } of this.#earlier.values())
      if (text !== null) this.add(type, id, sha256(text), text);
    for (const type of RECORD_TYPES) sortById(this.#rows[type]);
    const { asset, influence, control, estimate, treatment, input } = this.#rows;
    return {
      hash: snapshotHash(this.#hashes()),
      assets: asset.map(recordOf),
      influences: influence.map(recordOf),
      controls: control.map(recordOf),
      estimates: estimate.map(recordOf),
      treatments: treatment.map(recordOf),
      inputs: input.map(recordOf),
    };
  }

  #forgetLater<T extends RecordType>(type: T): void {
    if (this.#earlier.size === 0) return;
    const kept = this.#rows[type].filter(({ id }) => !this.#earlier.has(recordKey(type, id)));
    this.#rows[type].splice(0, Number.POSITIVE_INFINITY);
    for (const row of kept) this.#rows[type].push(row);
  }

  *#hashes(): Iterable<readonly [RecordType, string, string]> {
    for (const type of RECORD_TYPES) for (const { id, hash } of this.#rows[type]) yield [type, id, hash];
  }
}

const recordOf = <T>({ record }: { readonly record: T }): T => record;

/** Stores order by bytes, the model by code units: the same for all but some ids beyond the basic plane. */
function sortById(rows: { readonly id: string }[]): void {
  for (let i = 1; i < rows.length; i++) {
    const [before, after] = [rows[i - 1], rows[i]];
    if (before && after && before.id > after.id) {
      rows.sort(byId);
      return;
    }
  }
}
