import { defineConfig } from 'vitest/config';
import base from './vitest.config';

/** What needs a Neo4j server: one is found or started for the run. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['{graph,lib,app}/**/*.server.test.ts'],
    exclude: ['node_modules/**'],
    globalSetup: ['graph/store/neo4j/test-server/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
