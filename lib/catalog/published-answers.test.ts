/** What ATLAS publishes and what we judge are told apart. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { controlId, techniqueId } from '@/graph/model/ids';
import { contentRoot } from './content-root';
import { loadCatalogue } from './load-catalogue';
import { answersOf, mitigationsOf } from './published-answers';

const catalogue = await loadCatalogue();
const FACTS = join(contentRoot(), '..', '..', 'shared', 'data', 'controls-facts.json');
if (!existsSync(FACTS)) process.stderr.write(`published pairs: skipped, no facts at ${FACTS}\n`);

test('a published pair names its mitigation, a judged one names none', () => {
  const answers = answersOf(catalogue, controlId.parse('PC-07'));
  expect(answers.find(({ technique }) => technique === 'AML.T0020')?.published).toContain(
    'ATLAS@5.6.0/AML.M0007',
  );
  const signing = answersOf(catalogue, controlId.parse('PC-11'));
  expect(signing.find(({ technique }) => technique === 'AML.T0109')?.published).toEqual([]);
  expect(answersOf(catalogue, controlId.parse('PC-99'))).toEqual([]);
});

test.each(['AML.T0076', 'AML.T0110', 'AML.T0018.003', 'AML.T0010.005'])(
  '%s has no ATLAS mitigation',
  (id) => {
    expect(mitigationsOf(catalogue, techniqueId.parse(id))).toEqual([]);
  },
);

test('what only the later edition answers is seen there', () => {
  expect(mitigationsOf(catalogue, techniqueId.parse('AML.T0070'))).toEqual([
    'ATLAS@2026.09/AML.M0020',
    'ATLAS@2026.09/AML.M0035',
  ]);
});

test.skipIf(!existsSync(FACTS))('every pair known to be published by ATLAS 5.6.0 is found', () => {
  const facts = z
    .array(z.object({ id: z.string(), atlasPublishedPairs: z.array(z.string()) }))
    .parse(JSON.parse(readFileSync(FACTS, 'utf8')));
  const missing = facts.flatMap(({ id, atlasPublishedPairs }) => {
    const answers = answersOf(catalogue, controlId.parse(id));
    return atlasPublishedPairs.filter((pair) => {
      const [mitigation = '', technique = ''] = pair.split('>');
      const answer = answers.find((candidate) => candidate.technique === technique);
      return answer !== undefined && !answer.published.some((key) => key.endsWith(`/${mitigation}`));
    });
  });
  expect(facts).toHaveLength(40);
  expect(missing).toEqual([]);
});
