import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INFLUENCE_KINDS } from '@/graph/model/influence-kinds';

/** Codes as the source writes them: `reason('code'`, and the two families made from a value. */
function codesInSource(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const name of readdirSync('graph/exposure', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const source = readFileSync(join('graph/exposure', name), 'utf8');
    for (const match of source.matchAll(/reason\(\s*'([a-z-]+)'/g)) if (match[1]) codes.add(match[1]);
  }
  for (const kind of INFLUENCE_KINDS) codes.add(`influence-${kind}`);
  for (const writers of ['public', 'registered', 'crowd', 'users', 'partner', 'supplier', 'staff'])
    codes.add(`entry-writers-${writers}`);
  for (const record of ['none', 'partial']) codes.add(`entry-lineage-${record}`);
  return codes;
}

const sentencesIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`content/messages/${language}/reason.json`, 'utf8'));

/** Names between braces, however they are formatted. */
const namesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)[,}]/g)].flatMap(([, name]) => name ?? []).sort();

describe('reasons', () => {
  const sentences = sentencesIn('en');
  const codes = codesInSource();

  test('the search finds the codes of the analysis', () => {
    expect(codes.has('entry-outside')).toBe(true);
    expect(codes.size).toBeGreaterThan(50);
  });

  test.each([...codes].sort())('%s has a sentence', (code) => {
    expect(sentences[code]?.length ?? 0).toBeGreaterThan(10);
  });

  test('no sentence is without a code', () => {
    expect(Object.keys(sentences).filter((code) => !codes.has(code))).toEqual([]);
  });

  test('German says the same reasons with the same names', () => {
    const german = sentencesIn('de');
    expect(Object.keys(german)).toEqual(Object.keys(sentences));
    for (const [code, sentence] of Object.entries(sentences))
      expect(namesIn(german[code] ?? ''), code).toEqual(namesIn(sentence));
  });
});
