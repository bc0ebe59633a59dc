/** The document: complete in every language, empty parts said in words, numbers those of the assessment. */
import { describe, expect, test } from 'vitest';
import { EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { LOCALES } from '@/lib/messages/messages';
import { smallAssessment, smallSnapshot } from '../__fixtures__/small';
import { SMALL_CATALOGUE } from '../__fixtures__/small-catalogue';
import { type Block, sectionsOf } from '../document';
import { plainText } from '../inline';
import { decimal, notation } from '../number';
import type { ReportOptions } from './context';
import { REPORT_KINDS } from './kinds';
import { buildReport } from './report';

const OPTIONS: ReportOptions = {
  locale: 'en',
  status: 'final',
  date: '2026-11-20',
  organisation: 'Example Ltd',
};

const small = (options: Partial<ReportOptions> = {}) => {
  const snapshot = smallSnapshot();
  return buildReport({
    assessment: smallAssessment(snapshot),
    snapshot,
    catalogue: SMALL_CATALOGUE,
    options: { ...OPTIONS, ...options },
  });
};

const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [plainText(block.runs)];
    case 'list':
      return block.items.map(plainText);
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ title }) => title),
        ...block.rows.flatMap(({ cells }) => cells.map(plainText)),
      ];
    case 'figure':
      return [block.caption, block.drawing.description];
    case 'facts':
      return block.rows.flatMap(({ term, runs }) => [term, plainText(runs)]);
    case 'formula':
      return [block.text];
    case 'soundings':
      return block.items.flatMap(({ value, label, note }) => [value, label, note ?? '']);
  }
};

const allText = (document: ReturnType<typeof small>): string =>
  [...sectionsOf(document.sections)]
    .flatMap(({ section }) => [section.title, ...section.blocks.flatMap(textsOf)])
    .join('\n');

describe('report document', () => {
  test('numbers sections in reading order, each with its own anchor', () => {
    const sections = [...sectionsOf(small().sections)].map(({ section }) => section);
    expect(sections[0]?.number).toBe('1');
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    expect(sections.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'summary',
        'method',
        'inventory',
        'paths',
        'path-1',
        'findings',
        'controls',
        'limitations',
        'glossary',
        'references',
        'integrity',
      ]),
    );
  });

  test('shows every exposure, step and choke point of the assessment in the notation of its kind', () => {
    const text = allText(small());
    const { targets } = smallAssessment();
    const [target] = targets;
    for (const state of ['inherent', 'current', 'planned'] as const)
      expect(text).toContain(notation(target!.exposure[state], 'en'));
    expect(text).toContain('0.024–0.031');
    expect(text).toContain('≈ 0.022 ± 0.002');
    for (const path of target!.paths) {
      for (const step of path.steps) expect(text).toContain(decimal(step.likelihood, 'en'));
      expect(text).toContain(`${decimal(path.inherent, 'en')} inherent`);
    }
  });

  test('prints editions with ids, and the state, knowledge and engine it rests on', () => {
    const text = allText(small());
    expect(text).toContain('ATLAS 5.6.0 AML.T0020 · OWASP-LLM 2025 LLM04 · OWASP-LLM 2026 LLM05');
    expect(text).toContain(smallSnapshot().hash);
    expect(text).toContain(SMALL_CATALOGUE.hash);
    expect(text).toContain('headwater-engine 0');
  });

  test('a reason without a sentence is shown as its code, not dropped', () => {
    expect(allText(small())).toContain('no-such-code (asset: Answer model, count: 3).');
  });

  test('an empty inventory gives a whole report that says so', () => {
    const assessment = {
      ...smallAssessment(EMPTY_SNAPSHOT),
      targets: [],
      findings: [],
      controls: [],
      loops: [],
      lineage: {},
      coverage: {
        lineage: { known: 0, partly: 0, unknown: 0 },
        withOwner: 0,
        withEvidence: 0,
        assets: 0,
        controlledPaths: { count: 0, of: 0 },
      },
    };
    const document = buildReport({
      assessment,
      snapshot: EMPTY_SNAPSHOT,
      catalogue: {
        ...SMALL_CATALOGUE,
        taxonomies: [],
        techniques: [],
        controls: [],
        priors: [],
        figures: [],
      },
      options: OPTIONS,
    });
    const text = allText(document);
    expect(text).toContain('The inventory is empty.');
    expect(text).toContain('No exposure path was found.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test.each(LOCALES)('is complete in %s', (locale) => {
    const document = small({ locale });
    expect(document.locale).toBe(locale);
    expect(allText(document)).not.toMatch(/\{[a-z]+\}|NaN|undefined/);
  });

  test('is a pure function of its input', () => {
    expect(small()).toEqual(small());
  });

  test.each(REPORT_KINDS)(
    'the %s report is whole: numbered, and every link in it leads somewhere',
    (kind) => {
      const document = small({ kind });
      const sections = [...sectionsOf(document.sections)].map(({ section }) => section);
      expect(sections.length).toBeGreaterThan(1);
      const anchors = new Set(
        sections.flatMap(({ id, blocks }) => [
          id,
          ...blocks.flatMap((block) => ('anchor' in block ? [block.anchor] : [])),
        ]),
      );
      const rows = sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(({ anchor }) => anchor) : [])),
      );
      const wanted =
        JSON.stringify(document.sections).match(/"kind":"cross","text":"[^"]*","to":"[^"]*"/g) ?? [];
      for (const link of wanted) {
        const to = link.match(/"to":"([^"]*)"/)?.[1] ?? '';
        expect(anchors.has(to) || rows.includes(to), link).toBe(true);
      }
    },
  );

  test('an extract shows the paths through one asset and no other', () => {
    expect(allText(small({ kind: 'extract', only: 'corpus' }))).toContain('Path 1: Public forum');
    expect(allText(small({ kind: 'extract', only: 'elsewhere' }))).toContain('No path was found');
  });
});
