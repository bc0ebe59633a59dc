/** The pages people read hold to the same rules as the catalogue: ids resolve, editions stand, words are our own. */
import { describe, expect, test } from 'vitest';
import { byText } from '@/graph/model/ids';
import { idsInProse } from './ids-in-prose';
import { loadCatalogue } from './load-catalogue';
import { loadPages } from './load-pages';

const { taxonomies } = await loadCatalogue();
const pages = await loadPages();
const entries = new Map(taxonomies.flatMap((t) => t.entries.map((e) => [e.key, e] as const)));

test('methodology and glossary come first, and every shipped taxonomy has its framework page', () => {
  expect(pages.slice(0, 2).map((page) => page.slug)).toEqual(['methodology', 'glossary']);
  const shipped = taxonomies
    .map((t) => `${t.scheme}@${t.edition}`)
    .filter((name) => !/^(HEADWATER|DSGAI)@/.test(name));
  expect(pages.flatMap((page) => page.schemes).sort(byText)).toEqual(shipped.sort(byText));
});

describe.each(pages)('$slug', ({ slug, body }) => {
  test('names only ids that exist, with their editions and successors', () => {
    expect(body.length).toBeGreaterThan(300);
    expect(idsInProse(slug, body, entries)).toEqual([]);
  });

  test('names NIST ids that exist', () => {
    for (const [id] of body.matchAll(/NISTAML(\.\d{2,3})/g))
      expect(entries.has(`NISTAML@2025/${id.replace('NISTAML', '')}` as never)).toBe(true);
  });
});

test('glossary terms stand in order, each once', () => {
  const terms = pages.find((page) => page.slug === 'glossary')?.body.match(/^## .+$/gm) ?? [];
  expect(terms.length).toBeGreaterThan(30);
  const lower = terms.map((term) => term.toLowerCase());
  expect(lower).toEqual([...new Set(lower)].sort(byText));
});
