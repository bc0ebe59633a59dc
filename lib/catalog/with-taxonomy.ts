/** Puts an accepted edition of a taxonomy into a catalogue, or refuses where the catalogue would no longer hold together. */
import { hashOf } from '@/graph/model/canonical';
import type { Catalogue, Taxonomy } from '@/graph/model/catalogue';
import { GraphError } from '@/graph/model/errors';
import { byText } from '@/graph/model/ids';
import { crossCheck } from './cross-check';

/**
 * A new catalogue with the edition added, or in the place of the same scheme and edition. Summaries are ours and are
 * kept: an imported entry takes that of the same id. The catalogue given is left as it was, so taking an import
 * back means using that one again.
 * @throws GraphError `invalid` with every fault, for example a technique whose id the edition lacks
 */
export function withTaxonomy(catalogue: Catalogue, accepted: Taxonomy): Catalogue {
  const { version, hash: _before, ...content } = catalogue;
  const same = (taxonomy: Taxonomy) =>
    taxonomy.scheme === accepted.scheme && taxonomy.edition === accepted.edition;
  const summaries = new Map(
    [...content.taxonomies]
      .filter((taxonomy) => taxonomy.scheme === accepted.scheme)
      .sort((a, b) => Number(same(a)) - Number(same(b)))
      .flatMap((taxonomy) => taxonomy.entries.map((entry) => [entry.id, entry] as const)),
  );
  const entries = accepted.entries.map((entry) => {
    const known = summaries.get(entry.id);
    return {
      ...entry,
      ...(known?.summary === undefined ? {} : { summary: known.summary }),
      ...(known?.supersededBy === undefined || known.key !== entry.key
        ? {}
        : { supersededBy: known.supersededBy }),
    };
  });
  const taxonomies = [...content.taxonomies.filter((taxonomy) => !same(taxonomy)), { ...accepted, entries }];
  const next = {
    ...content,
    taxonomies: taxonomies.sort((a, b) => byText(a.scheme, b.scheme) || byText(a.edition, b.edition)),
  };
  const faults = crossCheck(next);
  if (faults.length > 0)
    throw new GraphError(
      'invalid',
      `${accepted.scheme}@${accepted.edition} does not fit the catalogue: ${faults[0]?.at}: ${faults[0]?.message}`,
      faults,
    );
  return { version: `${version}+${accepted.scheme}@${accepted.edition}`, hash: hashOf(next), ...next };
}
