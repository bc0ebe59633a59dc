/** A report from an assessment: its kind's sections in order, numbered, in the reader's language. */
import type { Labels, ReportDocument, Section } from '../document';
import { type Context, contextOf, type Draft, type ReportInput, shortHash } from './context';
import { SECTIONS_OF, withoutLostLinks } from './kinds';
import { coverOf } from './opening';

/** Builds the document. Pure: the same input gives the same value. Throws MessageError where a sentence is missing. */
export function buildReport(input: ReportInput): ReportDocument {
  const context = contextOf(input);
  const { t, options, assessment, locale } = context;
  const cover = coverOf(context);
  return {
    schema: 'headwater/report@1',
    locale,
    title: options.organisation ? `${cover.title} – ${options.organisation}` : cover.title,
    author: options.author ?? 'Headwater',
    subject: cover.verdict,
    // The hash stands in the keywords so that reports of different states have different file identifiers.
    keywords: [
      `snapshot ${assessment.snapshot.hash}`,
      `catalogue ${assessment.catalogue.hash}`,
      assessment.engine,
    ],
    ...(options.date === undefined ? {} : { date: options.date }),
    cover,
    sections: withoutLostLinks(numbered(SECTIONS_OF[options.kind ?? 'audit'].map((build) => build(context)))),
    footnotes: [],
    attachments: options.attachments ?? [],
    labels: labelsOf(context),
    look: {
      pageSize: options.pageSize ?? 'A4',
      ...(options.status === 'draft' ? { watermark: t('status.draft') } : {}),
      ...(options.accent === undefined ? {} : { accent: options.accent }),
    },
    seal: t('seal', {
      snapshot: shortHash(assessment.snapshot.hash),
      catalogue: shortHash(assessment.catalogue.hash),
      engine: assessment.engine,
    }),
  };
}

export function numbered(drafts: readonly Draft[], prefix = ''): readonly Section[] {
  return drafts.map((draft, index) => {
    const number = `${prefix}${index + 1}`;
    return {
      id: draft.id,
      number,
      title: draft.title,
      blocks: draft.blocks,
      sections: numbered(draft.sections ?? [], `${number}.`),
      opensPage: draft.opensPage ?? false,
    };
  });
}

export function labelsOf({ t }: Context): Labels {
  return {
    contents: t('labels.contents'),
    pageOf: t('labels.pageOf', { page: '{page}', pages: '{pages}' }),
    figure: t('labels.figure'),
    table: t('labels.table'),
    notes: t('labels.notes'),
    continued: t('labels.continued'),
    attachments: t('labels.attachments'),
    linkTo: t('labels.linkTo'),
  };
}
