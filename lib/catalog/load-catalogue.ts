/**
 * The catalogue: everything under `content/` that a number or a finding rests on, read once, cross-checked and
 * hashed. A catalogue with a fault is refused whole: a finding may not rest on an id that resolves to nothing.
 */
import { join } from 'node:path';
import { hashOf } from '@/graph/model/canonical';
import type { Catalogue } from '@/graph/model/catalogue';
import { GraphError } from '@/graph/model/errors';
import { byId, byText } from '@/graph/model/ids';
import { contentRoot } from './content-root';
import { crossCheck } from './cross-check';
import {
  filesIn,
  readControl,
  readFigures,
  readJson,
  readPriors,
  readTaxonomy,
  readTechnique,
  readYaml,
} from './read-content';
import { crosswalkFile, editionFile } from './shapes';

const loaded = new Map<string, Promise<Catalogue>>();

/**
 * The catalogue of a content folder (by default the product's own), the same value for every caller in a process.
 * Throws `GraphError('invalid')` with every fault where the content does not hold together.
 */
export function loadCatalogue(root: string = contentRoot()): Promise<Catalogue> {
  const known = loaded.get(root);
  if (known !== undefined) return known;
  const reading = readCatalogue(root);
  loaded.set(root, reading);
  reading.catch(() => loaded.delete(root));
  return reading;
}

async function readCatalogue(root: string): Promise<Catalogue> {
  const all = async <T>(folder: string, ending: string, read: (file: string) => Promise<T>) =>
    Promise.all((await filesIn(join(root, folder), ending)).map(read));
  const [edition, taxonomies, techniques, controls, priors, figures, crosswalk] = await Promise.all([
    readYaml(join(root, 'catalogue.yaml'), editionFile),
    all('taxonomies', '.json', readTaxonomy),
    all('techniques', '.md', readTechnique),
    all('controls', '.md', readControl),
    all('priors', '.json', readPriors),
    all('figures', '.json', readFigures),
    all('crosswalks', '.json', (file) => readJson(file, crosswalkFile)),
  ]);
  const content = {
    taxonomies: taxonomies.sort((a, b) => byText(a.scheme, b.scheme) || byText(a.edition, b.edition)),
    techniques: techniques.sort(byId),
    controls: controls.sort(byId),
    priors: priors.flat().sort(byId),
    figures: figures.flat().sort(byId),
    crosswalk: crosswalk
      .flatMap((file) => file.rows)
      .sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to) || byText(a.authority, b.authority)),
  };
  const faults = crossCheck(content);
  if (faults.length > 0)
    throw new GraphError(
      'invalid',
      `the catalogue in ${root} has ${faults.length} faults, first: ${faults[0]?.at}: ${faults[0]?.message}`,
      faults,
    );
  return { version: edition.version, hash: hashOf(content), ...content };
}
