/**
 * Reads one file of any format we know, recognised by its content and never by its name alone. Either the
 * whole file gives a proposal, or an error names file, place and remedy and nothing of it is used.
 */
import { sha256 } from '../model/canonical';
import { GraphError } from '../model/errors';
import type { Warning } from '../model/input-file';
import { formatsRead, READERS } from './known-readers';
import { LIMITS, showBytes } from './limits';
import { decodeText, parseJson, parseYaml, refuse } from './parse-text';
import { type Proposal, ProposalBuilder } from './proposal';
import type { ParsedFile } from './reader';

export type SourceFile = {
  /** Relative path with `/`, as shown to people. */
  readonly name: string;
  readonly bytes: Uint8Array;
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
export async function readInput(file: SourceFile): Promise<ReadResult> {
  checkSize(file);
  const parsed = parse(file);
  const reader = READERS.find((candidate) => candidate.recognises(parsed));
  if (!reader)
    throw refuse(
      file.name,
      '',
      `its format is not known: it looks like ${looksLike(parsed)}.`,
      `Headwater reads ${formatsRead()}.`,
    );
  const builder = new ProposalBuilder(file.name);
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

const nothing = { yaml: [], body: '', values: [] } as const;

function parse({ name, bytes }: SourceFile): ParsedFile {
  const decoded = decodeText(bytes);
  if (!decoded)
    throw refuse(
      name,
      '',
      `its format is not known: it looks like ${binaryKind(bytes)}.`,
      `Headwater reads ${formatsRead()}.`,
    );
  const { text } = decoded;
  const start = text.trimStart();
  if (start === '')
    throw refuse(name, '', 'the file holds nothing but white space.', 'Export or download it again.');
  if (/^[{[]/.test(start)) return parseJsonForms(name, text);
  if (
    /^---[ \t]*\r?\n/.test(start) &&
    /\n---[ \t]*(\r?\n|$)/.test(start) &&
    !/\n---[ \t]*\r?\n\s*(apiVersion|kind):/.test(start)
  )
    return parseFrontMatter(name, text);
  if (start.startsWith('<')) return { name, form: 'yaml', text, ...nothing };
  if (
    !/^\s*(#.*\n\s*|---.*\n\s*|%.*\n\s*)*(["']?[\w$@./ -]{1,200}["']?\s*:(\s|$)|- )/.test(
      text.slice(0, 20_000),
    )
  )
    return { name, form: 'yaml', text, ...nothing };
  const yaml = parseYaml(text, name);
  return { name, form: 'yaml', text, values: yaml.map((document) => document.value), yaml, body: '' };
}

function parseJsonForms(name: string, text: string): ParsedFile {
  const lines = jsonLines(text);
  if (lines) {
    const values = lines.map(({ line, number }) => {
      try {
        return parseJson(line, name);
      } catch (error) {
        throw refuse(
          name,
          `line ${number}`,
          'this line is not valid JSON.',
          'Correct or remove the line; nothing of the file was imported.',
          error,
        );
      }
    });
    return { name, form: 'json-lines', text, values, yaml: [], body: '' };
  }
  return { name, form: 'json', text, values: [parseJson(text, name)], yaml: [], body: '' };
}

/** The lines of JSON Lines text; undefined for anything else. One object per line, at least two of them. */
function jsonLines(text: string): readonly { line: string; number: number }[] | undefined {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (
    end === -1 ||
    text[start] !== '{' ||
    !text
      .slice(end - 3, end)
      .trimEnd()
      .endsWith('}')
  )
    return undefined;
  if (!/^\s*\{/.test(text.slice(end, end + 1000))) return undefined;
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '');
}

function parseFrontMatter(name: string, text: string): ParsedFile {
  const open = /^\s*---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  const close = /(^|\n)---[ \t]*(\r?\n|$)/.exec(text.slice(open));
  const end = open + (close ? close.index + (close[1]?.length ?? 0) : 0);
  /* Blank lines in place of what stands before, so that line numbers are those of the file. */
  const lead = text.slice(0, open).replace(/[^\n]/g, '');
  const yaml = parseYaml(lead + text.slice(open, end), name);
  return {
    name,
    form: 'front-matter',
    text,
    values: yaml.map((document) => document.value),
    yaml,
    body: text.slice(end + (close ? close[0].length - (close[1]?.length ?? 0) : 0)),
  };
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', 'a zip archive or an Office file'],
  ['504b0506', 'an empty zip archive'],
  ['d0cf11e0', 'an old Office file (.xls, .doc): save it as .xlsx or .csv'],
  ['25504446', 'a PDF'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['1f8b', 'a gzip archive'],
  ['7f454c46', 'a program'],
  ['53514c69', 'an SQLite database'],
  ['8002', 'a Python pickle'],
  ['8004', 'a Python pickle'],
  ['47475546', 'GGUF model weights'],
];

function binaryKind(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1] ?? 'a binary file';
}

function looksLike({ form, values, text }: ParsedFile): string {
  const [value] = values;
  if (text.trimStart().startsWith('<')) return 'XML or HTML';
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
