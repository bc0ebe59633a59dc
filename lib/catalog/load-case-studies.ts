/**
 * History, replayed: each file under `content/case-studies` is one ATLAS case study as a small graph. What the analysis
 * ought to find is not written there; it is what ATLAS itself lists for that case, so nobody can tune the question.
 */
import { basename, join } from 'node:path';
import type { Catalogue } from '@/graph/model/catalogue';
import { type TaxonomyKey, type TechniqueId, techniqueId } from '@/graph/model/ids';
import { contentRoot } from './content-root';
import { filesIn } from './read-content';

export type CaseStudy = {
  /** `AML.CS0009`. */
  readonly id: string;
  readonly key: TaxonomyKey;
  readonly name: string;
  /** Absolute path of the graph, in our own format. */
  readonly graph: string;
  /** Techniques ATLAS lists for the case and the catalogue has a page for, in ATLAS's order, each once. */
  readonly expected: readonly TechniqueId[];
  /** How many different techniques ATLAS lists in all: the others are outside poisoning. */
  readonly listed: number;
};

/** Every case study with a graph, in id order. Throws where a file is named after no case study of ATLAS 5.6.0. */
export async function loadCaseStudies(
  catalogue: Catalogue,
  root: string = contentRoot(),
): Promise<readonly CaseStudy[]> {
  const atlas = catalogue.taxonomies.find((t) => t.scheme === 'ATLAS' && t.edition === '5.6.0');
  const paged = new Set<string>(catalogue.techniques.map((technique) => technique.id));
  const files = await filesIn(join(root, 'case-studies'), '.yaml');
  return files.map((graph) => {
    const id = basename(graph, '.yaml');
    const entry = atlas?.entries.find((candidate) => candidate.id === id && candidate.kind === 'case-study');
    if (entry === undefined) throw new Error(`${graph} is named after no case study of ATLAS 5.6.0`);
    const listed = [...new Set((entry.relations?.['employs'] ?? []).map((key) => key.split('/')[1] ?? ''))];
    const expected = listed.filter((technique) => paged.has(technique)).map((one) => techniqueId.parse(one));
    return { id, key: entry.key, name: entry.name, graph, expected, listed: listed.length };
  });
}
