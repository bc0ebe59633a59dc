/** No store may be let off a part of the contract. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const STORES = ['sqlite', 'neo4j'];
const NAMES = new RegExp(STORES.join('|'), 'i');
const LETS_OFF = /\.(skip|skipIf|runIf|todo|only|fails)\b/;

/** What would let a store off, in a file of the contract. */
const driftIn = (source: string): readonly string[] =>
  [NAMES, LETS_OFF].flatMap((pattern) => source.match(pattern)?.[0] ?? []);

const contract = ['contract', 'cases'].flatMap((folder) =>
  readdirSync(`graph/store/${folder}`)
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => `graph/store/${folder}/${name}`),
);

describe('the contract is the same for every store', () => {
  test('the walk sees the contract', () => {
    expect(contract.length).toBeGreaterThanOrEqual(8);
  });

  test.each(contract)('%s names no store and skips nothing', (file) => {
    expect(driftIn(readFileSync(file, 'utf8'))).toEqual([]);
  });

  test.each(STORES.filter((store) => readdirSync('graph/store').includes(store)))(
    '%s runs the whole contract in its own test file',
    (store) => {
      const [file] = readdirSync(`graph/store/${store}`).filter((name) =>
        /^contract\..*test\.ts$/.test(name),
      );
      const source = readFileSync(`graph/store/${store}/${file}`, 'utf8');
      expect(source.match(/describeStore\(/g)).toHaveLength(1);
      expect(source).not.toMatch(LETS_OFF);
    },
  );

  test.each([
    ["test.skip('slow', () => {})", '.skip'],
    ['{ "name": "…", "neo4j": false }', 'neo4j'],
    ["if (name === 'SQLite') return;", 'SQLite'],
  ])('canary: %s is seen', (source, found) => {
    expect(driftIn(source)).toEqual([found]);
  });
});
