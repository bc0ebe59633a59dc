/** An accepted edition joins the catalogue whole or not at all, and can be taken back. */
import { expect, test } from 'vitest';
import type { Taxonomy } from '@/graph/model/catalogue';
import { readAtlasRelease } from './atlas-release/read-release';
import { loadCatalogue } from './load-catalogue';
import { withTaxonomy } from './with-taxonomy';

const catalogue = await loadCatalogue();
const shipped = catalogue.taxonomies.find((t) => t.scheme === 'ATLAS' && t.edition === '5.6.0')!;
const newer = readAtlasRelease(
  'release.yaml',
  `
format-version: 6.0.0
collection: {version: '2026.10'}
techniques:
  AML.T0020: {name: Training Data Poisoning, maturity: Realized}
`,
).taxonomy;

test('a new edition is added with our words, under another hash, and the old catalogue stays as it was', () => {
  const next = withTaxonomy(catalogue, newer);
  const added = next.taxonomies.find((t) => t.edition === '2026.10');
  expect(added?.entries[0]?.summary).toBe(shipped.entries.find((e) => e.id === 'AML.T0020')?.summary);
  expect(next.taxonomies).toHaveLength(catalogue.taxonomies.length + 1);
  expect(next.hash).not.toBe(catalogue.hash);
  expect(catalogue.taxonomies.some((t) => t.edition === '2026.10')).toBe(false);
});

test('the same edition takes the place of the shipped one and keeps what the source does not say', () => {
  const stripped: Taxonomy = {
    ...shipped,
    entries: shipped.entries.map(({ summary: _ours, supersededBy: _successor, ...entry }) => entry),
  };
  const next = withTaxonomy(catalogue, stripped);
  expect(next.taxonomies.find((t) => t.scheme === 'ATLAS' && t.edition === '5.6.0')).toEqual(shipped);
  expect(next.hash).toBe(catalogue.hash);
});

test('an edition that lacks an id in use is refused, and the fault is named', () => {
  const lacking: Taxonomy = { ...shipped, entries: shipped.entries.filter((e) => e.id !== 'AML.T0070') };
  expect(() => withTaxonomy(catalogue, lacking)).toThrow(/does not fit the catalogue/);
});
