import { describe, expect, test } from 'vitest';
import { smallAssessment, smallSnapshot } from './__fixtures__/small';
import { SMALL_CATALOGUE } from './__fixtures__/small-catalogue';
import { buildReport } from './build/report';
import { renderPdf } from './render/pdf';
import { verifyReport } from './verify';

type Change = (assessment: ReturnType<typeof smallAssessment>) => unknown;

async function reportWith(change: Change = (assessment) => assessment, compress = true): Promise<Uint8Array> {
  const snapshot = smallSnapshot();
  const assessment = smallAssessment(snapshot);
  const bytes = new TextEncoder().encode(JSON.stringify(change(structuredClone(assessment))));
  const attachments = [{ name: 'assessment.json', mediaType: 'application/json', description: 'x', bytes }];
  return renderPdf(
    buildReport({
      assessment,
      snapshot,
      catalogue: SMALL_CATALOGUE,
      options: { locale: 'en', status: 'final', attachments },
    }),
    { compress },
  );
}

const failing = (pdf: Uint8Array): readonly string[] =>
  verifyReport(pdf)
    .checks.filter(({ matches }) => !matches)
    .map(({ code }) => code);

describe('verifying a report', () => {
  test.each([true, false])('an untouched report matches (compressed: %s)', async (compress) => {
    const result = verifyReport(await reportWith(undefined, compress));
    expect(result.matches).toBe(true);
    expect(result.checks.map(({ code }) => code)).toEqual([
      'snapshot',
      'catalogue',
      'engine',
      'risk',
      'bounds',
      'path-within-exposure',
      'path-product',
    ]);
    expect(result.attachment?.name).toBe('assessment.json');
  });

  test.each<[string, Change]>([
    ['snapshot', (a) => ({ ...a, snapshot: { ...a.snapshot, hash: 'f'.repeat(64) } })],
    ['engine', (a) => ({ ...a, engine: 'other' })],
    ['risk', (a) => ({ ...a, targets: a.targets.map((t) => ({ ...t, impact: 0.1 })) })],
    [
      'bounds',
      (a) => ({
        ...a,
        targets: a.targets.map((t) => ({
          ...t,
          risk: { ...t.risk, value: 0.8 * 0.01 },
          exposure: { ...t.exposure, current: { ...t.exposure.current, value: 0.01 } },
        })),
      }),
    ],
    [
      'path-product',
      (a) => ({
        ...a,
        targets: a.targets.map((t) => ({ ...t, paths: t.paths.map((p) => ({ ...p, likelihood: 0.02 })) })),
      }),
    ],
  ])('a changed %s is found', async (code, change) => {
    expect(failing(await reportWith(change))).toEqual([code]);
  });

  test('a file without an attachment verifies nothing', () => {
    expect(verifyReport(new TextEncoder().encode('%PDF-1.7\n')).matches).toBe(false);
  });
});
