/**
 * Moving house: every workspace's whole journal as JSON Lines, streamed, with the hashes that prove it whole.
 * The journal is the graph: restoring replays it entry by entry into any store, which computes every hash
 * again, so a restored workspace stands at the same revision under the same hash or is refused.
 *
 * Lines: {"headwater":"backup@1"} · {"workspace":{id,name,revision,hash}}, then for each entry {"entry":{…}}
 * and its operations in {"operations":[…]} lines · {"record":{type,id,value}} · {"end":{lines,sha256}} over
 * all lines before it.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '@/graph/model/canonical';
import {
  type AppliedOperation,
  type ChangeSet,
  EMPTY_REVISION,
  type JournalEntry,
} from '@/graph/model/change-set';
import { GraphError } from '@/graph/model/errors';
import { workspaceId } from '@/graph/model/ids';
import { JournalVerifier, operationOf } from '@/graph/model/journal';
import { RECORD_TYPES } from '@/graph/model/records';
import type { Database, GraphStore } from './store';

const FORMAT = 'backup@1';
/** An import can have half a million operations; a line should still fit into memory twice. */
const OPERATIONS_PER_LINE = 500;

export type BackupSummary = {
  readonly workspaces: number;
  readonly entries: number;
  readonly records: number;
};

/**
 * The backup's lines, each with its line end.
 *
 * @param recordTypes types of kept records (accounts, settings…) to take along; sessions and leases are best left.
 * @throws GraphError `unavailable` where a journal does not verify: a broken chain is not backed up as if whole.
 */
export async function* backup(database: Database, recordTypes: readonly string[]): AsyncIterable<string> {
  const seal = createHash('sha256');
  let lines = 0;
  const line = (value: unknown): string => {
    const text = `${canonical(value)}\n`;
    seal.update(text);
    lines++;
    return text;
  };
  yield line({ headwater: FORMAT });
  for (const { id, name } of await database.listWorkspaces()) {
    const graph = await database.openGraph(id);
    const { number, hash } = await graph.head();
    yield line({ workspace: { id, name, revision: number, hash } });
    const verifier = new JournalVerifier();
    // What is written after this moment belongs to the next backup.
    for await (const entry of graph.journal(0, number)) {
      requireSound(id, verifier.next(entry));
      const { operations, ...head } = entry;
      yield line({ entry: { ...head, operations: operations.length } });
      for (let start = 0; start < operations.length; start += OPERATIONS_PER_LINE)
        yield line({ operations: operations.slice(start, start + OPERATIONS_PER_LINE) });
    }
    requireSound(id, verifier.end({ number, hash }));
  }
  for (const type of recordTypes) {
    for await (const { id, value } of everyRecord(database, type))
      yield line({ record: { type, id, value } });
  }
  yield `${canonical({ end: { lines, sha256: seal.digest('hex') } })}\n`;
}

function requireSound(workspace: string, faults: readonly { readonly message: string }[]): void {
  const [fault] = faults;
  if (fault)
    throw new GraphError(
      'unavailable',
      `The journal of workspace ${workspace} does not verify: ${fault.message}. No backup was made; find out who changed the store behind Headwater's back.`,
      faults.map(({ message }) => ({ at: workspace, message })),
    );
}

