/** Writing a planned change to Neo4j: lists of rows per label and type, in an order that keeps ends present. */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import type { Operation } from '@/graph/model/change-set';
import type { Ground } from '../change-check';
import type { ChangePlan, PlannedOperation } from '../change-plan';
import { journalParts } from '../journal-parts';
import { keyOf, kindOfInfluence, LINKED_TYPES, type LinkedType, removedKey } from './names';
import { linksOf, propertiesOf } from './properties';
import { CREATE, JOURNAL, LINK, REMOVE, UPDATE, WORKSPACE } from './queries';

const ROWS_PER_QUERY = 2_000;

type Put = Extract<Operation, { op: 'put' }>;
type Batches = Map<string, unknown[]>;

/**
 * Writes the plan within the caller's transaction. `attempt` names this try of the change set, so that it is
 * recognised where its acknowledgement was lost.
 */
export async function writePlan(
  tx: ManagedTransaction,
  workspace: string,
  ground: Ground,
  plan: ChangePlan,
  attempt: string,
): Promise<void> {
  const steps = new Steps();
  for (const planned of plan.final) sort(steps, workspace, ground, plan, planned);
  for (const [name, batches] of steps.inOrder()) {
    for (const [query, rows] of batches) await runInBatches(tx, query, name, rows);
  }
  await writeJournal(tx, workspace, plan, attempt);
  const { number, hash } = plan.revision;
  await tx.run(WORKSPACE.advance, { workspace, revision: neo4j.int(number), hash });
}

/** Queries by the turn in which they run; within a turn their order does not matter. */
class Steps {
  readonly links: Batches = new Map();
  readonly removeInfluences: Batches = new Map();
  readonly removeOthers: Batches = new Map();
  readonly assets: Batches = new Map();
  readonly others: Batches = new Map();
  readonly ties: Batches = new Map();
  readonly marks: Batches = new Map();

  *inOrder(): Iterable<readonly ['keys' | 'rows', Batches]> {
    yield ['keys', this.links];
    yield ['keys', this.removeInfluences];
    yield ['keys', this.removeOthers];
    yield ['rows', this.assets];
    yield ['rows', this.others];
    yield ['rows', this.ties];
    yield ['rows', this.marks];
  }
}

function add(batches: Batches, query: string, row: unknown): void {
  const rows = batches.get(query);
  if (rows) rows.push(row);
  else batches.set(query, [row]);
}

const isLinked = (type: string): type is LinkedType => LINKED_TYPES.some((linked) => linked === type);

function sort(
  steps: Steps,
  workspace: string,
  ground: Ground,
  plan: ChangePlan,
  planned: PlannedOperation,
): void {
  const { type, id, operation, after, afterHash } = planned;
  const standing = ground.standing(type, id);
  const stood = typeof standing?.text === 'string';
  const key = keyOf(workspace, id);
  if (stood && isLinked(type)) add(steps.links, LINK.cut[type], key);
  if (operation.op === 'put' && after !== null && afterHash !== null) {
    const common = { workspace, revision: plan.revision.number, hash: afterHash, text: after };
    put(steps, workspace, operation, propertiesOf(operation, common), stood);
    if (standing && !stood) add(steps.removeOthers, REMOVE.removed, removedKey(workspace, type, id));
    return;
  }
  if (stood) remove(steps, planned, key);
  const mark = { key: removedKey(workspace, type, id), workspace, type, id };
  add(steps.marks, CREATE.removed, { ...mark, revision: neo4j.int(plan.revision.number) });
}

function put(steps: Steps, workspace: string, operation: Put, properties: object, stood: boolean): void {
  const write = stood ? UPDATE : CREATE;
  if (operation.type === 'asset') {
    add(steps.assets, write.asset[operation.record.kind], properties);
    return;
  }
  if (operation.type === 'influence') {
    const { kind, from, to } = operation.record;
    add(steps.others, write.influence[kind], [keyOf(workspace, from), keyOf(workspace, to), properties]);
    return;
  }
  add(steps.others, write.side[operation.type], properties);
  if (!isLinked(operation.type)) return;
  for (const asset of linksOf(operation))
    add(steps.ties, LINK.tie[operation.type], [
      keyOf(workspace, operation.record.id),
      keyOf(workspace, asset),
    ]);
}

function remove(steps: Steps, { type, id }: PlannedOperation, key: string): void {
  if (type === 'asset') add(steps.removeOthers, REMOVE.asset, key);
  else if (type === 'influence') {
    const kind = kindOfInfluence(id);
    if (kind) add(steps.removeInfluences, REMOVE.influence[kind], key);
  } else add(steps.removeOthers, REMOVE.side[type], key);
}

async function runInBatches(
  tx: ManagedTransaction,
  query: string,
  name: 'keys' | 'rows',
  rows: readonly unknown[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_QUERY)
    await tx.run(query, { [name]: rows.slice(start, start + ROWS_PER_QUERY) });
}

async function writeJournal(
  tx: ManagedTransaction,
  workspace: string,
  { entry, operations }: ChangePlan,
  attempt: string,
): Promise<void> {
  const key = keyOf(workspace, String(entry.revision));
  const { previous, hash, at, author, reason, origin } = entry;
  const head = { previous, hash, at, author, reason, origin: JSON.stringify(origin) };
  const revision = neo4j.int(entry.revision);
  await tx.run(JOURNAL.create, {
    entry: { ...head, key, workspace, revision, attempt, operations: neo4j.int(operations.length) },
  });
  await tx.run(JOURNAL.follow, { key, previousKey: keyOf(workspace, String(entry.revision - 1)) });
  let part = 0;
  for (const text of journalParts(operations)) {
    const properties = { key: `${key}/${part}`, part: neo4j.int(part), operations: text };
    await tx.run(JOURNAL.part, { key, part: properties });
    part++;
  }
  await tx.run(JOURNAL.count, { key, parts: neo4j.int(part) });
}
