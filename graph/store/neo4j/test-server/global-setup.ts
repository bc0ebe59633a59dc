/**
 * Gives the Neo4j suite its server: the one NEO4J_TEST_URI names (with NEO4J_TEST_USER, NEO4J_TEST_PASSWORD
 * and NEO4J_TEST_DATABASE), or one of our own that lives as long as the run. Where neither can be had, says
 * so and lets the suite be skipped, unless CI is set: there a suite that did not run has failed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { NoServerError, provision } from '../local-server/provision';
import { startServer } from '../local-server/server';

export type TestServer = {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string;
};

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null where no server could be had. */
    neo4j: TestServer | null;
  }
}

const CACHE = resolve('.cache/neo4j');

/** Called by Vitest before the suite; what it returns is called after it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = givenServer();
  if (given) {
    project.provide('neo4j', given);
    return undefined;
  }
  try {
    return await startOwn(project);
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    // biome-ignore lint/style/noProcessEnv: whether this is a continuous integration run is the machine's to say
    if (process.env['CI'] === 'true') throw error;
    process.stderr.write(`\nThe Neo4j suite is skipped: ${error.message}\n\n`);
    project.provide('neo4j', null);
    return undefined;
  }
}

function givenServer(): TestServer | undefined {
  // biome-ignore lint/style/noProcessEnv: the tests' own settings, which the product does not know
  const { NEO4J_TEST_URI, NEO4J_TEST_USER, NEO4J_TEST_PASSWORD, NEO4J_TEST_DATABASE } = process.env;
  if (!NEO4J_TEST_URI) return undefined;
  const [url, user, password] = [NEO4J_TEST_URI, NEO4J_TEST_USER ?? 'neo4j', NEO4J_TEST_PASSWORD ?? ''];
  return { url, user, password, ...(NEO4J_TEST_DATABASE ? { database: NEO4J_TEST_DATABASE } : {}) };
}

async function startOwn(project: TestProject): Promise<() => Promise<void>> {
  const provisioned = await provision(CACHE, (line) => void process.stderr.write(`${line}\n`));
  mkdirSync(CACHE, { recursive: true });
  const home = mkdtempSync(join(CACHE, 'test-'));
  const server = await startServer(provisioned, { home, heap: 1536 });
  project.provide('neo4j', { url: server.uri, user: server.user, password: server.password });
  return async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