async function* everyRecord(database: Database, type: string) {
  for (let after = ''; ; ) {
    const page = await database.records.list(type, { after });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const revision = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string();
const entryLine = z.strictObject({
  revision,
  previous: hash,
  hash,
  at: text,
  author: text,
  reason: text,
  origin: z.strictObject({
    kind: z.enum(['portal', 'cli', 'import', 'example', 'restore', 'undo']),
    detail: text.optional(),
  }),
  operations: revision,
});
type EntryLine = z.infer<typeof entryLine>;
const operationsLine = z.array(
  z.strictObject({ type: z.enum(RECORD_TYPES), id: text, before: z.unknown(), after: z.unknown() }),
);

const backupLine = z.union([
  z.strictObject({ headwater: z.literal(FORMAT) }),
  z.strictObject({ workspace: z.strictObject({ id: workspaceId, name: text, revision, hash }) }),
  z.strictObject({ entry: entryLine }),
  z.strictObject({ operations: operationsLine }),
  z.strictObject({ record: z.strictObject({ type: text, id: text, value: z.unknown() }) }),
  z.strictObject({ end: z.strictObject({ lines: revision, sha256: hash }) }),
]);
type BackupLine = z.infer<typeof backupLine>;

/**
 * Writes a backup into a database which has none of its workspaces yet.
 *
 * Each entry is whole or absent, and an interrupted restore may be repeated: entries that are there already
 * under the same hash are passed over.
 *
 * @param lines the backup's lines, with or without line ends.
 * @throws GraphError `invalid` naming the line that is damaged, missing or out of order, or where the store
 *   holds another history under the same workspace.
 */
export async function restore(database: Database, lines: AsyncIterable<string>): Promise<BackupSummary> {
  const restoring = new Restoring(database);
  for await (const line of lines) await restoring.take(line.replace(/\r?\n$/, ''));
  return restoring.finish();
}

class Restoring {
  readonly #database: Database;
  readonly #seal = createHash('sha256');
  readonly #summary = { workspaces: 0, entries: 0, records: 0 };
  #line = 0;
  #over = false;
  #workspace: { graph: GraphStore; id: string; revision: number; hash: string } | undefined;
  #present = 0;
  #entry: { readonly head: EntryLine; readonly operations: AppliedOperation[] } | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  async take(line: string): Promise<void> {
    this.#line++;
    if (this.#over) throw this.#damaged('something follows the end');
    const value = this.#parse(line);
    if ('headwater' in value !== (this.#line === 1))
      throw this.#damaged('a backup begins with its format, once');
    if ('end' in value) return this.#end(value.end);
    this.#seal.update(`${line}\n`);
    if ('workspace' in value) await this.#begin(value.workspace);
    else if ('entry' in value) await this.#open(value.entry);
    else if ('operations' in value) await this.#gather(value.operations);
    else if ('record' in value) await this.#keep(value.record);
  }

  async finish(): Promise<BackupSummary> {
    if (!this.#over) throw this.#damaged('the backup breaks off before its end');
    return this.#summary;
  }

  #parse(line: string): BackupLine {
    try {
      return backupLine.parse(JSON.parse(line));
    } catch (cause) {
      throw this.#damaged('it is no line of a backup', cause);
    }
  }

  async #begin({ id, name, revision, hash }: { id: string; name: string; revision: number; hash: string }) {
    await this.#close();
    const workspace = workspaceId.parse(id);
    await this.#database.putWorkspace({ id: workspace, name });
    const graph = await this.#database.openGraph(workspace);
    this.#workspace = { graph, id, revision, hash };
    this.#present = (await graph.head()).number;
    this.#summary.workspaces++;
    if (this.#present > revision) throw this.#otherHistory(id);
  }

  async #open(head: EntryLine): Promise<void> {
    this.#requireGathered();
    this.#entry = { head, operations: [] };
    await this.#gather([]);
  }

  async #gather(operations: z.infer<typeof operationsLine>): Promise<void> {
    if (!this.#entry) throw this.#damaged('operations stand without their entry');
    const { head, operations: gathered } = this.#entry;
    for (const { type, id, before, after } of operations) gathered.push({ type, id, before, after });
    if (gathered.length < head.operations) return;
    this.#entry = undefined;
    await this.#apply({ ...head, operations: gathered });
  }

  #requireGathered(): void {
    if (this.#entry) throw this.#damaged(`operations of revision ${this.#entry.head.revision} are missing`);
  }

  async #apply(entry: JournalEntry): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace) throw this.#damaged('an entry stands before its workspace');
    const { graph, id } = workspace;
    if (entry.revision <= this.#present) {
      for await (const there of graph.journal(entry.revision - 1, 1))
        if (there.hash !== entry.hash) throw this.#otherHistory(id);
      return;
    }
    const number = entry.revision - 1;
    const on = number === 0 ? EMPTY_REVISION : { number, hash: entry.previous };
    const reached = await graph.apply(changeOf(entry), on);
    if (reached.hash !== entry.hash)
      throw this.#damaged(`revision ${entry.revision} is not what its hash says`);
    this.#summary.entries++;
  }

  async #keep({ type, id, value }: { type: string; id: string; value?: unknown }): Promise<void> {
    await this.#close();
    const version = (await this.#database.records.find(type, id))?.version ?? 0;
    await this.#database.records.put(type, id, value ?? null, version);
    this.#summary.records++;
  }

  async #end({ lines, sha256 }: { lines: number; sha256: string }): Promise<void> {
    await this.#close();
    if (lines !== this.#line - 1) throw this.#damaged(`${lines} lines should stand before the end`);
    if (sha256 !== this.#seal.digest('hex'))
      throw this.#damaged('the lines before do not have the hash it names');
    this.#over = true;
  }

  /** The workspace being restored must have arrived where the backup says it stood. */
  async #close(): Promise<void> {
    this.#requireGathered();
    const workspace = this.#workspace;
    this.#workspace = undefined;
    if (!workspace) return;
    const { number, hash } = await workspace.graph.head();
    if (number !== workspace.revision || hash !== workspace.hash)
      throw this.#damaged(
        `workspace ${workspace.id} stands at ${number}, the backup at ${workspace.revision}`,
      );
  }

  #damaged(what: string, cause?: unknown): GraphError {
    return new GraphError(
      'invalid',
      `The backup cannot be restored, line ${this.#line}: ${what}. What was restored before that line is whole; take another copy of the backup and restore it again.`,
      [{ at: `line ${this.#line}`, message: what }],
      cause,
    );
  }

  #otherHistory(id: string): GraphError {
    return new GraphError(
      'invalid',
      `Workspace ${id} exists already in ${this.#database.description} with another history. It was left as it is; restore into an empty store.`,
      [{ at: `line ${this.#line}`, message: `workspace ${id} has another history` }],
    );
  }
}

function changeOf({ operations, author, reason, origin, at }: JournalEntry): ChangeSet {
  return { operations: operations.map(operationOf), author, reason, origin, at };
}

/**
 * The lines of a file read in pieces. Only a line feed ends a line: the line readers at hand also break at
 * U+2028, which may stand in a name.
 */
export async function* linesIn(pieces: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (
      rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
    ).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
