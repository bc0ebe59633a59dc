import { describe, expect, test } from 'vitest';
import { assessmentJson } from '@/graph/export/assessment-json';
import { phrase } from '@/lib/messages/phrase';
import { smallAssessment, smallSnapshot } from './__fixtures__/small';
import { SMALL_CATALOGUE } from './__fixtures__/small-catalogue';
import { buildReport } from './build/report';
import { redact } from './redact';
import { renderReport } from './render/render-report';

const snapshot = smallSnapshot({ forum: 'Zanzibar Forum', corpus: 'Zanzibar Corpus', model: 'Quuxbot' });
const inputs = { snapshot, assessment: smallAssessment(snapshot) };
const ALL = { names: true, suppliers: true, locations: true };
const SECRETS = [
  'Zanzibar',
  'Quuxbot',
  'Data team',
  'Model team',
  'A. Owner',
  'Digest manifest',
  'small.yaml',
  'Open web',
  'Platform',
  'licensed corpus',
];

describe('redaction', () => {
  test.each(['md', 'html', 'json'] as const)(
    'no hidden word is left in %s, attachment included',
    async (format) => {
      const hidden = redact(inputs, ALL);
      const bytes = new TextEncoder().encode(
        assessmentJson({ ...hidden, inputs: [], say: (reason) => phrase(reason, 'en') }),
      );
      const document = buildReport({
        ...hidden,
        catalogue: SMALL_CATALOGUE,
        options: {
          locale: 'en',
          status: 'final',
          attachments: [{ name: 'assessment.json', mediaType: 'application/json', description: 'x', bytes }],
        },
      });
      const text =
        new TextDecoder().decode(await renderReport(document, format)) + new TextDecoder().decode(bytes);
      expect(SECRETS.filter((word) => text.includes(word))).toEqual([]);
      expect(text).toContain('source-1');
    },
  );

  test('canary: without redaction the words are there', () => {
    expect(SECRETS.filter((word) => JSON.stringify(inputs).includes(word))).toEqual(SECRETS);
  });

  test('numbers, techniques and the state stay', () => {
    const { assessment } = redact(inputs, ALL);
    expect(assessment.snapshot).toEqual(inputs.assessment.snapshot);
    expect(assessment.targets.map(({ exposure }) => exposure)).toEqual(
      inputs.assessment.targets.map(({ exposure }) => exposure),
    );
    expect(assessment.findings.map(({ techniques }) => techniques)).toEqual(
      inputs.assessment.findings.map(({ techniques }) => techniques),
    );
  });

  test('a profile hides only what it covers', () => {
    const text = JSON.stringify(redact(inputs, { names: false, suppliers: true, locations: true }));
    expect(text).toContain('Quuxbot');
    expect(text).not.toContain('Open web');
    expect(redact(inputs, { names: false, suppliers: false, locations: false })).toEqual(inputs);
  });

  test('an asset called like one of our own words does not change those', () => {
    const named = smallSnapshot({ corpus: 'name', model: 'model', forum: 'known' });
    const hidden = redact({ snapshot: named, assessment: smallAssessment(named) }, ALL);
    expect(hidden.snapshot.assets.map(({ kind }) => kind)).toEqual(named.assets.map(({ kind }) => kind));
    expect(Object.values(hidden.assessment.lineage)).toEqual(['known', 'partly']);
    expect(hidden.assessment.coverage).toEqual(smallAssessment(named).coverage);
    expect(hidden.snapshot.assets.every(({ name }) => /-\d+$/.test(name))).toBe(true);
  });
});
