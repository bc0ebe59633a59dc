/** Reading a graph out of Neo4j: pages of lists, in key order, parsed once. */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { z } from 'zod';
import type { Revision } from '@/graph/model/change-set';
import { byText } from '@/graph/model/ids';
import { INFLUENCE_KINDS } from '@/graph/model/influence-kinds';
import type { RecordType } from '@/graph/model/records';
import { noSuchWorkspace } from '../refusals';
import type { SnapshotBuilder } from '../snapshot-builder';
import { rowsOf } from './connection';
import { keyOf, SIDE_TYPES } from './names';
import { PAGE, WORKSPACE } from './queries';

const PAGE_SIZE = 5_000;
/** An influence's id begins with its kind: in this order the pages need no sorting afterwards. */
const KINDS_IN_ID_ORDER = [...INFLUENCE_KINDS].sort((a, b) => byText(`${a}:`, `${b}:`));
const headRow = z.object({ revision: z.number().int(), hash: z.string() });
const page = z.object({
  last: z.string().nullable(),
  hashes: z.array(z.string()),
  records: z.array(z.string()),
});

/** Throws `not-found` where there is no such workspace. */
export async function readHead(tx: ManagedTransaction, workspace: string): Promise<Revision> {
  const [row] = await rowsOf(tx, WORKSPACE.head, { workspace });
  if (!row) throw noSuchWorkspace(workspace);
  const { revision, hash } = headRow.parse(row);
  return { number: revision, hash };
}

/** Adds every record of the workspace to the builder, as it stands while reading. */
export async function readRecords(
  tx: ManagedTransaction,
  workspace: string,
  builder: SnapshotBuilder,
): Promise<void> {
  await readPages(tx, workspace, 'asset', PAGE.asset, builder);
  for (const kind of KINDS_IN_ID_ORDER)
    await readPages(tx, workspace, 'influence', PAGE.influence[kind], builder);
  for (const type of SIDE_TYPES) await readPages(tx, workspace, type, PAGE.side[type], builder);
}

async function readPages(
  tx: ManagedTransaction,
  workspace: string,
  type: RecordType,
  query: string,
  builder: SnapshotBuilder,
): Promise<void> {
  const limit = neo4j.int(PAGE_SIZE);
  // A slash ends the workspace's name in a key, and "0" is the character after it.
  const end = `${workspace}0`;
  for (let after = keyOf(workspace, ''); ; ) {
    const [row] = await rowsOf(tx, query, { after, end, limit });
    const { last, hashes, records } = page.parse(row);
    for (const [place, text] of records.entries()) builder.add(type, hashes[place] ?? '', text);
    if (last === null || records.length < PAGE_SIZE) return;
    after = last;
  }
}
