/**
 * Whether it is ATLAS or we who say that a control answers a technique. A control refers to mitigations; ATLAS links a
 * mitigation to some techniques only, and every other pair of control and technique is our judgement.
 */
import type { Catalogue } from '@/graph/model/catalogue';
import { byText, type ControlId, type TaxonomyKey, type TechniqueId } from '@/graph/model/ids';

export type Answer = {
  readonly technique: TechniqueId;
  /** Mitigations by which ATLAS itself publishes the pair, any edition we carry; empty: the pair is ours. */
  readonly published: readonly TaxonomyKey[];
};

/** Techniques a control answers, in id order, each with the mitigations that publish it; empty for an unknown control. */
export function answersOf(catalogue: Catalogue, control: ControlId): readonly Answer[] {
  const known = catalogue.controls.find((candidate) => candidate.id === control);
  if (known === undefined) return [];
  const named = new Set(known.references.map((key) => key.split('/')[1]));
  const mitigations = catalogue.taxonomies
    .filter((taxonomy) => taxonomy.scheme === 'ATLAS')
    .flatMap((taxonomy) => taxonomy.entries)
    .filter((entry) => entry.kind === 'mitigation' && named.has(entry.id));
  return [...known.techniques].sort(byText).map((technique) => ({
    technique,
    published: mitigations
      .filter((entry) => entry.relations?.['mitigates']?.some((key) => key.endsWith(`/${technique}`)))
      .map((entry) => entry.key)
      .sort(byText),
  }));
}

/** Mitigations ATLAS itself lists for a technique, in every edition we carry; empty: "no ATLAS mitigation". */
export function mitigationsOf(catalogue: Catalogue, technique: TechniqueId): readonly TaxonomyKey[] {
  return catalogue.taxonomies
    .filter((taxonomy) => taxonomy.scheme === 'ATLAS')
    .flatMap((taxonomy) => taxonomy.entries)
    .filter((entry) => entry.relations?.['mitigates']?.some((key) => key.endsWith(`/${technique}`)))
    .map((entry) => entry.key)
    .sort(byText);
}
