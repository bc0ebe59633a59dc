/**
 * The report as one HTML file: nothing is fetched, no script runs, the page's policy forbids both. Reads by day
 * and by night and prints as a clean sheet.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, type ReportDocument, type Run, type Runs, type Section, sectionsOf } from '../document';
import { INKS } from '../figure/shape';
import { figureToSvg } from '../figure/svg';
import { DARK, LIGHT, type Theme } from '../figure/theme';
import { fontFolder } from '../font/library';
import { escapeXml } from '../pdf/xmp';
import { safeHref, visible } from '../visible';
import { SHEET } from './html-sheet';

const esc = (text: string): string => escapeXml(visible(text));

function run(item: Run, numbers: ReadonlyMap<string, number>): string {
  if (item.kind === 'footnote')
    return `<sup><a href="#note-${esc(item.id)}">${numbers.get(item.id) ?? ''}</a></sup>`;
  if (item.kind === 'cross') return `<a href="#${esc(item.to)}">${esc(item.text)}</a>`;
  if (item.kind === 'link') {
    const href = safeHref(item.href);
    return href === undefined
      ? esc(item.text)
      : `<a href="${escapeXml(href)}" rel="noopener nofollow">${esc(item.text)}</a>`;
  }
  const text = esc(item.text);
  switch (item.tone) {
    case 'strong':
      return `<strong>${text}</strong>`;
    case 'emphasis':
      return `<em>${text}</em>`;
    case 'code':
      return `<code>${text}</code>`;
    case 'quiet':
    case 'alarm':
      return `<span class="${item.tone}">${text}</span>`;
    default:
      return text;
  }
}

type Page = {
  readonly document: ReportDocument;
  readonly numbers: ReadonlyMap<string, number>;
  figures: number;
  tables: number;
};

const inline = (runs: Runs, page: Page): string => runs.map((item) => run(item, page.numbers)).join('');

/** A complete HTML document. */
export function renderHtml(document: ReportDocument): string {
  const page: Page = {
    document,
    numbers: new Map(document.footnotes.map(({ id, number }) => [id, number])),
    figures: 0,
    tables: 0,
  };
  return `<!doctype html>
<html lang="${esc(document.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<meta name="generator" content="Headwater">
<meta name="keywords" content="${esc(document.keywords.join(', '))}">
<title>${esc(document.title)}</title>
<style>${fonts()}${variables(':root', LIGHT)}@media (prefers-color-scheme: dark){@media screen{${variables(':root', DARK)}}}${SHEET}</style>
</head>
<body>
${coverHtml(document)}
${contentsHtml(document)}
<main>
${document.sections.map((section) => sectionHtml(section, 1, page)).join('\n')}
${notesHtml(page)}
</main>
<footer>${esc(document.seal)}</footer>
</body>
</html>
`;
}

const FACES = [
  ['Source Serif 4', 'source-serif-4', 400],
  ['Source Serif 4', 'source-serif-4', 600],
  ['Source Sans 3', 'source-sans-3', 400],
  ['Source Sans 3', 'source-sans-3', 600],
  ['Source Code Pro', 'source-code-pro', 400],
] as const;

let faces: string | undefined;

/** The Latin faces inside the file; other scripts use the reader's own fonts. */
function fonts(): string {
  faces ??= FACES.map(([family, name, weight]) => {
    const bytes = readFileSync(join(fontFolder(name), 'files', `${name}-latin-${weight}-normal.woff2`));
    return `@font-face{font-family:'${family}';font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2')}`;
  }).join('');
  return faces;
}

const variables = (selector: string, theme: Theme): string =>
  `${selector}{${INKS.map((ink) => `--chart-${ink}:${theme[ink]}`).join(';')}}`;

function coverHtml({ cover }: ReportDocument): string {
  const facts = cover.facts
    .map(({ term, text }) => `<div><dt>${esc(term)}</dt><dd>${esc(text)}</dd></div>`)
    .join('');
  return `<header class="cover"><p class="kind">${esc(cover.kind)}</p><p class="organisation">${esc(cover.organisation)}</p><h1>${esc(cover.title)}</h1><p class="verdict">${esc(cover.verdict)}</p><dl>${facts}</dl></header>`;
}

function contentsHtml(document: ReportDocument): string {
  const items = [...sectionsOf(document.sections)]
    .filter(({ depth }) => depth <= 2)
    .map(
      ({ section, depth }) =>
        `<li class="depth-${depth}"><a href="#${section.id}"><span>${section.number}</span> ${esc(section.title)}</a></li>`,
    );
  return `<nav aria-label="${esc(document.labels.contents)}"><h2>${esc(document.labels.contents)}</h2><ol>${items.join('')}</ol></nav>`;
}

function sectionHtml(section: Section, depth: number, page: Page): string {
  const level = Math.min(depth + 1, 6);
  const blocks = section.blocks.map((block) => blockHtml(block, page)).join('\n');
  const inner = section.sections.map((child) => sectionHtml(child, depth + 1, page)).join('\n');
  return `<section id="${section.id}"><h${level}><span class="number">${section.number}</span> ${esc(section.title)}</h${level}>\n${blocks}\n${inner}</section>`;
}

function blockHtml(block: Block, page: Page): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="${block.role}">${inline(block.runs, page)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${inline(item, page)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block, page);
    case 'figure':
      page.figures += 1;
      return `<figure id="${block.anchor}"><div class="scroll" tabindex="0" role="group" aria-label="${esc(block.caption)}">${figureToSvg(block.drawing, LIGHT, block.anchor)}</div><figcaption>${esc(page.document.labels.figure)} ${page.figures}. ${esc(block.caption)}</figcaption></figure>`;
    case 'facts':
      return `<dl>${block.rows.map(({ term, runs }) => `<div><dt>${esc(term)}</dt><dd>${inline(runs, page)}</dd></div>`).join('')}</dl>`;
    case 'formula':
      return `<p class="formula">${esc(block.text)}</p>`;
    case 'soundings':
      return `<ul class="soundings">${block.items.map(({ value, label, note }) => `<li><b>${esc(value)}</b> <strong>${esc(label)}</strong> <span class="quiet">${esc(note ?? '')}</span></li>`).join('')}</ul>`;
  }
}

function tableHtml(block: Extract<Block, { kind: 'table' }>, page: Page): string {
  page.tables += 1;
  const caption = `${page.document.labels.table} ${page.tables}. ${block.caption}`;
  const head = block.columns
    .map(({ title, kind }) => `<th scope="col" class="${kind}">${esc(title)}</th>`)
    .join('');
  const body = block.rows
    .map(({ cells, anchor }) => {
      const id = anchor === undefined ? '' : ` id="${anchor}"`;
      return `<tr${id}>${cells.map((cell, index) => `<td class="${block.columns[index]?.kind ?? 'text'}">${inline(cell, page)}</td>`).join('')}</tr>`;
    })
    .join('\n');
  return `<div class="scroll" tabindex="0" role="group" aria-label="${esc(caption)}"><table id="${block.anchor}"><caption>${esc(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function notesHtml(page: Page): string {
  const { footnotes, labels } = page.document;
  if (footnotes.length === 0) return '';
  return `<section class="notes" aria-label="${esc(labels.notes)}"><ol>${footnotes.map(({ id, runs }) => `<li id="note-${esc(id)}">${inline(runs, page)}</li>`).join('')}</ol></section>`;
}
