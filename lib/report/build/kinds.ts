/** Which sections make which report: the whole audit, two pages for a board, a workshop's pack, technique coverage, one path. */
import type { Block, Runs, Section } from '../document';
import { bullets, column, paragraph, row, text } from '../inline';
import { confidence, glossary, integrity, references } from './closing';
import type { Context, Draft } from './context';
import { inventory } from './inventory';
import { method } from './method';
import { documentControl, scope, summary } from './opening';
import { pathSections } from './paths';
import { controls, findings } from './register';
import { threats } from './threats';

export const REPORT_KINDS = ['audit', 'executive', 'workshop', 'coverage', 'extract'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

type Builder = (context: Context) => Draft;

export const SECTIONS_OF: Readonly<Record<ReportKind, readonly Builder[]>> = {
  audit: [
    summary,
    documentControl,
    scope,
    method,
    inventory,
    threats,
    pathSections,
    findings,
    controls,
    confidence,
    glossary,
    references,
    integrity,
  ],
  executive: [summary, integrity],
  workshop: [agenda, pathSections, scoring, glossary, integrity],
  coverage: [scope, threats, references, integrity],
  extract: [documentControl, pathSections, method, confidence, integrity],
};

const MINUTES = [10, 15, 45, 15, 5] as const;

function agenda({ t }: Context): Draft {
  const items = MINUTES.map((minutes, index) =>
    t('workshop.item', { minutes, what: t(`workshop.agenda${index + 1}`) }),
  );
  return {
    id: 'agenda',
    title: t('workshop.heading'),
    opensPage: true,
    blocks: [
      paragraph(t('workshop.intro')),
      { kind: 'list', ordered: true, items: items.map((item) => [text(item)]) },
      bullets([t('workshop.rule1'), t('workshop.rule2'), t('workshop.rule3')]),
    ],
  };
}

/** Blank sheets: every step of every told path, with room for three numbers and a reason. */
function scoring(context: Context): Draft {
  const { t, told, name, number } = context;
  return {
    id: 'scoring',
    title: t('workshop.sheets'),
    opensPage: true,
    blocks: [paragraph(t('workshop.sheetsIntro'))],
    sections: told.map(
      ({ path, number: listed }): Draft => ({
        id: `sheet-${listed}`,
        title: t('workshop.sheet', { number: listed }),
        blocks: [
          {
            kind: 'table',
            anchor: `table-sheet-${listed}`,
            caption: t('workshop.sheetCaption', { number: listed }),
            columns: [
              column('#', 0.5),
              column(t('col.step'), 3),
              column(t('col.current'), 1, 'number'),
              column(t('workshop.low'), 1),
              column(t('workshop.likely'), 1),
              column(t('workshop.high'), 1),
              column(t('col.reason'), 3.4),
            ],
            rows: path.steps.map((step, index) =>
              row(String(index + 1), name(step.to), number(step.likelihood), '', '', '', ''),
            ),
          },
        ],
      }),
    ),
  };
}

/** The sections with links to places this report does not have as plain text: a short report quotes the long one. */
export function withoutLostLinks(sections: readonly Section[]): readonly Section[] {
  const anchors = new Set<string>();
  const collect = (list: readonly Section[]): void => {
    for (const section of list) {
      anchors.add(section.id);
      for (const block of section.blocks) for (const anchor of anchorsOf(block)) anchors.add(anchor);
      collect(section.sections);
    }
  };
  collect(sections);
  const runs = (items: Runs): Runs =>
    items.map((run) => (run.kind === 'cross' && !anchors.has(run.to) ? text(run.text) : run));
  const rebuilt = (list: readonly Section[]): readonly Section[] =>
    list.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => mapRuns(block, runs)),
      sections: rebuilt(section.sections),
    }));
  return rebuilt(sections);
}

function anchorsOf(block: Block): readonly string[] {
  if (block.kind === 'figure') return [block.anchor];
  return block.kind === 'table' ? [block.anchor, ...block.rows.flatMap(({ anchor }) => anchor ?? [])] : [];
}

function mapRuns(block: Block, runs: (items: Runs) => Runs): Block {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: runs(block.runs) };
    case 'list':
      return { ...block, items: block.items.map(runs) };
    case 'table':
      return { ...block, rows: block.rows.map((item) => ({ ...item, cells: item.cells.map(runs) })) };
    case 'facts':
      return { ...block, rows: block.rows.map((item) => ({ ...item, runs: runs(item.runs) })) };
    default:
      return block;
  }
}
