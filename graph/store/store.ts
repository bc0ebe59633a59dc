/**
 * The store port. A database holds workspaces; a workspace's graph is opened on its own, so reading or
 * writing across workspaces is impossible by construction. Analysis never sees any of this: it is handed a
 * `Snapshot`.
 */
import type { ChangeSet, JournalEntry, Revision } from '@/graph/model/change-set';
import type { WorkspaceId } from '@/graph/model/ids';
import type { RecordOf } from '@/graph/model/records';
import type { Snapshot } from '@/graph/model/snapshot';

export interface Database {
  /** Which store this is and where, for messages: no password in it. */
  readonly description: string;
  listWorkspaces(): Promise<readonly WorkspaceInfo[]>;
  /** Creates the workspace or leaves it as it is. */
  putWorkspace(workspace: WorkspaceInfo): Promise<void>;
  /** Opens one workspace's graph. Throws `not-found` where there is no such workspace. */
  openGraph(workspace: WorkspaceId): Promise<GraphStore>;
  /** Records outside the graph (sessions, jobs, accounts), each under a version. */
  readonly records: RecordStore;
  close(): Promise<void>;
}

export type WorkspaceInfo = { readonly id: WorkspaceId; readonly name: string };

export interface GraphStore {
  readonly workspace: WorkspaceId;
  head(): Promise<Revision>;
  /** The whole graph now, or as it was at an earlier revision. Throws `not-found` for a later one. */
  load(at?: number): Promise<Snapshot>;
  /** One asset with the influences that touch it and the assets at their other ends. */
  neighbourhood(asset: string): Promise<Neighbourhood>;
  /**
   * Applies a change set made on `on`, whole or not at all. Changes by others to *other* records since then
   * do not matter; to the same records they are a `conflict` whose details name each record and who changed it.
   * Throws `invalid` where the change breaks a rule, `unavailable` where the store cannot write.
   */
  apply(change: ChangeSet, on: Revision): Promise<Revision>;
  /** Journal entries after revision `from`, oldest first. */
  journal(from: number, limit?: number): AsyncIterable<JournalEntry>;
}

export type Neighbourhood = {
  readonly asset: RecordOf<'asset'>;
  readonly influences: readonly RecordOf<'influence'>[];
  readonly neighbours: readonly RecordOf<'asset'>[];
};

/** A record outside the graph. `version` rises by one with every write. */
export type StoredRecord = { readonly id: string; readonly version: number; readonly value: unknown };

/** Small keyed records with compare-and-swap: enough for sessions, accounts, job leases and rate limits. */
export interface RecordStore {
  find(type: string, id: string): Promise<StoredRecord | undefined>;
  /** By id order; at most `limit` (default 1,000) after `after`. */
  list(
    type: string,
    options?: { readonly after?: string; readonly limit?: number },
  ): Promise<readonly StoredRecord[]>;
  /** Writes where the stored version is `expected` (0: must not exist yet); otherwise throws `conflict`. */
  put(type: string, id: string, value: unknown, expected: number): Promise<StoredRecord>;
  remove(type: string, id: string): Promise<void>;
}
