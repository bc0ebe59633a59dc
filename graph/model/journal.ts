/**
 * Reading the journal: does the chain hold, and which graph does it lead to? Pure, so that a backup file can
 * be checked with no store. What it cannot see: a chain rewritten whole from some point on, by somebody who
 * also holds the head. Note the head's hash elsewhere (a report does) to see that too.
 */
import { hashOf } from './canonical';
import {
  EMPTY_REVISION,
  entryHash,
  type JournalEntry,
  type Operation,
  operationHash,
  parseOperation,
  type Revision,
} from './change-set';
import { applyTo, EMPTY_SNAPSHOT, recordsOf, type Snapshot } from './snapshot';

export type JournalFault = {
  /** The revision at which the fault shows. */
  readonly revision: number;
  /** numbering: dropped, repeated or reordered · link: does not follow the entry before it · content: changed
   *  after it was written · history: says something else stood there before · head: ends elsewhere ·
   *  state: leads to another graph than the one that stands. */
  readonly kind: 'numbering' | 'link' | 'content' | 'history' | 'head' | 'state';
  readonly message: string;
};

/** Checks entries one by one, so that a journal of any length can be streamed through it. */
export class JournalVerifier {
  #last: Revision;
  readonly #standing: Map<string, string> | undefined;

  /** Starts after `from`; only from the beginning is it known what stood before each operation. */
  constructor(from: Revision = EMPTY_REVISION) {
    this.#last = from;
    this.#standing = from.number === 0 ? new Map() : undefined;
  }

  /** The revision the entries seen so far lead to. */
  get reached(): Revision {
    return this.#last;
  }

  /** Faults of the next entry; empty where it follows and holds. */
  next(entry: JournalEntry): readonly JournalFault[] {
    const { revision, previous, hash } = entry;
    const faults: JournalFault[] = [];
    const report = (kind: JournalFault['kind'], message: string) => faults.push({ revision, kind, message });
    if (revision !== this.#last.number + 1)
      report(
        'numbering',
        `revision ${revision} follows ${this.#last.number}: entries are missing or reordered`,
      );
    if (previous !== this.#last.hash)
      report(
        'link',
        `revision ${revision} names ${previous} as the entry before it, which is ${this.#last.hash}`,
      );
    const computed = entryHash(entry, entry.operations.map(operationHash));
    if (computed !== hash)
      report(
        'content',
        `revision ${revision} was changed after it was written: its content has hash ${computed}, not ${hash}`,
      );
    for (const message of this.#historyFaults(entry)) report('history', message);
    this.#last = { number: revision, hash };
    return faults;
  }

  /** The fault of ending somewhere else than at the store's head, if it does. */
  end(head: Revision): readonly JournalFault[] {
    if (this.#last.number === head.number && this.#last.hash === head.hash) return [];
    return [
      {
        revision: head.number,
        kind: 'head',
        message: `the journal ends at revision ${this.#last.number} (${this.#last.hash}), the graph stands at ${head.number} (${head.hash})`,
      },
    ];
  }

  /**
   * Faults of the graph that stands: records the journal does not lead to. Every record is hashed anew, so one
   * changed behind the journal's back is found. Only a verifier that started at the beginning can say.
   */
  state(snapshot: Snapshot): readonly JournalFault[] {
    const expected = new Map(this.#standing);
    const faults: JournalFault[] = [];
    const report = (message: string) => faults.push({ revision: this.#last.number, kind: 'state', message });
    for (const { type, record } of recordsOf(snapshot)) {
      const key = `${type}\0${record.id}`;
      const hash = expected.get(key);
      if (hash === undefined) report(`${type} ${record.id} stands in the graph and in no change set`);
      else if (hash !== hashOf(record)) report(`${type} ${record.id} is not what the journal last wrote`);
      expected.delete(key);
    }
    for (const key of expected.keys())
      report(`${key.replace('\0', ' ')} was written by the journal and is not in the graph`);
    return faults;
  }

  #historyFaults({ revision, operations }: JournalEntry): readonly string[] {
    if (!this.#standing) return [];
    const faults: string[] = [];
    for (const { type, id, before, after } of operations) {
      const key = `${type}\0${id}`;
      const stands = this.#standing.get(key);
      const said = before === null || before === undefined ? undefined : hashOf(before);
      if (stands !== said)
        faults.push(`revision ${revision} says something else stood at ${type} ${id} before it`);
      if (after === null || after === undefined) this.#standing.delete(key);
      else this.#standing.set(key, hashOf(after));
    }
    return faults;
  }
}

/**
 * Every fault in a journal given from its first entry, and, where `head` is given, whether it ends there.
 * Empty where nothing was changed, dropped, repeated, reordered or cut off.
 */
export function verifyJournal(entries: Iterable<JournalEntry>, head?: Revision): readonly JournalFault[] {
  const verifier = new JournalVerifier();
  const faults: JournalFault[] = [];
  for (const entry of entries) faults.push(...verifier.next(entry));
  return head ? [...faults, ...verifier.end(head)] : faults;
}

/** The graph a journal leads to from the empty one. Throws ZodError where an entry holds what is no record. */
export function replay(entries: Iterable<JournalEntry>): Snapshot {
  const operations: Operation[] = [];
  for (const entry of entries) for (const applied of entry.operations) operations.push(operationOf(applied));
  return applyTo(EMPTY_SNAPSHOT, operations);
}

/** An applied operation as the operation it was. */
export function operationOf(applied: JournalEntry['operations'][number]): Operation {
  const { type, id, after } = applied;
  if (after === null || after === undefined) return parseOperation({ op: 'remove', type, id });
  return parseOperation({ op: 'put', type, record: after });
}
