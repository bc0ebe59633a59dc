/** One report value in, one file out. */
import type { ReportDocument } from '../document';
import { renderDocx } from './docx';
import { renderHtml } from './html';
import { renderJson } from './json';
import { renderMarkdown } from './markdown';
import { type PdfOptions, renderPdf } from './pdf';
import { renderXlsx } from './xlsx';

export const REPORT_FORMATS = ['pdf', 'html', 'md', 'json', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Media type and file ending of each format. */
export const FORMAT_FACTS: Readonly<
  Record<ReportFormat, { readonly mediaType: string; readonly ending: string }>
> = {
  pdf: { mediaType: 'application/pdf', ending: 'pdf' },
  html: { mediaType: 'text/html; charset=utf-8', ending: 'html' },
  md: { mediaType: 'text/markdown; charset=utf-8', ending: 'md' },
  json: { mediaType: 'application/json', ending: 'json' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
};

/** The file's bytes; the same document and options give the same bytes. Throws Error where a link leads nowhere. */
export async function renderReport(
  document: ReportDocument,
  format: ReportFormat,
  options: PdfOptions = {},
): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return renderPdf(document, options);
    case 'docx':
      return renderDocx(document);
    case 'xlsx':
      return renderXlsx(document);
    case 'html':
      return new TextEncoder().encode(renderHtml(document));
    case 'md':
      return new TextEncoder().encode(renderMarkdown(document));
    case 'json':
      return new TextEncoder().encode(renderJson(document));
  }
}
