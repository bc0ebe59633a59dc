/**
 * pdfkit with the few inner parts this room builds on, given types. The version is pinned; everything that
 * reaches inside it stands in this one file.
 */
import PDFDocument from 'pdfkit';
import { xmp } from './xmp';

type OpenFont = {
  readonly id: string;
  readonly ascender: number;
  readonly descender: number;
  readonly capHeight: number;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
};

type NamedInfo = {
  Title?: string;
  Author?: string;
  Subject?: string;
  Keywords?: string;
  Creator?: string;
  Producer?: string;
  CreationDate?: Date;
};

export class Kit extends PDFDocument {
  declare _font: OpenFont;
  declare info: NamedInfo;
  declare _root: { data: Record<string, unknown> };
  declare metadata: { append(xml: string, newline?: boolean): void };
  declare outline: PDFKit.PDFOutline & { endOutline(): void };
  declare _fragment: (
    text: string,
    x: number,
    y: number,
    options: { textWidth: number; wordCount: number; baseline: 'alphabetic'; features?: string[] },
  ) => void;
  /** Attaches bytes as the data behind this document (PDF/A-3's associated file). */
  attach(bytes: Uint8Array, name: string, type: string, description: string, time: Date): void {
    const options = { name, type, description, relationship: 'Data', creationDate: time, modifiedDate: time };
    this.file(Buffer.from(bytes), options);
  }

  /** Replaces pdfkit's own metadata, which writes texts into XML without escaping them. */
  _addInfo(): void {
    this.metadata.append(xmp(this.info));
  }

  /** The font file made current, opened once per document. */
  open(path: string): OpenFont {
    this.font(path);
    return this._font;
  }
}
