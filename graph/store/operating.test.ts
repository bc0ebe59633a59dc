/** The operator's page quotes what the stores say; a sentence that changes must change there too. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const page = readFileSync('content/help/operating.md', 'utf8');
const sources = ['sqlite/failures.ts', 'sqlite/migrations.ts', 'neo4j/connection.ts']
  .map((file) => readFileSync(`graph/store/${file}`, 'utf8'))
  .join('\n');

const section = page.slice(page.indexOf('## When it refuses to start'));
const quoted = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));

describe("the operator's page", () => {
  test('quotes messages', () => {
    expect(quoted.length).toBeGreaterThanOrEqual(10);
  });

  test.each(quoted)('“%s” is what a store says', (text) => {
    expect(sources).toContain(text);
  });
});
