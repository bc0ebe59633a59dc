/**
 * The only hand that draws on a PDF page. Everything put down belongs either to a structure element or to an
 * artifact; anything else throws, so no author can emit content a screen reader would miss.
 */

import type { Ink, Outline } from '../figure/shape';
import type { Theme } from '../figure/theme';
import type { Face, FontFile } from '../font/library';
import { safeHref } from '../visible';
import { Kit } from './kit';

export type Target = { readonly href: string } | { readonly to: string };

export type Frame = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
};

export type ElementOptions = {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Column' | 'Row';
  /** Left, top, right, bottom in page points from the top. */
  readonly bbox?: readonly [number, number, number, number];
};

export type PressOptions = {
  readonly frame: Frame;
  readonly theme: Theme;
  readonly lang: string;
  readonly info: Kit['info'];
  readonly compress: boolean;
};

type Element = { readonly type: string; readonly node: PDFKit.PDFStructureElement };

export class Press {
  readonly kit: Kit;
  readonly frame: Frame;
  readonly theme: Theme;
  /** Where the next line goes, in points from the top of the page. */
  y = 0;
  pages = 0;
  readonly #open: Element[] = [];
  #drawing: 'nothing' | 'content' | 'artifact' = 'nothing';
  #ink: Ink | undefined;
  readonly #anchors = new Map<string, number>();
  readonly #wanted = new Set<string>();
  readonly #chunks: Uint8Array[] = [];
  readonly #done: Promise<void>;

