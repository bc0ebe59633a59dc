/**
 * The report as a PDF that is both PDF/A-3a and PDF/UA-1: tagged, with outline, linked contents and attachments.
 * The same document gives the same bytes: no clock, no randomness, no locale of the machine.
 */
import { type ReportDocument, type Section, sectionsOf } from '../document';
import { type Ink, line } from '../figure/shape';
import { LIGHT, type Theme } from '../figure/theme';
import { textWidth } from '../font/measure';
import { drawBlock, type Setting } from '../pdf/blocks';
import { drawCover, fillContents, reserveContents } from '../pdf/front';
import { Press } from '../pdf/press';
import { frameOf, HEADINGS, NOTE, PROSE, styled } from '../pdf/styles';
import { flowLines, setLines, showFragments } from '../pdf/typeset';
import { visible } from '../visible';

export type PdfOptions = {
  /** False leaves page contents readable, for tests. */
  readonly compress?: boolean;
  /** Told after each section, for a progress bar. */
  readonly onProgress?: (done: number, of: number) => void;
};

/** Metadata needs a time; where the report has no date this constant stands in, never the clock. */
const UNDATED = '2000-01-01';

/** Throws Error where a link or anchor of the document is wrong. */
export async function renderPdf(document: ReportDocument, options: PdfOptions = {}): Promise<Uint8Array> {
  const time = new Date(`${(document.date ?? UNDATED).slice(0, 10)}T00:00:00Z`);
  const press = new Press({
    frame: frameOf(document.look.pageSize),
    theme: themeOf(document),
    lang: document.locale,
    compress: options.compress ?? true,
    info: {
      Title: visible(document.title),
      Author: visible(document.author),
      Subject: visible(document.subject),
      Keywords: document.keywords.map(visible).join(', '),
      Creator: 'Headwater',
      Producer: 'Headwater',
      CreationDate: time,
    },
  });
  const numbers = new Map(document.footnotes.map(({ id, number }) => [id, number]));
  const setting: Setting = {
    labels: document.labels,
    noteNumber: (id) => numbers.get(id) ?? 0,
    figures: 0,
    tables: 0,
  };
  const root = press.openElement('Document');
  press.inside('Document', root, () => {
    drawCover(press, document);
    const contents = reserveContents(press, document);
    drawSections(press, document, setting, options.onProgress);
    drawNotes(press, document, setting);
    fillContents(press, contents);
  });
  root.end();
  drawRunningHeads(press, document);
  for (const { bytes, name, mediaType, description } of document.attachments)
    press.kit.attach(bytes, name, mediaType, description, time);
  return press.finish();
}

const HEX = /^#[0-9a-f]{6}$/i;

function themeOf({ look }: ReportDocument): Theme {
  return look.accent !== undefined && HEX.test(look.accent) ? { ...LIGHT, water: look.accent } : LIGHT;
}

function drawSections(
  press: Press,
  document: ReportDocument,
  setting: Setting,
  onProgress: PdfOptions['onProgress'],
): void {
  const total = [...sectionsOf(document.sections)].length;
  let done = 0;
  const draw = (section: Section, depth: number, outline: PDFKit.PDFOutline): void => {
    press.element('Sect', {}, () => {
      const entry = drawHeading(press, section, depth, outline);
      for (const block of section.blocks) drawBlock(press, block, setting);
      done += 1;
      onProgress?.(done, total);
      for (const inner of section.sections) draw(inner, depth + 1, entry);
    });
  };
  for (const section of document.sections) draw(section, 1, press.kit.outline);
}

