/** A technique is a page and a rule under one id; what the page says of attack classes is what the rule looks for. */
import { expect, test } from 'vitest';
import { TECHNIQUE_RULES } from '@/graph/exposure/techniques/all-rules';
import { byText } from '@/graph/model/ids';
import { loadCatalogue } from './load-catalogue';

const { techniques } = await loadCatalogue();

test('every rule has its page and every page its rule', () => {
  expect(techniques.length).toBeGreaterThanOrEqual(46);
  expect(TECHNIQUE_RULES.map((rule) => rule.technique)).toEqual(techniques.map((technique) => technique.id));
});

test.each(techniques)('$id: page and rule name the same attack classes', ({ id, classes }) => {
  const rule = TECHNIQUE_RULES.find((candidate) => candidate.technique === id);
  expect([...classes].sort(byText)).toEqual([...(rule?.classes ?? [])].sort(byText));
});
