/** The report document itself as JSON: for programs that set it their own way. Attachments as base64. */
import { canonical } from '@/graph/model/canonical';
import type { ReportDocument } from '../document';

/** Canonical JSON ending in a line feed: equal documents are equal bytes. */
export function renderJson(document: ReportDocument): string {
  const attachments = document.attachments.map(({ bytes, ...rest }) => ({
    ...rest,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  return `${canonical({ ...document, attachments })}\n`;
}
