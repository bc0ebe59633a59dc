/** History, replayed through the readers and the engine: ATLAS's own lists are the measure. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { assess } from '@/graph/exposure/assess';
import { DEFAULT_SETTINGS } from '@/graph/exposure/assessment';
import { mergeProposals } from '@/graph/import/merge';
import { readInput } from '@/graph/import/read-file';
import { type TaxonomyKey, type TechniqueId, techniqueId } from '@/graph/model/ids';
import { applyTo, EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { contentRoot } from './content-root';
import { readPage } from './front-matter';
import { type CaseStudy, loadCaseStudies } from './load-case-studies';
import { loadCatalogue } from './load-catalogue';
import { type ReplayScore, replayScore } from './replay-score';

const catalogue = await loadCatalogue();
const cases = await loadCaseStudies(catalogue);
const techniqueOf = (key: TaxonomyKey): TechniqueId => techniqueId.parse(key.split('/')[1]);

async function replay({ id, graph, expected }: CaseStudy): Promise<ReplayScore> {
  const name = `${id}.yaml`;
  const result = await readInput({ name, bytes: readFileSync(graph) });
  expect(result.warnings).toEqual([]);
  const merge = mergeProposals(EMPTY_SNAPSHOT, [{ name, result }]);
  const assessment = assess(applyTo(EMPTY_SNAPSHOT, merge.operations), catalogue, DEFAULT_SETTINGS);
  const paths = assessment.targets.flatMap((target) =>
    target.paths.map((path) => path.steps.map((step) => step.techniques.map(techniqueOf))),
  );
  return replayScore(expected, new Set(assessment.findings.map((f) => f.technique)), paths);
}

const scores = new Map<string, ReplayScore>();
for (const study of cases) scores.set(study.id, await replay(study));
const total = (of: (score: ReplayScore) => number) => [...scores.values()].reduce((sum, s) => sum + of(s), 0);

describe('case studies', () => {
  test('there are at least twenty, and each exercises a technique we know', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    for (const study of cases) expect([study.id, study.expected.length > 0]).toEqual([study.id, true]);
  });

  test.each(cases)('$id $name: at least half of what ATLAS lists is found', ({ id, expected }) => {
    const score = scores.get(id);
    expect((score?.found.length ?? 0) * 2).toBeGreaterThanOrEqual(expected.length);
  });

  test('the score over all is printed, and not below what the methodology page says', () => {
    const lines = cases.map(({ id, expected }) => {
      const { found, missed, extra, inOrder } = scores.get(id) ?? {
        found: [],
        missed: [],
        extra: [],
        inOrder: 0,
      };
      const lost = missed.length > 0 ? `, missed ${missed.join(' ')}` : '';
      return `${id}: ${found.length} of ${expected.length} found, ${inOrder} in order on one path, ${extra.length} extra${lost}`;
    });
    const expected = cases.reduce((sum, study) => sum + study.expected.length, 0);
    const found = total((score) => score.found.length);
    const inOrder = total((score) => score.inOrder);
    process.stdout.write(`${lines.join('\n')}\nreplay: ${found} of ${expected} found, ${inOrder} in order\n`);
    const page = readPage('methodology.md', readFileSync(`${contentRoot()}/methodology.md`, 'utf8'));
    const said = z
      .looseObject({
        replay: z.object({ cases: z.number(), found: z.number(), of: z.number(), inOrder: z.number() }),
      })
      .parse(page.matter).replay;
    expect({ cases: cases.length, of: expected }).toEqual({ cases: said.cases, of: said.of });
    expect(found).toBeGreaterThanOrEqual(said.found);
    expect(inOrder).toBeGreaterThanOrEqual(said.inOrder);
    expect(page.body).toContain(`${said.found} of ${said.of}`);
  });
});

describe('scoring', () => {
  const ids = (...names: string[]) => names.map((name) => techniqueId.parse(`AML.T000${name}`));

  test('order counts along one path, and techniques of one step have none among them', () => {
    const expected = ids('1', '2', '3');
    const all = new Set(expected);
    expect(replayScore(expected, all, [[ids('1'), ids('2'), ids('3')]]).inOrder).toBe(3);
    expect(replayScore(expected, all, [[ids('3'), ids('2'), ids('1')]]).inOrder).toBe(1);
    expect(replayScore(expected, all, [[ids('3', '2', '1')]]).inOrder).toBe(3);
    expect(replayScore(expected, all, [[ids('1'), ids('3')], [ids('2')]]).inOrder).toBe(2);
    expect(replayScore(expected, all, []).inOrder).toBe(0);
  });

  test('found, missed and extra are told apart', () => {
    const score = replayScore(ids('1', '2'), new Set(ids('2', '9')), []);
    expect(score).toEqual({ found: ids('2'), missed: ids('1'), extra: ids('9'), inOrder: 0 });
  });
});
