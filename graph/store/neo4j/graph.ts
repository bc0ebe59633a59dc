/** One workspace's graph in Neo4j. */
import { randomUUID } from 'node:crypto';
import type { ManagedTransaction } from 'neo4j-driver';
import { z } from 'zod';
import type { ChangeSet, JournalEntry, Revision } from '@/graph/model/change-set';
import { byText, type WorkspaceId } from '@/graph/model/ids';
import type { RecordOf } from '@/graph/model/records';
import type { Snapshot } from '@/graph/model/snapshot';
import { judge } from '../change-check';
import { noSuchAsset, noSuchRevision } from '../refusals';
import { SnapshotBuilder } from '../snapshot-builder';
import type { GraphStore, Neighbourhood } from '../store';
import { type Connection, rowsOf } from './connection';
import { fetchGround } from './ground';
import { keyOf } from './names';
import { JOURNAL, NEIGHBOURHOOD, WORKSPACE } from './queries';
import { readHead, readRecords } from './read-graph';
import { readEntries } from './read-journal';
import { writePlan } from './write-plan';

const revisionRow = z.object({ revision: z.number().int(), hash: z.string() });
const assetRow = z.object({ record: z.string() });
const aroundRow = z.object({
  influence: z.string(),
  influenceRecord: z.string(),
  other: z.string(),
  otherRecord: z.string(),
});

export class Neo4jGraphStore implements GraphStore {
  readonly workspace: WorkspaceId;
  readonly #connection: Connection;

  constructor(workspace: WorkspaceId, connection: Connection) {
    this.workspace = workspace;
    this.#connection = connection;
  }

  async head(): Promise<Revision> {
    return this.#connection.read((tx) => readHead(tx, this.workspace));
  }

  /**
   * The server shows a reader what others commit meanwhile. So the head is read first, then the records, and
   * whatever the journal says was changed after that head is taken back: the snapshot is exactly that revision.
   */
  async load(at?: number): Promise<Snapshot> {
    return this.#connection.read(async (tx) => {
      const head = await readHead(tx, this.workspace);
      const wanted = at ?? head.number;
      if (wanted > head.number || wanted < 0) throw noSuchRevision(wanted, head.number);
      const builder = new SnapshotBuilder();
      await readRecords(tx, this.workspace, builder);
      const later: JournalEntry[] = [];
      for await (const entry of this.#entries(tx, wanted)) later.push(entry);
      for (const entry of later.reverse()) builder.takeBack(entry);
      return builder.build();
    });
  }

  async neighbourhood(asset: string): Promise<Neighbourhood> {
    const key = keyOf(this.workspace, asset);
    return this.#connection.read(async (tx) => {
      const [standing] = await rowsOf(tx, NEIGHBOURHOOD.asset, { key });
      if (!standing) throw noSuchAsset(asset, this.workspace);
      const influences = new Map<string, RecordOf<'influence'>>();
      const neighbours = new Map<string, RecordOf<'asset'>>();
      for (const row of await rowsOf(tx, NEIGHBOURHOOD.around, { key })) {
        const { influence, influenceRecord, other, otherRecord } = aroundRow.parse(row);
        influences.set(influence, JSON.parse(influenceRecord));
        if (other !== asset) neighbours.set(other, JSON.parse(otherRecord));
      }
      return {
        asset: JSON.parse(assetRow.parse(standing).record),
        influences: inOrder(influences),
        neighbours: inOrder(neighbours),
      };
    });
  }

  async apply(change: ChangeSet, on: Revision): Promise<Revision> {
    const attempt = randomUUID();
    let tries = 0;
    return this.#connection.write(async (tx) => {
      tries++;
      await tx.run(WORKSPACE.lock, { workspace: this.workspace });
      // A try whose acknowledgement was lost may have been committed all the same.
      const done = tries > 1 ? await this.#written(tx, attempt) : undefined;
      if (done) return done;
      const head = await readHead(tx, this.workspace);
      const ground = await fetchGround(tx, this.workspace, head, change, on);
      const plan = judge(ground, change, on);
      if (!plan) return head;
      await writePlan(tx, this.workspace, ground, plan, attempt);
      return plan.revision;
    });
  }

  async *journal(from: number, limit = Number.POSITIVE_INFINITY): AsyncIterable<JournalEntry> {
    for (let last = from, left = limit; left > 0; ) {
      const entries = await this.#connection.read((tx) => readEntries(tx, this.workspace, last, left));
      if (entries.length === 0) return;
      for (const entry of entries) {
        yield entry;
        last = entry.revision;
        left--;
      }
    }
  }

  async *#entries(tx: ManagedTransaction, from: number): AsyncIterable<JournalEntry> {
    for (let last = from; ; ) {
      const entries = await readEntries(tx, this.workspace, last, Number.MAX_SAFE_INTEGER);
      if (entries.length === 0) return;
      yield* entries;
      last = entries.at(-1)?.revision ?? last;
    }
  }

  async #written(tx: ManagedTransaction, attempt: string): Promise<Revision | undefined> {
    const [row] = await rowsOf(tx, JOURNAL.attempt, { workspace: this.workspace, attempt });
    if (!row) return undefined;
    const { revision, hash } = revisionRow.parse(row);
    return { number: revision, hash };
  }
}

const inOrder = <T>(records: ReadonlyMap<string, T>): readonly T[] =>
  [...records].sort(([a], [b]) => byText(a, b)).map(([, record]) => record);
