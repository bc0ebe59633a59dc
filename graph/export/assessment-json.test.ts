/** The JSON form keeps every number, states every reason twice (code and sentence), and matches its published schema. */

import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '@/graph/exposure/assess';
import { type Assessment, DEFAULT_SETTINGS } from '@/graph/exposure/assessment';
import { canonical } from '@/graph/model/canonical';
import type { Reason } from '@/graph/model/reason';
import type { Snapshot } from '@/graph/model/snapshot';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { phrase } from '@/lib/messages/phrase';
import { perceptionSnapshot } from '@/lib/report/__fixtures__/perception';
import { assessmentJson, assessmentValue, readAssessmentJson } from './assessment-json';
import { publishedAssessmentSchema } from './assessment-schema';

const PUBLISHED = 'content/schemas/headwater-assessment@1.schema.json';
const say = (reason: Reason) => phrase(reason, 'en');

let snapshot: Snapshot;
let assessment: Assessment;

beforeAll(async () => {
  const catalogue = await loadCatalogue();
  snapshot = perceptionSnapshot(catalogue.controls.map(({ id }) => id));
  assessment = assess(snapshot, catalogue, { ...DEFAULT_SETTINGS, asOf: '2026-11-20' });
});

describe('assessment as JSON', () => {
  test('reads back as what was written, every number as computed', () => {
    const read = readAssessmentJson(assessmentJson({ assessment, snapshot, say }));
    expect(read).toEqual(JSON.parse(JSON.stringify(assessmentValue({ assessment, snapshot, say }))));
    expect(read.targets.length).toBeGreaterThan(0);
    expect(read.targets.map(({ exposure }) => exposure)).toEqual(
      assessment.targets.map(({ exposure }) => exposure),
    );
    expect(read.targets.flatMap(({ paths }) => paths.map(({ likelihood }) => likelihood))).toEqual(
      assessment.targets.flatMap(({ paths }) => paths.map(({ likelihood }) => likelihood)),
    );
  });

  test('the same assessment gives the same bytes', () => {
    const once = assessmentJson({ assessment, snapshot, say });
    expect(assessmentJson({ assessment: structuredClone(assessment), snapshot, say })).toBe(once);
  });

  test('the text written piece by piece is the canonical form of the value', () => {
    const source = { assessment, snapshot, say };
    expect(assessmentJson(source)).toBe(`${canonical(assessmentValue(source))}\n`);
  });

  test('every finding has its reasons as sentences and as codes, in the same order', () => {
    const { findings } = assessmentValue({ assessment, snapshot, say });
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.because).toEqual(finding.reasons.map(say));
      expect(finding.because.every((sentence) => sentence.length > 0)).toBe(true);
    }
  });

  test('a file that could not be read stands among the inputs with its error', () => {
    const broken = {
      file: 'broken.json',
      format: null,
      sha256: null,
      assets: 0,
      influences: 0,
      warnings: [],
      error: 'line 3: a comma is missing',
    };
    const { inputs } = assessmentValue({ assessment, snapshot, say, inputs: [broken] });
    expect(inputs).toEqual([broken]);
  });

  test('the published schema is the one the code has', () => {
    const text = `${JSON.stringify(publishedAssessmentSchema(), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PUBLISHED, text);
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(text);
  });

  test('another validator accepts the output under the published schema, and refuses one without an engine', () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(PUBLISHED, 'utf8')));
    const value = JSON.parse(assessmentJson({ assessment, snapshot, say }));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...value, engine: undefined })).toBe(false);
  });
});
