/** The one gate of the Neo4j suite: with a server everything runs, without one the whole file shows as skipped. */
import { describe, inject, test } from 'vitest';
import type { TestServer } from './global-setup';

/** Runs `suite` on the server the run was given. */
export function onNeo4j(suite: (server: TestServer) => void): void {
  const server = inject('neo4j');
  if (server) suite(server);
  else
    describe.skip('Neo4j', () => {
      test('no server could be had; the reason stands at the top of this run', () => {});
    });
}
