/**
 * What every store must do. A store's own test file calls `describeStore` and nothing else about behaviour:
 * there is no way to leave a case out for one store.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { type WorkspaceId, workspaceId } from '@/graph/model/ids';
import type { Database } from '../store';
import { describeBackup } from './describe-backup';
import { describeCases } from './describe-cases';
import { describeChanges } from './describe-changes';
import { describeEditors } from './describe-editors';
import { describeHistory } from './describe-history';
import { describeRecords } from './describe-records';
import { describeWorkspaces } from './describe-workspaces';

export type Ground = {
  readonly database: () => Database;
  /** Another connection to the same data, closed with the suite. */
  readonly again: () => Promise<Database>;
  /** A workspace nobody else has. */
  readonly freshWorkspace: () => Promise<WorkspaceId>;
};

/** Runs the contract against a store. `open` gives a new connection to the same data each time. */
export function describeStore(name: string, open: () => Promise<Database>): void {
  describe(`${name} keeps the store's contract`, () => {
    const connections: Database[] = [];
    const again = async () => {
      const database = await open();
      connections.push(database);
      return database;
    };
    const database = () => {
      const [first] = connections;
      if (!first) throw new Error('the store is not open yet');
      return first;
    };
    const ground: Ground = {
      database,
      again,
      freshWorkspace: async () => {
        const id = workspaceId.parse(`w-${randomUUID()}`);
        await database().putWorkspace({ id, name: `Workspace ${id}` });
        return id;
      },
    };
    beforeAll(async () => {
      await again();
    });
    afterAll(async () => {
      for (const connection of connections) await connection.close();
    });
    describeCases(ground);
    describeWorkspaces(ground);
    describeHistory(ground);
    describeChanges(ground);
    describeEditors(ground);
    describeRecords(ground);
    describeBackup(ground);
  });
}