function drawHeading(
  press: Press,
  section: Section,
  depth: number,
  outline: PDFKit.PDFOutline,
): PDFKit.PDFOutline {
  const style = HEADINGS[Math.min(depth, HEADINGS.length) - 1] ?? PROSE;
  const fresh = press.y <= press.frame.top;
  const lines = setLines(
    [
      { text: `${section.number}  `, face: 'sans', size: style.size, ink: 'quiet' },
      { text: visible(section.title), face: style.face, size: style.size, ink: style.ink },
    ],
    press.frame.width,
  );
  if (section.opensPage || press.room < lines.length * style.leading + 60) press.newPage();
  else if (!fresh) press.y += depth === 1 ? 22 : depth === 2 ? 12 : 8;
  press.anchor(section.id);
  const entry = outline.addItem(`${section.number} ${visible(section.title)}`, { expanded: depth === 1 });
  press.element(`H${Math.min(depth, 6)}`, {}, () =>
    flowLines(press, lines, { x: press.frame.left, leading: style.leading, ascent: style.ascent }),
  );
  press.y += depth === 1 ? 10 : depth === 2 ? 5 : 3;
  return entry;
}

function drawNotes(press: Press, document: ReportDocument, { noteNumber }: Setting): void {
  if (document.footnotes.length === 0) return;
  const { left, width } = press.frame;
  press.y += 14;
  if (press.room < 60) press.newPage();
  press.artifact(() =>
    press.path(
      line(
        [
          [left, press.y],
          [left + 90, press.y],
        ],
        { stroke: 'ink', width: 0.6 },
      ),
    ),
  );
  press.y += 6;
  press.element('L', {}, () => {
    for (const { id, number, runs } of document.footnotes) {
      if (press.room < 2 * NOTE.leading) press.newPage();
      press.anchor(`note-${id}`);
      press.element('LI', {}, () => {
        press.element('LBody', {}, () => {
          const lines = setLines(
            styled([{ kind: 'text', text: `${number}  ` }, ...runs], NOTE, noteNumber),
            width,
          );
          flowLines(press, lines, { x: left, leading: NOTE.leading, ascent: NOTE.ascent });
        });
      });
    }
  });
}

/** Title and classification above, seal and page number below, on every page but the cover. */
function drawRunningHeads(press: Press, document: ReportDocument): void {
  const { left, width, pageHeight } = press.frame;
  const word = (text: string, x: number, y: number, end: boolean, ink: Ink = 'quiet'): void => {
    const [set] = setLines([{ text: visible(text), face: 'sans', size: 7.4, ink }], width);
    if (set) showFragments(press, set.fragments, end ? x - textWidth(visible(text), 'sans', 7.4) : x, y);
  };
  for (let page = 0; page < press.pages; page += 1) {
    press.turnTo(page);
    if (document.look.watermark !== undefined)
      press.artifact(() => watermark(press, document.look.watermark ?? ''), 'Page');
    if (page === 0) continue;
    press.artifact(() => {
      word(document.title, left, 48, false);
      word(document.cover.classification, left + width, 48, true, 'ink');
      press.path(
        line(
          [
            [left, 54],
            [left + width, 54],
          ],
          { stroke: 'rule', width: 0.5 },
        ),
      );
      press.path(
        line(
          [
            [left, pageHeight - 50],
            [left + width, pageHeight - 50],
          ],
          { stroke: 'rule', width: 0.5 },
        ),
      );
      word(document.seal, left, pageHeight - 38, false);
      const number = document.labels.pageOf
        .replace('{page}', String(page + 1))
        .replace('{pages}', String(press.pages));
      word(number, left + width, pageHeight - 38, true);
    }, 'Pagination');
  }
}

/** The status in the outer margin of each page, beside the text and never under it. */
function watermark(press: Press, text: string): void {
  const { pageWidth, pageHeight } = press.frame;
  const [set] = setLines([{ text: visible(text), face: 'sans-strong', size: 15, ink: 'shade2' }], pageHeight);
  if (!set) return;
  press.kit.save();
  press.kit.rotate(90, { origin: [pageWidth - 30, pageHeight / 2] });
  showFragments(press, set.fragments, pageWidth - 30 - set.width / 2, pageHeight / 2);
  press.kit.restore();
}
