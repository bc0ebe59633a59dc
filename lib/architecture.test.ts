/**
 * The layering of this codebase, checked.
 *
 * Every source file lives in exactly one room; a room imports only the rooms and packages named here.
 * Type-only imports, re-exports and dynamic imports count: a type is a dependency too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

type Room = {
  readonly path: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
};

/** A more specific path stands before the room it lies in. */
const ROOMS: readonly Room[] = [
  { path: 'graph/model', rooms: [], packages: ['zod', 'node:crypto'] },
  { path: 'graph/kernel', rooms: [], packages: [] },
  { path: 'graph/exposure', rooms: ['graph/model', 'graph/kernel'], packages: [] },
  { path: 'graph/store/sqlite', rooms: ['graph/model', 'graph/store'], packages: ['better-sqlite3', 'node'] },
  { path: 'graph/store/neo4j/test-server', rooms: ['graph/store/neo4j'], packages: ['vitest', 'node'] },
  {
    path: 'graph/store/neo4j',
    rooms: ['graph/model', 'graph/store'],
    packages: ['neo4j-driver', 'zod', 'node'],
  },
  // The suite every store must pass: the one place outside test files that speaks to the test runner.
  {
    path: 'graph/store/contract',
    rooms: ['graph/model', 'graph/store'],
    packages: ['zod', 'vitest', 'node'],
  },
  { path: 'graph/store', rooms: ['graph/model'], packages: ['zod', 'node'] },
  {
    path: 'graph/import',
    rooms: ['graph/model'],
    packages: [
      'zod',
      'yaml',
      'csv-parse',
      'fflate',
      'saxes',
      'packageurl-js',
      'read-excel-file',
      'ajv',
      'ajv-formats',
      'ajv-formats-draft2019',
      'node',
    ],
  },
  { path: 'graph/export', rooms: ['graph/model', 'graph/exposure'], packages: ['zod', 'yaml'] },
  { path: 'lib/messages', rooms: ['graph/model'], packages: ['use-intl', 'node'] },
  { path: 'lib/catalog', rooms: ['graph/model'], packages: ['zod', 'yaml', 'node'] },
  {
    path: 'lib/report',
    rooms: ['graph/model', 'graph/exposure', 'lib/messages'],
    packages: ['pdfkit', 'markdown-it', 'elkjs', 'bidi-js', 'docx', 'write-excel-file', 'fflate', 'node'],
  },
  {
    path: 'lib/identity',
    rooms: ['graph/model', 'graph/store', 'lib/config.ts'],
    packages: ['@auth/core', 'zod', 'node'],
  },
  { path: 'lib/portal', rooms: ['graph', 'lib'], packages: ['zod', 'server-only', 'node'] },
  {
    path: 'lib/cli',
    rooms: [
      'lib/portal',
      'lib/report',
      'lib/config.ts',
      'lib/messages',
      'graph/model',
      'graph/exposure',
      'graph/import',
    ],
    packages: ['tsx', 'node'],
  },
  { path: 'lib/config.ts', rooms: [], packages: ['zod', 'node'] },
  {
    path: 'app',
    rooms: ['lib/portal', 'graph/model', 'graph/exposure/assessment.ts'],
    packages: [
      'next',
      'react',
      'react-dom',
      'next-intl',
      'react-aria-components',
      'cmdk',
      '@tanstack/react-virtual',
      '@fontsource/source-sans-3',
      '@fontsource/source-serif-4',
      '@fontsource/source-code-pro',
      'zod',
      'server-only',
    ],
  },
  { path: 'e2e', rooms: [], packages: ['@playwright/test', 'axe-core', 'node'] },
];

const within = (path: string, room: string): boolean =>
  path === room || path === room.replace(/\.tsx?$/, '') || path.startsWith(`${room}/`);

function specifiersOf(file: string, source: string): readonly string[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse`);
  return [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) =>
      e.entries.flatMap((x) => (x.moduleRequest ? [x.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map((d) => source.slice(d.moduleRequest.start + 1, d.moduleRequest.end - 1)),
  ];
}

function packagesOf(specifier: string): readonly string[] {
  if (isBuiltin(specifier)) return ['node', `node:${specifier.replace(/^node:/, '')}`];
  return [
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  ];
}

function violationsIn(file: string, source: string): readonly string[] {
  const room = ROOMS.find((r) => within(file, r.path));
  if (!room) return [`${file} lives in no room`];
  return specifiersOf(file, source).flatMap((specifier) => {
    const local = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? join(dirname(file), specifier)
        : undefined;
    const allowed =
      local === undefined
        ? packagesOf(specifier).some((name) => room.packages.includes(name))
        : [room.path, ...room.rooms].some((r) => within(local, r));
    return allowed ? [] : [`${file} imports ${specifier}, which ${room.path} may not`];
  });
}

/** Pure rooms: the same inputs give the same bytes, so neither clock nor chance nor environment is in reach. */
const PURE = ['graph/model', 'graph/kernel', 'graph/exposure'];
const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\./;

const files = ['app', 'graph', 'lib', 'e2e'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|bench)\.tsx?$/.test(name))
    .map((name) => join(root, name)),
);

describe('architecture', () => {
  test('the walk sees the source of every room', () => {
    const empty = ROOMS.filter((room) => !files.some((file) => within(file, room.path))).map(
      (room) => room.path,
    );
    expect(empty).toEqual([]);
  });

  test.each(files)('%s keeps to its room', (file) => {
    const source = readFileSync(file, 'utf8');
    expect(violationsIn(file, source)).toEqual([]);
    if (PURE.some((room) => within(file, room))) expect(source).not.toMatch(IMPURE);
  });

  test.each([
    ['graph/model/x.ts', "import page from '@/app/page'"],
    ['graph/model/x.ts', "import type { ReactNode } from 'react'"],
    ['graph/model/x.ts', "import { readFileSync } from 'node:fs'"],
    ['graph/kernel/x.ts', "import type { AssetId } from '@/graph/model/ids'"],
    ['graph/exposure/x.ts', "export * from '../store/store'"],
    ['graph/exposure/x.ts', "const s = await import('../store/store')"],
    ['graph/exposure/x.ts', "import { readFile } from 'node:fs/promises'"],
    ['graph/import/x.ts', "import type { GraphStore } from '@/graph/store/store'"],
    ['graph/store/sqlite/x.ts', "import neo4j from 'neo4j-driver'"],
    ['lib/report/x.ts', "import type { GraphStore } from '@/graph/store/store'"],
    ['app/x.tsx', "import neo4j from 'neo4j-driver'"],
    ['app/x.tsx', "import { solve } from '@/graph/kernel/csr'"],
    ['e2e/x.spec.ts', "import { assess } from '@/lib/portal/assess'"],
    ['graph/stray.ts', 'export {}'],
  ])('canary: in %s, %s is refused', (file, source) => {
    expect(violationsIn(file, source)).toHaveLength(1);
  });

  test('canary: a clock in a pure room is seen', () => {
    expect('const t = Date.now()').toMatch(IMPURE);
  });
});
