/**
 * The store for organisations that run Neo4j: the same graph under real labels and relationship types, beside
 * whatever else they keep there. Several portal processes may share it; nothing is held in this one.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { z } from 'zod';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { GraphError } from '@/graph/model/errors';
import { type WorkspaceId, workspaceId } from '@/graph/model/ids';
import type { Database, GraphStore, RecordStore, WorkspaceInfo } from '../store';
import { Connection, driverFor, type Neo4jLocation, rowsOf } from './connection';
import { Neo4jGraphStore } from './graph';
import { Neo4jRecordStore } from './kept-records';
import { migrate } from './migrations';
import { WORKSPACE } from './queries';
import { readHead } from './read-graph';

const workspaceRow = z.object({ id: workspaceId, name: z.string() });

/**
 * Opens the database, makes sure that it answers and brings its schema up to date.
 *
 * @param driver replaces the driver for the location: for tests that watch what is sent.
 * @throws GraphError `unavailable` where it cannot be used; the message says why and what to do.
 */
export async function openNeo4j(location: Neo4jLocation, driver?: Driver): Promise<Database> {
  const connection = new Connection(driver ?? newDriver(location), location);
  try {
    await connection.verify();
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new Neo4jDatabase(connection);
}

function newDriver(location: Neo4jLocation): Driver {
  try {
    return driverFor(location);
  } catch (cause) {
    throw new GraphError(
      'invalid',
      `HEADWATER_STORE=${location.url} is no address of a Neo4j server: ${cause instanceof Error ? cause.message : cause}. Use neo4j://host:7687, neo4j+s://host:7687 or bolt://host:7687.`,
      [],
      cause,
    );
  }
}

class Neo4jDatabase implements Database {
  readonly description: string;
  readonly records: RecordStore;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.description = connection.description;
    this.records = new Neo4jRecordStore(connection);
  }

  async listWorkspaces(): Promise<readonly WorkspaceInfo[]> {
    const rows = await this.#connection.read((tx) => rowsOf(tx, WORKSPACE.list));
    return rows.map((row) => workspaceRow.parse(row));
  }

  async putWorkspace({ id, name }: WorkspaceInfo): Promise<void> {
    const { number, hash } = EMPTY_REVISION;
    const parameters = { id: workspaceId.parse(id), name, revision: neo4j.int(number), hash };
    await this.#connection.write((tx) => tx.run(WORKSPACE.put, parameters));
  }

  async openGraph(workspace: WorkspaceId): Promise<GraphStore> {
    await this.#connection.read((tx) => readHead(tx, workspace));
    return new Neo4jGraphStore(workspace, this.#connection);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
