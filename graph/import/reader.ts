/** What every format's reader is: a test of content, and a function from parsed content to statements. */
import type { YamlReading } from './parse-text';
import type { ProposalBuilder } from './proposal';
import type { Table } from './table';
import type { TableMapping } from './table-mapping';

export type ParsedFile = {
  /** As shown to people. */
  readonly name: string;
  readonly form: 'json' | 'json-lines' | 'yaml' | 'front-matter' | 'xml' | 'table' | 'text';
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
  /** The document, or the documents of a multi-document file, one per line for JSON Lines. */
  readonly values: readonly unknown[];
  /** YAML documents with positions; for front matter the one between the fences. */
  readonly yaml: readonly YamlReading[];
  /** Markdown below the front matter. */
  readonly body: string;
  /** Parsed YAML files beside this one, by name. */
  readonly companions: ReadonlyMap<string, unknown>;
  readonly tables: readonly Table[];
  /** How the caller wants a table read; undefined leaves it to the headings. */
  readonly mapping: TableMapping | undefined;
};

export type Reader = {
  /** As listed to somebody whose file we cannot read. */
  readonly title: string;
  /** True where the content is of this format, valid or not. Cheap, and looks at no more than the top. */
  readonly recognises: (file: ParsedFile) => boolean;
  /** States what the file says. Returns the format with its edition, for example `cyclonedx-1.6`. */
  readonly read: (file: ParsedFile, into: ProposalBuilder) => string;
};

/** The top-level member of a parsed document; undefined where there is none. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
