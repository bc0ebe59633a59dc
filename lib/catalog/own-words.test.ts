/**
 * Ids, names and figures may be carried over from a source, its sentences may not. No run of eight words of our
 * prose stands in the sources' texts. Runs where the sources lie beside the project; says so where they do not.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentRoot } from './content-root';
import { loadCatalogue } from './load-catalogue';

const SOURCES = join(contentRoot(), '..', '..', 'shared', 'data');
const RUN = 8;

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const runs = (text: string): readonly string[] => {
  const list = words(text);
  return list.slice(0, Math.max(0, list.length - RUN + 1)).map((_, i) => list.slice(i, i + RUN).join(' '));
};

function textsUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return textsUnder(path);
    return /\.(ya?ml|json|md)$/.test(name) ? [readFileSync(path, 'utf8').replaceAll('\\n', ' ')] : [];
  });
}

const present = existsSync(SOURCES);
if (!present) process.stderr.write(`own words: skipped, no sources at ${SOURCES}\n`);

describe.skipIf(!present)('own words', async () => {
  const { techniques, controls, priors, figures, taxonomies } = await loadCatalogue();
  const names = new Set(taxonomies.flatMap((t) => t.entries.flatMap((e) => runs(e.name))));
  const foreign = new Set(textsUnder(present ? SOURCES : '.').flatMap(runs));
  const prose: readonly (readonly [string, string])[] = [
    ...techniques.map(
      (t) =>
        [t.id, [t.summary, t.why, ...t.preconditions, ...t.falsePositives, ...t.check].join('. ')] as const,
    ),
    ...controls.map((c) => [c.id, [c.summary, c.derivation, ...c.auditEvidence].join('. ')] as const),
    ...priors.map((p) => [p.id, p.derivation] as const),
    ...figures.map((f) => [f.id, f.statement] as const),
    ...taxonomies.flatMap((t) => t.entries.map((e) => [e.key, e.summary ?? ''] as const)),
  ];

  test('the sources are read and would be recognised', () => {
    expect(foreign.size).toBeGreaterThan(10_000);
    const sentence =
      readFileSync(join(SOURCES, 'ATLAS.yaml'), 'utf8').match(/description: '([^']{80,})'/)?.[1] ?? '';
    expect(runs(sentence).some((run) => foreign.has(run))).toBe(true);
  });

  test('no sentence of ours is a sentence of theirs', () => {
    expect(prose.length).toBeGreaterThan(300);
    const copied = prose.flatMap(([at, text]) =>
      runs(text)
        .filter((run) => foreign.has(run) && !names.has(run))
        .map((run) => `${at}: ${run}`),
    );
    expect(copied).toEqual([]);
  });
});
