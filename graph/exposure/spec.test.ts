/** Every numbered rule of SPEC.md is cited by a test, and every cited rule stands there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const rulesIn = (spec: string): string[] =>
  [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, id = '']) => id);

/** Rule ids in the titles of tests and suites; whole titles only, so that an index like `[R1]` in code does not count. */
const citedIn = (source: string): string[] =>
  [...source.matchAll(/(?:describe|test|it)[^\n(]*\(?[^\n]*?(['"`])((?:\[[A-Z]\d+\] ?)+)/g)].flatMap(
    ([, , ids = '']) => [...ids.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id = '']) => id),
  );
/** Titles of table tests stand on lines of their own. */
const citedInTables = (source: string): string[] =>
  [...source.matchAll(/^\s*\[?['"`]((?:\[[A-Z]\d+\] ?)+)/gm)].flatMap(([, ids = '']) =>
    [...ids.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id = '']) => id),
  );

const rules = rulesIn(readFileSync('graph/exposure/SPEC.md', 'utf8'));
const cited = new Set(
  ['graph/exposure', 'graph/kernel', 'graph/model', 'lib/cli']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter(
      (file) =>
        file.endsWith('.test.ts') && !file.endsWith('spec.test.ts') && !file.endsWith('.slow.test.ts'),
    )
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return [...citedIn(source), ...citedInTables(source)];
    }),
);

describe('the specification', () => {
  test('has rules, each id once', () => {
    expect(rules.length).toBeGreaterThan(30);
    expect(new Set(rules).size).toBe(rules.length);
  });

  test.each(rules)('%s is cited by a test', (rule) => {
    expect(cited).toContain(rule);
  });

  test('no test cites a rule that does not stand in it', () => {
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  test('canary: citations are seen in titles and nowhere else', () => {
    expect(citedIn("test('[Q1] [Q2] something', () => {")).toEqual(['Q1', 'Q2']);
    expect(citedInTables("    ['[Q3] a row', 1],")).toEqual(['Q3']);
    expect(citedIn("expect(list['Q4']).toBe(1)")).toEqual([]);
    expect(rulesIn('- **Q9** text')).toEqual(['Q9']);
  });
});
