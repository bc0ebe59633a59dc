/**
 * A change set: the one way anything is written. Applied whole at a revision or not at all, chained by hash
 * into the journal. Undo, history, "as of", review diffs and the audit log are readings of that journal.
 */
import { z } from 'zod';
import { canonical, hashOf, sha256 } from './canonical';
import { RECORD_SCHEMAS, type RecordOf, type RecordType } from './records';

export type Operation = {
  [T in RecordType]:
    | { readonly op: 'put'; readonly type: T; readonly record: RecordOf<T> }
    | { readonly op: 'remove'; readonly type: T; readonly id: string };
}[RecordType];

export type Origin = {
  readonly kind: 'portal' | 'cli' | 'import' | 'example' | 'restore' | 'undo';
  /** File hash, revision undone, example's name… */
  readonly detail?: string | undefined;
};

export type ChangeSet = {
  readonly operations: readonly Operation[];
  readonly author: string;
  readonly reason: string;
  readonly origin: Origin;
  /** ISO 8601 UTC, given by the caller: the model has no clock. */
  readonly at: string;
};

/** Number of change sets applied so far and the hash of the last journal entry. */
export type Revision = { readonly number: number; readonly hash: string };

export const EMPTY_REVISION: Revision = { number: 0, hash: '0'.repeat(64) };

/** An operation as it was applied, with what stood there before, so that it can be undone and shown. */
export type AppliedOperation = {
  readonly type: RecordType;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
};

export type JournalEntry = {
  readonly revision: number;
  readonly previous: string;
  readonly hash: string;
  readonly at: string;
  readonly author: string;
  readonly reason: string;
  readonly origin: Origin;
  readonly operations: readonly AppliedOperation[];
};

const operationHead = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('put'),
    type: z.enum(['asset', 'influence', 'control', 'estimate', 'treatment', 'input']),
    record: z.unknown(),
  }),
  z.strictObject({
    op: z.literal('remove'),
    type: z.enum(['asset', 'influence', 'control', 'estimate', 'treatment', 'input']),
    id: z.string(),
  }),
]);

/** Parses an operation that came from outside (REST, restore). Throws ZodError naming the place. */
export function parseOperation(value: unknown): Operation {
  const head = operationHead.parse(value);
  if (head.op === 'remove') return head;
  return { op: 'put', type: head.type, record: RECORD_SCHEMAS[head.type].parse(head.record) } as Operation;
}

/** The id an operation writes or removes. */
export const idOf = (operation: Operation): string =>
  operation.op === 'put' ? operation.record.id : operation.id;

/** Hash of one applied operation: what the entry's hash is made of, so entries can be streamed. */
export function operationHash({ type, id, before, after }: AppliedOperation): string {
  return operationHashOf(type, id, hashOrNull(before), hashOrNull(after));
}

/** The same from the hashes of the record before and after (null: no record), which a store has at hand. */
export function operationHashOf(
  type: RecordType,
  id: string,
  before: string | null,
  after: string | null,
): string {
  return sha256(canonical([type, id, before, after]));
}

const hashOrNull = (record: unknown): string | null =>
  record === null || record === undefined ? null : hashOf(record);

/**
 * Hash of a journal entry: covers the entry before it, so changing, dropping or reordering any entry breaks
 * every later hash.
 */
export function entryHash(
  entry: Omit<JournalEntry, 'hash' | 'operations'>,
  operationHashes: readonly string[],
): string {
  const { revision, previous, at, author, reason, origin } = entry;
  return sha256(canonical([revision, previous, at, author, reason, origin, operationHashes]));
}

/** The change set that takes an applied entry back. The caller says who undoes it and when. */
export function inverseOf(entry: JournalEntry, author: string, at: string): ChangeSet {
  const operations = [...entry.operations]
    .reverse()
    .map(({ type, id, before }) =>
      before === null || before === undefined
        ? ({ op: 'remove', type, id } as Operation)
        : parseOperation({ op: 'put', type, record: before }),
    );
  return {
    operations,
    author,
    at,
    reason: `undo of revision ${entry.revision}`,
    origin: { kind: 'undo', detail: String(entry.revision) },
  };
}
