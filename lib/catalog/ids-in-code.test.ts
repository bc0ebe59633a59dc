/**
 * Every framework id that stands anywhere in code, messages or content resolves to an entry of the edition it names.
 * Tests are left out: they name ids that must not exist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentRoot } from './content-root';
import { idsInProse } from './ids-in-prose';
import { loadCatalogue } from './load-catalogue';

const root = join(contentRoot(), '..');
const { taxonomies, controls, techniques } = await loadCatalogue();
const entries = new Map(taxonomies.flatMap((t) => t.entries.map((e) => [e.key, e] as const)));
const entryKeys = [...entries.keys()];
const editions = new Set(taxonomies.map((t) => `${t.scheme}@${t.edition}`));
const known = new Set<string>([...controls.map((c) => c.id), ...techniques.map((t) => t.id)]);

const KEY = /\b([A-Z][A-Z0-9-]*@\d[0-9A-Za-z.-]*)\/([A-Za-z0-9.][A-Za-z0-9._()-]*[A-Za-z0-9)])/g;
const CONTROL = /\bPC-\d{2}\b/g;

const files = ['app', 'graph', 'lib', 'content'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|md|ya?ml|json)$/.test(name) && !/\.(test|bench|slow\.test)\.tsx?$/.test(name))
    .filter((name) => !/(^|\/)(cases|__fixtures__|__golden__|taxonomies)\//.test(name))
    .map((name) => join(folder, name)),
);

/** Comments of code may speak about a bare id; what the program says may not. */
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** Faults of one text: keys that resolve to nothing, unknown controls, bare, unknown or lonely retired ids. */
function faultsIn(text: string, withRetired: boolean): readonly string[] {
  const keys = Array.from(text.matchAll(KEY))
    .filter(([, edition = '']) => editions.has(edition))
    .filter(
      ([key]) =>
        !entryKeys.some(
          (other) => other === key || other.startsWith(`${key} `) || other.startsWith(`${key}. `),
        ),
    )
    .map(([key]) => `${key} is in no taxonomy`);
  const missing = Array.from(text.matchAll(CONTROL), ([id]) => id).filter((id) => !known.has(id));
  const prose = idsInProse('', text, entries)
    .map((fault) => fault.message)
    .filter((message) => withRetired || !message.includes('is retired'));
  return [...new Set([...keys, ...missing.map((id) => `${id} is no control`), ...prose])];
}

/** Front matter of controls and stories names techniques by id, where a retired one needs no companion. */
function faultsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const code = /\.tsx?$/.test(file);
  return faultsIn(
    code ? withoutComments(text) : text,
    !code && /^content\/(techniques|frameworks)/.test(file),
  );
}

describe('ids in code and content', () => {
  test('the walk sees code, messages and content', () => {
    expect(files.length).toBeGreaterThan(200);
    for (const folder of ['app/', 'graph/', 'lib/', 'content/messages/', 'content/techniques/'])
      expect(files.some((file) => file.startsWith(folder))).toBe(true);
  });

  test('all resolve', () => {
    const faults = files.flatMap((file) => faultsOf(file).map((fault) => `${file}: ${fault}`));
    expect(faults).toEqual([]);
  });

  test.each([
    ['risk: ATLAS@5.6.0/AML.T9999', /is in no/],
    ['see OWASP-LLM@2026/LLM11', /is in no taxonomy/],
    ['control: PC-99', /is no control/],
    ["title: 'LLM04'", /without its edition/],
    ['AML.T0019 in prose', /is retired/],
  ])('canary: %s is refused', (text, message) => {
    expect(faultsIn(text, true).join('\n')).toMatch(message);
  });

  test.each(['ATLAS@5.6.0/AML.T0020', 'AI-RMF@1.0/GOVERN 1.6', 'LLM04:2025', 'PC-01', 'NISTAML@2025/.013'])(
    'canary: %s is accepted',
    (text) => {
      expect(faultsIn(text, true)).toEqual([]);
    },
  );
});
