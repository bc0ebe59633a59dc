/** The report as a Word document: real headings, tables with repeated heads, figures as vectors with alternative text. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, ReportDocument, Run, Runs, Section } from '../document';
import { figureToSvg } from '../figure/svg';
import { safeHref, visible } from '../visible';
import { datedAt, numbering, repack } from './repack';

type Counts = { figures: number; tables: number };
type Child = Paragraph | Table | TableOfContents;

const LEVELS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;

/** One transparent pixel: what a program without vector graphics shows beside the alternative text. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Word's bookmark names: letters, digits and underscores, at most 40 of them. */
const bookmark = (anchor: string): string => {
  const name = anchor.replace(/[^A-Za-z0-9_]/g, '_');
  return name.length <= 40 ? name : `${name.slice(0, 24)}_${name.slice(-15)}`;
};

function child(run: Run): ParagraphChild {
  if (run.kind === 'footnote') return new TextRun({ text: `[${run.id}]`, superScript: true });
  const text = visible(run.text);
  if (run.kind === 'cross')
    return new InternalHyperlink({
      anchor: bookmark(run.to),
      children: [new TextRun({ text, style: 'Hyperlink' })],
    });
  if (run.kind === 'link') {
    const href = safeHref(run.href);
    return href === undefined
      ? new TextRun(text)
      : new ExternalHyperlink({ link: href, children: [new TextRun({ text, style: 'Hyperlink' })] });
  }
  if (run.tone === 'code') return new TextRun({ text, font: 'Source Code Pro', size: 17 });
  if (run.tone === 'quiet') return new TextRun({ text, color: '4F5F6F' });
  return new TextRun({
    text,
    bold: run.tone === 'strong' || run.tone === 'alarm',
    italics: run.tone === 'emphasis',
  });
}

const children = (runs: Runs): ParagraphChild[] => runs.map(child);
const paragraph = (text: string, options: Omit<IParagraphOptions, 'text' | 'children'> = {}): Paragraph =>
  new Paragraph({ ...options, children: [new TextRun(visible(text))] });

/** The document's bytes: equal reports are equal bytes. */
export async function renderDocx(document: ReportDocument): Promise<Uint8Array> {
  const counts: Counts = { figures: 0, tables: 0 };
  const word = new Document({
    title: visible(document.title),
    creator: visible(document.author),
    subject: visible(document.subject),
    keywords: document.keywords.map(visible).join(', '),
    lastModifiedBy: 'Headwater',
    features: { updateFields: true },
    styles: {
      default: {
        document: { run: { font: 'Source Sans 3', size: 20, language: { value: document.locale } } },
      },
    },
    sections: [
      {
        headers: {
          default: new Header({
            children: [paragraph(`${document.title} · ${document.cover.classification}`)],
          }),
        },
        footers: { default: new Footer({ children: [footer(document)] }) },
        children: [
          ...cover(document),
          ...document.sections.flatMap((section) => sectionOf(section, 0, document, counts)),
          ...notes(document),
        ],
      },
    ],
  });
  return normalised(new Uint8Array(await Packer.toBuffer(word)), document.date ?? '2000-01-01');
}

function normalised(bytes: Uint8Array, date: string): Uint8Array {
  const links = numbering('rLink');
  const marks = numbering('');
  const headings = numbering('_Toc');
  const pictures = numbering('');
  return repack(bytes, (text) =>
    datedAt(text, `${date.slice(0, 10)}T00:00:00Z`)
      .replace(/rId[A-Za-z0-9_-]{12,}/g, links)
      .replace(/_Toc\d+/g, headings)
      .replace(
        /(<wp:docPr id=")([^"]+)(")/g,
        (_, before: string, id: string, after: string) => before + pictures(id) + after,
      )
      .replace(
        /(<w:bookmark(?:Start|End)[^>]*w:id=")([^"]+)(")/g,
        (_, before: string, id: string, after: string) => before + marks(id) + after,
      ),
  );
}

function footer({ seal, labels }: ReportDocument): Paragraph {
  const [before = '', between = '', after = ''] = labels.pageOf.split(/\{pages?\}/);
  return new Paragraph({
    children: [
      new TextRun(`${visible(seal)}   `),
      new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] }),
    ],
  });
}

function cover({ cover: front, labels }: ReportDocument): readonly Child[] {
  return [
    paragraph(front.kind),
    paragraph(front.organisation),
    paragraph(front.title, { heading: HeadingLevel.TITLE }),
    paragraph(front.verdict, { spacing: { after: 240 } }),
    ...front.facts.map(({ term, text }) => paragraph(`${term}: ${text}`)),
    paragraph(labels.contents, { pageBreakBefore: true, spacing: { after: 120 } }),
    new TableOfContents(labels.contents, { hyperlink: true, headingStyleRange: '1-2' }),
  ];
}

