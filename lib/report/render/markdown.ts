/** The report as Markdown (CommonMark with tables). Text from outside is escaped: no name can become markup. */
import type { Block, ReportDocument, Row, Run, Runs, Section } from '../document';
import { safeHref, visible } from '../visible';

/** Characters that mean something in Markdown or in HTML within it. */
const literal = (text: string): string =>
  visible(text).replace(/[\\`*_{}[\]<>()#+!|~&$^-]/g, (char) =>
    char === '-' || char === '(' || char === ')' ? char : `\\${char}`,
  );

/** A line that would begin a list, heading or rule is kept plain. */
const unstarted = (text: string): string => text.replace(/^(\s*)([-+]|\d+[.)])(\s)/, '$1\\$2$3');

const codeSpan = (text: string): string => {
  const shown = visible(text);
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  return fence.length > 1 ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
};

function run(item: Run): string {
  if (item.kind === 'footnote') return `[^${item.id}]`;
  if (item.kind === 'cross') return `[${literal(item.text)}](#${item.to})`;
  if (item.kind === 'link') {
    const href = safeHref(item.href);
    return href === undefined
      ? literal(item.text)
      : `[${literal(item.text)}](<${href.replace(/[<>]/g, encodeURIComponent)}>)`;
  }
  if (item.tone === 'code') return codeSpan(item.text);
  const text = literal(item.text);
  if (item.tone === 'strong' || item.tone === 'alarm') return `**${text}**`;
  return item.tone === 'emphasis' ? `*${text}*` : text;
}

const inline = (runs: Runs): string => runs.map(run).join('');

type Counts = { figures: number; tables: number };

/** Markdown text ending in a line feed. */
export function renderMarkdown(document: ReportDocument): string {
  const { cover } = document;
  const counts: Counts = { figures: 0, tables: 0 };
  const parts = [
    `# ${literal(cover.title)}`,
    ...(cover.organisation ? [literal(cover.organisation)] : []),
    `**${literal(cover.verdict)}**`,
    table(
      [],
      cover.facts.map(({ term, text }) => ({
        cells: [[{ kind: 'text', text: term }], [{ kind: 'text', text }]],
      })),
      2,
    ),
    `## ${literal(document.labels.contents)}`,
    document.sections
      .map((section) => `- [${section.number} ${literal(section.title)}](#${section.id})`)
      .join('\n'),
    ...document.sections.flatMap((section) => sectionParts(section, 2, document, counts)),
    ...document.footnotes.map(({ id, runs }) => `[^${id}]: ${inline(runs)}`),
    '---',
    literal(document.seal),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionParts(
  section: Section,
  level: number,
  document: ReportDocument,
  counts: Counts,
): readonly string[] {
  return [
    `<a id="${section.id}"></a>\n\n${'#'.repeat(Math.min(level, 6))} ${section.number} ${literal(section.title)}`,
    ...section.blocks.map((block) => blockText(block, document, counts)),
    ...section.sections.flatMap((inner) => sectionParts(inner, level + 1, document, counts)),
  ];
}

function blockText(block: Block, { labels }: ReportDocument, counts: Counts): string {
  switch (block.kind) {
    case 'paragraph': {
      const text = unstarted(inline(block.runs));
      if (block.role === 'body') return text;
      return block.role === 'verdict' ? `**${text}**` : `*${text}*`;
    }
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${unstarted(inline(item))}`)
        .join('\n');
    case 'table':
      counts.tables += 1;
      return `<a id="${block.anchor}"></a>\n\n${labels.table} ${counts.tables}. ${literal(block.caption)}\n\n${table(
        block.columns.map(({ title, kind }) => ({ title, right: kind === 'number' })),
        block.rows,
        block.columns.length,
      )}`;
    case 'figure':
      counts.figures += 1;
      return `<a id="${block.anchor}"></a>\n\n> ${labels.figure} ${counts.figures}. ${literal(block.caption)}\n>\n> ${literal(block.drawing.description)}`;
    case 'facts':
      return block.rows.map(({ term, runs }) => `- **${literal(term)}:** ${inline(runs)}`).join('\n');
    case 'formula':
      return `> ${literal(block.text)}`;
    case 'soundings':
      return block.items
        .map(
          ({ value, label, note }) =>
            `- **${literal(label)}:** ${literal(value)}${note ? ` (${literal(note)})` : ''}`,
        )
        .join('\n');
  }
}

/** Anchors of rows stand in their first cell, since a row itself cannot carry one. */
function table(
  columns: readonly { readonly title: string; readonly right: boolean }[],
  rows: readonly Row[],
  width: number,
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\n/g, ' ')).join(' | ')} |`;
  const head = Array.from({ length: width }, (_, index) => literal(columns[index]?.title ?? ''));
  const rule = Array.from({ length: width }, (_, index) => (columns[index]?.right ? '---:' : '---'));
  const body = rows.map(({ cells, anchor }) =>
    line(cells.map((cell, index) => (index === 0 && anchor ? `<a id="${anchor}"></a>` : '') + inline(cell))),
  );
  return [line(head), line(rule), ...body].join('\n');
}
