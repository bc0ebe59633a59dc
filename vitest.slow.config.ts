import { defineConfig } from 'vitest/config';
import base from './vitest.config';

/** What is too long for every run: kill -9 series, long fuzzing, the large oracle. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['{graph,lib,app}/**/*.slow.test.ts'],
    exclude: ['node_modules/**'],
    testTimeout: 900_000,
    fileParallelism: false,
  },
});
