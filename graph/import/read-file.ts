/**
 * Reads one file of any format we know, recognised by its content and never by its name alone. Either the
 * whole file gives a proposal, or an error names file, place and remedy and nothing of it is used.
 */
import { sha256 } from '../model/canonical';
import { GraphError } from '../model/errors';
import type { Warning } from '../model/input-file';
import { formatsRead, READERS } from './known-readers';
import { LIMITS, showBytes } from './limits';
import { parseFile } from './parse-file';
import { refuse } from './parse-text';
import { type Proposal, ProposalBuilder } from './proposal';
import type { ParsedFile } from './reader';
import type { TableMapping } from './table-mapping';

export type SourceFile = {
  /** Relative path with `/`, as shown to people. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Files beside this one that it refers to, by their name in its folder: `params.yaml` of a `dvc.yaml`. */
  readonly companions?: ReadonlyMap<string, Uint8Array> | undefined;
};

export type ReadOptions = {
  /** How the columns of a table are to be read; the headings decide where it is left out. */
  readonly mapping?: TableMapping | undefined;
};

export type ReadResult = {
  /** Format and edition, for example `cyclonedx-1.6`. */
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly proposal: Proposal;
  readonly warnings: readonly Warning[];
};

/**
 * Reads a file. Throws GraphError `invalid`, naming file, place and remedy, where the file is empty, too
 * large, damaged or of no format we know; never gives a part of a file.
 */
export async function readInput(file: SourceFile, options: ReadOptions = {}): Promise<ReadResult> {
  checkSize(file);
  const parsed = await parseFile(file, options.mapping);
  const reader = READERS.find((candidate) => candidate.recognises(parsed));
  if (!reader)
    throw refuse(
      file.name,
      '',
      `its format is not known: it looks like ${looksLike(parsed)}.`,
      `Headwater reads ${formatsRead()}.`,
    );
  const builder = new ProposalBuilder(file.name);
  if (parsed.encoding === 'windows-1252')
    builder.warn('/', 'The text is no UTF-8; it was read as Windows-1252.');
  const format = readWhole(reader.read, parsed, builder);
  const { proposal, warnings } = builder.build();
  const records = proposal.assets.length + proposal.influences.length;
  if (records > LIMITS.records)
    throw refuse(
      file.name,
      '',
      `it names ${records} assets and influences; ${LIMITS.records} is the limit.`,
      'Split it.',
    );
  return { format, sha256: sha256(file.bytes), bytes: file.bytes.byteLength, proposal, warnings };
}

/** A reader that fails in an unforeseen way is our fault, but still only refuses this one file. */
function readWhole(
  read: (file: ParsedFile, into: ProposalBuilder) => string,
  parsed: ParsedFile,
  builder: ProposalBuilder,
): string {
  try {
    return read(parsed, builder);
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw refuse(
      parsed.name,
      '',
      'its content could not be understood.',
      'Please report the file to the makers of Headwater; nothing of it was imported.',
      error,
    );
  }
}

function checkSize({ name, bytes }: SourceFile): void {
  if (bytes.byteLength === 0) throw refuse(name, '', 'the file is empty.', 'Export or download it again.');
  if (bytes.byteLength > LIMITS.fileBytes)
    throw refuse(
      name,
      '',
      `the file has ${showBytes(bytes.byteLength)}; ${showBytes(LIMITS.fileBytes)} is the limit.`,
      'Split it, or leave out what is no inventory.',
    );
}

function looksLike({ form, values, text, tables }: ParsedFile): string {
  const [value] = values;
  if (text.trimStart().startsWith('<')) return 'XML or HTML';
  if (form === 'table')
    return `a table with the columns ${tables[0]?.columns
      .slice(0, 6)
      .map((name) => `“${name.slice(0, 40)}”`)
      .join(', ')}`;
  if (form === 'front-matter') return `Markdown with ${keysShown(value)} in its front matter`;
  if (values.length === 0) return 'plain text';
  const name = form === 'yaml' ? 'YAML' : form === 'json-lines' ? 'JSON Lines' : 'JSON';
  if (Array.isArray(value)) return `${name}: a list of ${value.length}`;
  return `${name} with ${keysShown(value)}`;
}

function keysShown(value: unknown): string {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (keys.length === 0) return 'no keys at its top';
  const shown = keys
    .slice(0, 5)
    .map((key) => `“${key.slice(0, 40)}”`)
    .join(', ');
  return keys.length > 5 ? `the keys ${shown} and ${keys.length - 5} more` : `the keys ${shown}`;
}