  constructor({ frame, theme, lang, info, compress }: PressOptions) {
    this.frame = frame;
    this.theme = theme;
    this.kit = new Kit({
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      displayTitle: true,
      lang,
      bufferPages: true,
      autoFirstPage: false,
      compress,
      size: [frame.pageWidth, frame.pageHeight],
      margin: 0,
      info,
    });
    this.#done = new Promise((resolve, reject) => {
      this.kit.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
      this.kit.on('end', () => resolve());
      this.kit.on('error', reject);
    });
  }

  newPage(): void {
    if (this.#drawing !== 'nothing') throw new Error('a page cannot end inside marked content');
    this.kit.addPage();
    this.pages += 1;
    this.y = this.frame.top;
    this.#ink = undefined;
  }

  /** Makes an earlier page current again, to complete what was not known when it was laid out. */
  turnTo(page: number): void {
    this.kit.switchToPage(page);
    this.#ink = undefined;
  }

  get room(): number {
    return this.frame.bottom - this.y;
  }

  /** A structure element around what `body` draws. */
  element(type: string, options: ElementOptions, body: () => void): void {
    const node = this.openElement(type, options);
    this.inside(type, node, body);
    node.end();
  }

  /** An element to be filled later, in reading order here. The caller ends it. */
  openElement(type: string, options: ElementOptions = {}): PDFKit.PDFStructureElement {
    const node = this.kit.struct(type, { ...options });
    const parent = this.#open.at(-1);
    if (parent) parent.node.add(node);
    else this.kit.addStructure(node);
    return node;
  }

  inside(type: string, node: PDFKit.PDFStructureElement, body: () => void): void {
    this.#open.push({ type, node });
    body();
    this.#open.pop();
  }

  /** Content of the innermost element. */
  mark(body: () => void): void {
    const current = this.#open.at(-1);
    if (!current || this.#drawing !== 'nothing') throw new Error('content must stand in exactly one element');
    const content = this.kit.markStructureContent(current.type);
    this.#drawing = 'content';
    body();
    this.#drawing = 'nothing';
    this.kit.endMarkedContent();
    current.node.add(content);
  }

  /** Decoration and running heads: seen, not read. */
  artifact(body: () => void, type: 'Layout' | 'Pagination' | 'Page' = 'Layout'): void {
    if (this.#drawing !== 'nothing') throw new Error('an artifact cannot stand inside content');
    this.kit.markContent('Artifact', { type });
    this.#drawing = 'artifact';
    body();
    this.#drawing = 'nothing';
    this.kit.endMarkedContent();
  }

  #mustBeMarked(what: string): void {
    if (this.#drawing === 'nothing')
      throw new Error(`${what} would be drawn outside the document's structure`);
  }

  /** Text of one font with its baseline at `y`. `width` is its measured width. */
  show(text: string, file: FontFile, size: number, x: number, y: number, width: number, ink: Ink): void {
    this.#mustBeMarked(`"${text}"`);
    if (this.#ink !== ink) this.kit.fillColor(this.theme[ink]);
    this.#ink = ink;
    this.kit.open(file.path);
    this.kit.fontSize(size);
    this.kit._fragment(text, x, y, { textWidth: width, wordCount: 1, baseline: 'alphabetic' });
  }

  /** Text whose glyphs run from right to left, with the letters in reading order beside them. */
  showSpoken(spoken: string, body: () => void): void {
    this.kit.markContent('Span', { actual: spoken });
    body();
    this.kit.endMarkedContent();
  }

  path(outline: Outline, left = 0, top = 0, scale = 1): void {
    this.#mustBeMarked('a line');
    const kit = this.kit;
    const x = (value: number): number => left + value * scale;
    const y = (value: number): number => top + value * scale;
    for (const segment of outline.d) {
      if (segment[0] === 'M') kit.moveTo(x(segment[1]), y(segment[2]));
      else if (segment[0] === 'L') kit.lineTo(x(segment[1]), y(segment[2]));
      else if (segment[0] === 'C')
        kit.bezierCurveTo(
          x(segment[1]),
          y(segment[2]),
          x(segment[3]),
          y(segment[4]),
          x(segment[5]),
          y(segment[6]),
        );
      else kit.closePath();
    }
    if (outline.stroke) this.#stroke(outline, scale);
    const { fill, stroke } = outline;
    if (fill && stroke) kit.fillAndStroke(this.theme[fill], this.theme[stroke]);
    else if (fill) kit.fill(this.theme[fill]);
    else if (stroke) kit.stroke(this.theme[stroke]);
    if (fill) this.#ink = fill;
  }

  #stroke({ width, dash, round }: Outline, scale: number): void {
    this.kit.lineWidth((width ?? 1) * scale);
    this.kit.lineCap(round ? 'round' : 'butt').lineJoin(round ? 'round' : 'miter');
    if (dash) this.kit.dash(dash[0] * scale, { space: dash[1] * scale });
    else this.kit.undash();
  }

  /** A place that links and the outline can lead to. Throws where the name is taken. */
  anchor(id: string, y: number = this.y): void {
    if (this.#anchors.has(id)) throw new Error(`the anchor ${id} stands twice in the report`);
    this.#anchors.set(id, this.pages - 1);
    this.kit.addNamedDestination(id, 'XYZ', this.frame.left, Math.max(0, y - 14), null);
  }

  /** Page an anchor stands on, from 0. */
  pageOf(id: string): number | undefined {
    return this.#anchors.get(id);
  }

  /** Makes an area of the current Link element clickable. An address of an unsafe scheme is left inert. */
  area(target: Target, x: number, y: number, w: number, h: number, words: string): void {
    const current = this.#open.at(-1);
    if (current?.type !== 'Link') throw new Error('a link area must stand in a Link element');
    const options: object = { structParent: current.node, Contents: new String(words) };
    if ('to' in target) {
      this.#wanted.add(target.to);
      this.kit.goTo(x, y, w, h, target.to, options);
      return;
    }
    const href = safeHref(target.href);
    if (href !== undefined) this.kit.link(x, y, w, h, href, options);
  }

  /** Ends the document. Throws naming every link that leads nowhere. */
  async finish(): Promise<Uint8Array> {
    const lost = [...this.#wanted].filter((id) => !this.#anchors.has(id));
    if (lost.length > 0) throw new Error(`links lead to places the report does not have: ${lost.join(', ')}`);
    this.kit.end();
    await this.#done;
    return new Uint8Array(Buffer.concat(this.#chunks));
  }
}

export type { Face };
