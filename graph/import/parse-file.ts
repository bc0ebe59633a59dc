/** Tells by its first bytes in what form a file is written, and parses that form. */
import { isGraphError } from '../model/errors';
import { isWorkbook } from './archive';
import { formatsRead } from './known-readers';
import { decodeText, parseJson, parseYaml, refuse } from './parse-text';
import type { SourceFile } from './read-file';
import type { ParsedFile } from './reader';
import { delimiterOf, parseCsv, parseWorkbook } from './table';
import type { TableMapping } from './table-mapping';

type Content = Omit<ParsedFile, 'name' | 'text' | 'mapping' | 'encoding' | 'companions'>;

const NOTHING = { values: [], yaml: [], body: '', tables: [] } as const;

/** Parses a file, whatever its form. Throws GraphError `invalid` for damaged and binary files. */
export async function parseFile(file: SourceFile, mapping?: TableMapping): Promise<ParsedFile> {
  const { name, bytes } = file;
  if (isWorkbook(bytes, name)) {
    const tables = await parseWorkbook(bytes, name);
    return {
      name,
      text: '',
      encoding: 'utf-8',
      mapping,
      companions: new Map(),
      ...NOTHING,
      form: 'table',
      tables,
    };
  }
  const decoded = decodeText(bytes);
  if (!decoded)
    throw refuse(
      name,
      '',
      `its format is not known: it looks like ${binaryKind(bytes)}.`,
      `Headwater reads ${formatsRead()}.`,
    );
  const { text, encoding } = decoded;
  if (text.trim() === '')
    throw refuse(name, '', 'the file holds nothing but white space.', 'Export or download it again.');
  return { name, text, encoding, mapping, companions: companionsOf(file), ...parseContent(name, text) };
}

/** Companions only help; one that cannot be read is as good as absent, and is told of under its own name. */
function companionsOf({ companions }: SourceFile): ReadonlyMap<string, unknown> {
  const parsed = new Map<string, unknown>();
  for (const [name, bytes] of companions ?? []) {
    try {
      const [first] = parseYaml(decodeText(bytes)?.text ?? '', name);
      if (first) parsed.set(name, first.value);
    } catch (error) {
      if (!isGraphError(error)) throw error;
    }
  }
  return parsed;
}

const FRONT_MATTER = /^\s*---[ \t]*\r?\n/;
const CLOSING_FENCE = /\n---[ \t]*(\r?\n|$)/;
const SECOND_DOCUMENT = /\n---[ \t]*\r?\n\s*(apiVersion|kind|platforms|source|stages):/;
/** True where the first line that says anything is a key with a value or an item of a list. */
function startsLikeYaml(text: string): boolean {
  for (const line of text.split('\n', 2000)) {
    const content = line.slice(0, 2000).trim();
    if (content === '' || /^(#|---|%)/.test(content)) continue;
    return content.startsWith('- ') || /^["']?[\w$@./ -]{1,200}["']?:(\s|$)/.test(content);
  }
  return false;
}

function parseContent(name: string, text: string): Content {
  const start = text.trimStart().slice(0, 20_000);
  if (/^\s*[{[]/.test(start)) return parseJsonForms(name, text);
  if (/^\s*</.test(start)) return { ...NOTHING, form: 'xml' };
  if (FRONT_MATTER.test(start) && CLOSING_FENCE.test(text) && !SECOND_DOCUMENT.test(text))
    return parseFrontMatter(name, text);
  if (startsLikeYaml(start)) {
    const yaml = parseYaml(text, name);
    return { ...NOTHING, form: 'yaml', values: yaml.map((document) => document.value), yaml };
  }
  const delimiter = delimiterOf(text);
  if (delimiter === undefined) return { ...NOTHING, form: 'text' };
  return { ...NOTHING, form: 'table', tables: [parseCsv(text, name, delimiter)] };
}

function parseJsonForms(name: string, text: string): Content {
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
    return { ...NOTHING, form: 'json-lines', values };
  }
  return { ...NOTHING, form: 'json', values: [parseJson(text, name)] };
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

function parseFrontMatter(name: string, text: string): Content {
  const open = /^\s*---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  const close = /(^|\n)---[ \t]*(\r?\n|$)/.exec(text.slice(open));
  const end = open + (close ? close.index + (close[1]?.length ?? 0) : 0);
  /* Blank lines in place of what stands before, so that line numbers are those of the file. */
  const lead = text.slice(0, open).replace(/[^\n]/g, '');
  const yaml = parseYaml(lead + text.slice(open, end), name);
  return {
    ...NOTHING,
    form: 'front-matter',
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
