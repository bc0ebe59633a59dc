/** Reading journal entries out of Neo4j: heads first, then the operations of as many as fit together. */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { z } from 'zod';
import type { JournalEntry } from '@/graph/model/change-set';
import { journalEntry } from '../journal-parts';
import { rowsOf } from './connection';
import { keyOf } from './names';
import { JOURNAL } from './queries';

const headRow = z.object({
  revision: z.number().int(),
  previous: z.string(),
  hash: z.string(),
  at: z.string(),
  author: z.string(),
  reason: z.string(),
  origin: z.string(),
  parts: z.number().int(),
});
type HeadRow = z.infer<typeof headRow>;
const partRow = z.object({ revision: z.number().int(), operations: z.string() });

const HEADS_PER_QUERY = 200;
/** Parts (128 KiB each at most, but for single large records) fetched together. */
const PARTS_TOGETHER = 64;

/** At most a page of entries after `from`, oldest first; empty at the end. */
export async function readEntries(
  tx: ManagedTransaction,
  workspace: string,
  from: number,
  limit: number,
): Promise<readonly JournalEntry[]> {
  const wanted = neo4j.int(Math.min(limit, HEADS_PER_QUERY));
  const rows = await rowsOf(tx, JOURNAL.heads, { workspace, from: neo4j.int(from), limit: wanted });
  const heads: HeadRow[] = [];
  let parts = 0;
  for (const head of rows.map((row) => headRow.parse(row))) {
    if (heads.length > 0 && parts + head.parts > PARTS_TOGETHER) break;
    heads.push(head);
    parts += head.parts;
  }
  const keys = heads.map(({ revision }) => keyOf(workspace, String(revision)));
  const texts = new Map<number, string[]>(heads.map(({ revision }) => [revision, []]));
  for (const row of await rowsOf(tx, JOURNAL.parts, { keys })) {
    const { revision, operations } = partRow.parse(row);
    texts.get(revision)?.push(operations);
  }
  return heads.map((head) => journalEntry(head, texts.get(head.revision) ?? []));
}
