/** Records outside the graph in Neo4j, written by compare-and-swap under a lock on the record's node. */
import { randomUUID } from 'node:crypto';
import neo4j from 'neo4j-driver';
import { z } from 'zod';
import { canonical } from '@/graph/model/canonical';
import { versionConflict } from '../refusals';
import type { RecordStore, StoredRecord } from '../store';
import { type Connection, type Row, rowsOf } from './connection';
import { KEPT } from './queries';

const keptRow = z.object({ id: z.string(), version: z.number().int(), value: z.string() });
const versionRow = z.object({ version: z.number().int(), attempt: z.string().nullable() });

const LIST_LIMIT = 1000;

export class Neo4jRecordStore implements RecordStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async find(type: string, id: string): Promise<StoredRecord | undefined> {
    const [row] = await this.#connection.read((tx) => rowsOf(tx, KEPT.find, { key: keptKey(type, id) }));
    return row && storedRecord(row);
  }

  async list(
    type: string,
    { after = '', limit = LIST_LIMIT }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly StoredRecord[]> {
    const parameters = { type, after, limit: neo4j.int(limit) };
    return (await this.#connection.read((tx) => rowsOf(tx, KEPT.list, parameters))).map(storedRecord);
  }

  async put(type: string, id: string, value: unknown, expected: number): Promise<StoredRecord> {
    const key = keptKey(type, id);
    const text = canonical(value);
    const version = expected + 1;
    const attempt = randomUUID();
    await this.#connection.write(async (tx) => {
      await tx.run(KEPT.lock, { key, type, id });
      const [row] = await rowsOf(tx, KEPT.version, { key });
      const { version: stored, attempt: writtenBy } = versionRow.parse(row);
      // A try whose acknowledgement was lost may have been committed all the same.
      if (writtenBy === attempt) return;
      if (stored !== expected) throw versionConflict(type, id, expected, stored);
      await tx.run(KEPT.write, { key, version: neo4j.int(version), value: text, attempt });
    });
    return { id, version, value: JSON.parse(text) };
  }

  async remove(type: string, id: string): Promise<void> {
    await this.#connection.write((tx) => tx.run(KEPT.remove, { key: keptKey(type, id) }));
  }
}

/** Type names have no slash, so no two records share a key. */
const keptKey = (type: string, id: string): string => `${type}/${id}`;

function storedRecord(row: Row): StoredRecord {
  const { id, version, value } = keptRow.parse(row);
  return { id, version, value: JSON.parse(value) };
}