function sectionOf(
  section: Section,
  depth: number,
  document: ReportDocument,
  counts: Counts,
): readonly Child[] {
  const heading = new Paragraph({
    heading: LEVELS[Math.min(depth, LEVELS.length - 1)] ?? HeadingLevel.HEADING_4,
    pageBreakBefore: section.opensPage,
    children: [
      new Bookmark({
        id: bookmark(section.id),
        children: [new TextRun(`${section.number} ${visible(section.title)}`)],
      }),
    ],
  });
  return [
    heading,
    ...section.blocks.flatMap((block) => blockOf(block, document, counts)),
    ...section.sections.flatMap((inner) => sectionOf(inner, depth + 1, document, counts)),
  ];
}

function blockOf(block: Block, { labels }: ReportDocument, counts: Counts): readonly Child[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ children: children(block.runs), spacing: { after: 120 } })];
    case 'list':
      return block.items.map((item, index) =>
        block.ordered
          ? new Paragraph({
              children: [new TextRun(`${index + 1}. `), ...children(item)],
              indent: { left: 360, hanging: 360 },
            })
          : new Paragraph({ children: children(item), bullet: { level: 0 } }),
      );
    case 'facts':
      return block.rows.map(
        ({ term, runs }) =>
          new Paragraph({
            children: [new TextRun({ text: `${visible(term)}: `, bold: true }), ...children(runs)],
          }),
      );
    case 'formula':
      return [
        new Paragraph({
          children: [new TextRun({ text: visible(block.text), italics: true })],
          indent: { left: 360 },
          spacing: { after: 120 },
        }),
      ];
    case 'soundings':
      return block.items.map(
        ({ value, label, note }) =>
          new Paragraph({
            children: [
              new TextRun({ text: `${visible(value)}  `, bold: true, size: 30 }),
              new TextRun(visible(`${label}${note ? `, ${note}` : ''}`)),
            ],
          }),
      );
    case 'table':
      counts.tables += 1;
      return tableOf(block, `${labels.table} ${counts.tables}. ${block.caption}`);
    case 'figure':
      counts.figures += 1;
      return figureOf(block, `${labels.figure} ${counts.figures}. ${block.caption}`);
  }
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIR = { style: BorderStyle.SINGLE, size: 2, color: 'B9C2CC' };
const BORDERS = { left: NONE, right: NONE, top: HAIR, bottom: HAIR };

function tableOf(table: Extract<Block, { kind: 'table' }>, caption: string): readonly Child[] {
  const total = table.columns.reduce((sum, { weight }) => sum + weight, 0);
  const cell = (runs: ParagraphChild[], index: number): TableCell =>
    new TableCell({
      borders: BORDERS,
      width: { size: ((table.columns[index]?.weight ?? 1) / total) * 100, type: WidthType.PERCENTAGE },
      children: [
        new Paragraph({
          children: runs,
          alignment: table.columns[index]?.kind === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    children: table.columns.map(({ title }, index) =>
      cell([new TextRun({ text: visible(title), bold: true })], index),
    ),
  });
  const rows = table.rows.map(
    ({ cells, anchor }) =>
      new TableRow({
        children: table.columns.map((_, index) => {
          const runs = children(cells[index] ?? []);
          return cell(
            index === 0 && anchor !== undefined
              ? [new Bookmark({ id: bookmark(anchor), children: runs })]
              : runs,
            index,
          );
        }),
      }),
  );
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 60 },
      children: [new Bookmark({ id: bookmark(table.anchor), children: [new TextRun(visible(caption))] })],
    }),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }),
    new Paragraph({ children: [] }),
  ];
}

const POINTS_TO_PIXELS = 96 / 72;

function figureOf(
  { drawing, anchor }: Extract<Block, { kind: 'figure' }>,
  caption: string,
): readonly Child[] {
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(
      figureToSvg(drawing, undefined, anchor).replace(/var\(--chart-\w+, (#[0-9a-f]{6})\)/g, '$1'),
    ),
    fallback: { type: 'png', data: PIXEL },
    transformation: { width: drawing.width * POINTS_TO_PIXELS, height: drawing.height * POINTS_TO_PIXELS },
    altText: {
      title: visible(drawing.title),
      description: visible(drawing.description),
      name: visible(drawing.title),
    },
  });
  return [
    new Paragraph({ keepNext: true, children: [image] }),
    new Paragraph({
      spacing: { after: 160 },
      children: [new Bookmark({ id: bookmark(anchor), children: [new TextRun(visible(caption))] })],
    }),
  ];
}

function notes({ footnotes }: ReportDocument): readonly Child[] {
  return footnotes.map(
    ({ id, number, runs }) =>
      new Paragraph({
        children: [
          new Bookmark({ id: bookmark(`note-${id}`), children: [new TextRun(`${number} `)] }),
          ...children(runs),
        ],
      }),
  );
}
