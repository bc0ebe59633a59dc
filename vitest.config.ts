import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: 'server-only', replacement: at('./node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: at('./') },
    ],
  },
  test: {
    include: ['{graph,lib,app}/**/*.test.{ts,tsx}'],
    exclude: ['**/*.slow.test.ts', '**/*.server.test.ts', 'node_modules/**'],
    testTimeout: 30_000,
  },
});
