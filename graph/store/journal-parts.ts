/**
 * A journal entry's operations in parts of bounded size, as JSON text. One row per operation would double
 * the rows of every import; one row per entry would need the whole import in memory as one string.
 */
import { z } from 'zod';
import type { AppliedOperation, JournalEntry } from '@/graph/model/change-set';
import type { PlannedOperation } from './change-plan';

const PART_LENGTH = 128 * 1024;

/** JSON texts `[[type, id, before, after], …]` that together hold the operations in order. */
export function* journalParts(operations: readonly PlannedOperation[]): Iterable<string> {
  let part = '';
  for (const { type, id, before, after } of operations) {
    const text = `["${type}",${JSON.stringify(id)},${before ?? 'null'},${after ?? 'null'}]`;
    part += part === '' ? `[${text}` : `,${text}`;
    if (part.length >= PART_LENGTH) {
      yield `${part}]`;
      part = '';
    }
  }
  if (part !== '') yield `${part}]`;
}

const part = z.array(
  z.tuple([
    z.enum(['asset', 'influence', 'control', 'estimate', 'treatment', 'input']),
    z.string(),
    z.unknown(),
    z.unknown(),
  ]),
);

/** The operations of stored parts, in order. */
export function operationsIn(parts: Iterable<string>): readonly AppliedOperation[] {
  const operations: AppliedOperation[] = [];
  for (const text of parts) {
    for (const [type, id, before, after] of part.parse(JSON.parse(text)))
      operations.push({ type, id, before, after });
  }
  return operations;
}

const origin = z.object({
  kind: z.enum(['portal', 'cli', 'import', 'example', 'restore', 'undo']),
  detail: z.string().optional(),
});

/** A journal entry from its stored row (`origin` as JSON text) and the parts of its operations. */
export function journalEntry(
  row: Omit<JournalEntry, 'operations' | 'origin'> & { readonly origin: string },
  parts: Iterable<string>,
): JournalEntry {
  const { revision, previous, hash, at, author, reason } = row;
  const operations = operationsIn(parts);
  return {
    revision,
    previous,
    hash,
    at,
    author,
    reason,
    origin: origin.parse(JSON.parse(row.origin)),
    operations,
  };
}
