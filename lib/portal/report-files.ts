/** An assessment as files: the assessment itself as JSON, and the report that says it in words and figures. */
import { assessmentChunks } from '@/graph/export/assessment-json';
import type { Assessment } from '@/graph/exposure/assessment';
import type { Catalogue } from '@/graph/model/catalogue';
import type { Snapshot } from '@/graph/model/snapshot';
import { phrase } from '@/lib/messages/phrase';
import type { ReportInput } from '@/lib/report/build/context';
import type { FileReport } from './read-inputs';

export const REPORT_FORMATS = ['json', 'pdf', 'md', 'html', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export type ReportRequest = {
  readonly assessment: Assessment;
  readonly snapshot: Snapshot;
  readonly catalogue: Catalogue;
  readonly reports: readonly FileReport[];
  readonly title: string;
  readonly locale?: string;
  readonly organisation?: string;
  /** Where the snapshot came from a store: the journal's head. */
  readonly journal?: { readonly number: number; readonly hash: string };
};

/** Renders the formats asked for. No clock: the report bears the day on which its evidence was judged. */
export async function renderFormats(
  request: ReportRequest,
  formats: readonly ReportFormat[],
  onProgress: (done: number, of: number) => void = () => {},
): Promise<ReadonlyMap<ReportFormat, Uint8Array>> {
  const json = assessmentBytes(request);
  const rendered = new Map<ReportFormat, Uint8Array>();
  for (const format of formats)
    rendered.set(format, format === 'json' ? json : await renderAs(format, request, json, onProgress));
  return rendered;
}

/** The report libraries are loaded only where a report is wanted: they take longer than a small assessment. */
async function renderAs(
  format: Exclude<ReportFormat, 'json'>,
  request: ReportRequest,
  json: Uint8Array,
  onProgress: (done: number, of: number) => void,
): Promise<Uint8Array> {
  const [{ buildReport }, { renderReport }] = await Promise.all([
    import('@/lib/report/build/report'),
    import('@/lib/report/render/render-report'),
  ]);
  return renderReport(buildReport(inputOf(request, json)), format, { onProgress });
}

/** Text is turned into bytes in pieces of about this many characters. */
const PIECE = 1 << 20;

/** `headwater/assessment@1`, sentences in English beside their codes. */
export function assessmentBytes({ assessment, snapshot, reports }: ReportRequest): Uint8Array {
  const pieces: Buffer[] = [];
  let text = '';
  for (const chunk of assessmentChunks({
    assessment,
    snapshot,
    inputs: reports,
    say: (reason) => phrase(reason, 'en'),
  })) {
    text += chunk;
    if (text.length < PIECE) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  return Buffer.concat([...pieces, Buffer.from(text)]);
}

function inputOf(request: ReportRequest, json: Uint8Array): ReportInput {
  const { assessment, snapshot, catalogue, title, locale = 'en', organisation, journal } = request;
  const date = assessment.settings.asOf;
  return {
    assessment,
    snapshot,
    catalogue,
    options: {
      locale,
      title,
      status: 'final',
      ...(organisation === undefined ? {} : { organisation }),
      ...(date === undefined ? {} : { date }),
      ...(journal === undefined ? {} : { journal }),
      attachments: [
        {
          name: 'assessment.json',
          mediaType: 'application/json',
          description: 'headwater/assessment@1',
          bytes: json,
        },
      ],
    },
  };
}
