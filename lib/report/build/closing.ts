/** How far the report can be trusted: confidence, limitations, words, sources, and how to check it. */

import { sha256 } from '@/graph/model/canonical';
import type { Block } from '../document';
import { bullets, code, column, link, paragraph, row, said, text } from '../inline';
import type { Context, Draft } from './context';

export function confidence({ t, assessment, percent, count, say, name }: Context): Draft {
  const { basis, ownNumbers, publishedPriors } = assessment.confidence;
  return {
    id: 'confidence',
    title: t('confidence.heading'),
    blocks: [
      paragraph(t('confidence.intro')),
      {
        kind: 'table',
        anchor: 'table-confidence',
        caption: t('confidence.caption'),
        columns: [column(t('col.what'), 6), column(t('col.value'), 2, 'number')],
        rows: [
          row(t('confidence.confirmed'), percent(basis.confirmed)),
          row(t('confidence.declared'), percent(basis.declared)),
          row(t('confidence.inferred'), percent(basis.inferred)),
          row(t('confidence.own', { of: count(ownNumbers.of) }), count(ownNumbers.count)),
          row(t('confidence.published', { of: count(publishedPriors.of) }), count(publishedPriors.count)),
        ],
      },
    ],
    sections: [
      {
        id: 'limitations',
        title: t('limits.heading'),
        blocks: [
          bullets(
            ['model', 'independence', 'defaults', 'point', 'completeness'].map((key) => t(`limits.${key}`)),
          ),
        ],
      },
      {
        id: 'not-assessed',
        title: t('limits.notAssessedHeading'),
        blocks: [
          assessment.notAssessed.length === 0
            ? said('empty', t('limits.everythingAssessed'))
            : bullets(assessment.notAssessed.map(say)),
        ],
      },
      {
        id: 'warnings',
        title: t('limits.warningsHeading'),
        blocks: [
          assessment.warnings.length === 0
            ? said('empty', t('limits.noWarnings'))
            : bullets(assessment.warnings.map(say)),
        ],
      },
      loops(
        t,
        assessment.loops.map(({ assets }) => assets.map(name)),
      ),
    ],
  };
}

function loops(t: Context['t'], list: readonly (readonly string[])[]): Draft {
  const blocks =
    list.length === 0
      ? [said('empty', t('limits.noLoops'))]
      : [paragraph(t('limits.loops')), bullets(list.map((names) => names.join(' → ')))];
  return { id: 'loops', title: t('limits.loopsHeading'), blocks };
}

const WORDS = [
  'asset',
  'influence',
  'source',
  'crown',
  'exposure',
  'path',
  'likelihood',
  'impact',
  'risk',
  'threeWay',
  'control',
  'chokePoint',
  'coverage',
  'confidence',
  'lineage',
  'finding',
  'snapshot',
  'unknown',
] as const;

export function glossary({ t }: Context): Draft {
  return {
    id: 'glossary',
    title: t('glossary.heading'),
    blocks: [
      {
        kind: 'facts',
        rows: WORDS.map((word) => ({
          term: t(`glossary.${word}.term`),
          runs: [text(t(`glossary.${word}.means`))],
        })),
      },
    ],
  };
}

/** The taxonomies, and the published figures that the numbers of this assessment's listed paths rest on. */
export function references({ t, catalogue, paths }: Context): Draft {
  const used = new Set(paths.flatMap(({ path }) => path.steps.map((step) => step.source.id)));
  const named = new Set(catalogue.priors.filter(({ id }) => used.has(id)).flatMap(({ figures }) => figures));
  const figures = catalogue.figures.filter(({ id }) => named.has(id));
  const blocks: Block[] = [
    bullets(
      catalogue.taxonomies.map((taxonomy) => [
        text(`${taxonomy.publisher}: ${taxonomy.title}, ${taxonomy.edition} (${taxonomy.released}). `),
        link(taxonomy.url, taxonomy.url),
      ]),
    ),
  ];
  if (figures.length === 0) blocks.push(said('empty', t('references.noFigures')));
  else
    blocks.push({
      kind: 'table',
      anchor: 'table-figures',
      caption: t('references.figures'),
      columns: [
        column(t('col.id'), 1.6, 'code'),
        column(t('col.statement'), 4.4),
        column(t('col.source'), 3.4),
        column(t('col.grade'), 1),
      ],
      rows: figures.map((figure) =>
        row(
          [code(figure.id)],
          figure.statement,
          [link(figure.source, figure.url)],
          t(`grade.${figure.grade}`),
        ),
      ),
    });
  return { id: 'references', title: t('references.heading'), blocks };
}

/** What this report is of, to the byte, and how to check it without us. */
export function integrity({ t, assessment, options, catalogue, snapshot }: Context): Draft {
  const attachments = options.attachments ?? [];
  return {
    id: 'integrity',
    title: t('integrity.heading'),
    opensPage: true,
    blocks: [
      paragraph(t('integrity.intro')),
      {
        kind: 'facts',
        rows: [
          { term: t('integrity.snapshot'), runs: [code(assessment.snapshot.hash)] },
          { term: t('integrity.catalogue'), runs: [text(`${catalogue.version} · `), code(catalogue.hash)] },
          { term: t('integrity.engine'), runs: [code(assessment.engine)] },
          { term: t('integrity.settings'), runs: [code(JSON.stringify(assessment.settings))] },
          {
            term: t('integrity.journal'),
            runs: options.journal
              ? [text(`${options.journal.number} · `), code(options.journal.hash)]
              : [text(t('control.noJournal'))],
          },
          {
            term: t('integrity.records'),
            runs: [
              text(
                t('integrity.recordCounts', {
                  assets: snapshot.assets.length,
                  influences: snapshot.influences.length,
                  controls: snapshot.controls.length,
                  estimates: snapshot.estimates.length,
                  treatments: snapshot.treatments.length,
                }),
              ),
            ],
          },
        ],
      },
      attachments.length === 0
        ? said('empty', t('integrity.noAttachment'))
        : {
            kind: 'table',
            anchor: 'table-attachments',
            caption: t('integrity.attachments'),
            columns: [column(t('col.file'), 2.4), column(t('col.what'), 3), column('SHA-256', 5, 'code')],
            rows: attachments.map((attachment) =>
              row(attachment.name, attachment.description, [code(sha256(attachment.bytes))]),
            ),
          },
      paragraph(t('integrity.verify')),
      {
        kind: 'list',
        ordered: true,
        items: ['detach', 'recompute', 'compare'].map((key) => [text(t(`integrity.${key}`))]),
      },
      paragraph(t('integrity.signature')),
    ],
  };
}
