/**
 * A report as a value: what it says, in order, in one language. Built once by `build/`; every renderer only
 * gives it a form and has no sentence of its own (words such as "Page" travel in `labels`).
 */
import type { Drawing } from './figure/shape';

/** A stretch of text in a line. `tone` says what it is, not how it looks. */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'cross'; readonly text: string; readonly to: string }
  | { readonly kind: 'footnote'; readonly id: string };

export type Tone = 'strong' | 'emphasis' | 'code' | 'quiet' | 'alarm';

export type Runs = readonly Run[];

/** number: aligned on the decimal · code: an id or hash · text: prose. `weight` shares out the width. */
export type Column = {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'code';
  readonly weight: number;
};

export type Row = { readonly cells: readonly Runs[]; readonly anchor?: string };

/** A number that stands by itself, with what it counts and how to read it. */
export type Sounding = { readonly value: string; readonly label: string; readonly note?: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly role: 'body' | 'verdict' | 'note' | 'empty'; readonly runs: Runs }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Runs[] }
  | {
      readonly kind: 'table';
      readonly anchor: string;
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
    }
  | {
      readonly kind: 'figure';
      readonly anchor: string;
      readonly caption: string;
      readonly drawing: Drawing;
    }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly term: string; readonly runs: Runs }[] }
  | { readonly kind: 'formula'; readonly text: string }
  | { readonly kind: 'soundings'; readonly items: readonly Sounding[] };

export type Section = {
  readonly id: string;
  /** `3`, `3.2`: given by the builder in reading order. */
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  /** Begins a page in paged formats. */
  readonly opensPage: boolean;
};

export type Cover = {
  readonly kind: string;
  readonly title: string;
  readonly organisation: string;
  readonly classification: string;
  readonly status: string;
  readonly verdict: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
};

export type Footnote = { readonly id: string; readonly number: number; readonly runs: Runs };

export type Attachment = {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
};

/** Words that formats need around the content. `{page}` and `{pages}` are filled by the renderer. */
export type Labels = {
  readonly contents: string;
  readonly pageOf: string;
  readonly figure: string;
  readonly table: string;
  readonly notes: string;
  readonly continued: string;
  readonly attachments: string;
  readonly linkTo: string;
};

export type PageSize = 'A4' | 'Letter';

export type Look = {
  readonly pageSize: PageSize;
  /** Printed across each page where given, for example "Draft". */
  readonly watermark?: string;
  /** The organisation's colour as `#rrggbb`, for rules and the cover; ours where absent. */
  readonly accent?: string;
};

export type ReportDocument = {
  readonly schema: 'headwater/report@1';
  readonly locale: string;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** ISO date printed and written into metadata; absent where the caller gave none. */
  readonly date?: string;
  readonly cover: Cover;
  readonly sections: readonly Section[];
  readonly footnotes: readonly Footnote[];
  readonly attachments: readonly Attachment[];
  readonly labels: Labels;
  readonly look: Look;
  /** Short line at the foot of every page: what state this report is of. */
  readonly seal: string;
};

/** Every section, parents before children. */
export function* sectionsOf(
  sections: readonly Section[],
  depth = 1,
): Iterable<{ section: Section; depth: number }> {
  for (const section of sections) {
    yield { section, depth };
    yield* sectionsOf(section.sections, depth + 1);
  }
}
