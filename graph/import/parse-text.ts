/**
 * Bytes to text and text to plain values, with limits checked first and every failure told with file, line
 * and remedy. Depth is checked by a scan, never by recursion: a file nested 200,000 deep is refused, not crashed on.
 */
import { type Document, Lexer, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import { GraphError } from '../model/errors';
import { LIMITS, showBytes } from './limits';

/** A refusal that names file, place and remedy. */
export function refuse(file: string, at: string, what: string, remedy: string, cause?: unknown): GraphError {
  const place = at === '' ? file : `${file}, ${at}`;
  return new GraphError(
    'invalid',
    `${place}: ${what} ${remedy}`,
    [{ at: at || file, message: `${what} ${remedy}` }],
    cause,
  );
}

const tooDeep = (file: string, at: string): GraphError =>
  refuse(
    file,
    at,
    `it is nested more than ${LIMITS.depth} levels deep.`,
    'No inventory needs that; check how the file was made.',
  );

export type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' };

/** Text of a file; undefined for bytes that are no text. */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const controls = bytes.subarray(0, 8192).filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
    if (controls > 8) return undefined;
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** `line N, column M` of an offset, counted from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}

/** Offset of the first bracket beyond the depth limit, or undefined. Brackets inside JSON strings do not count. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) i = stringEnd(text, i);
    else if (char === OPEN_LIST || char === OPEN_OBJECT) {
      depth++;
      if (depth > LIMITS.depth) return i;
    } else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--;
  }
  return undefined;
}

const [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, BACKSLASH] = [34, 91, 93, 123, 125, 92];

/** Offset of the quote that ends the JSON string which starts at `start`; the end of the text where none does. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

const endsEarly = (error: unknown): boolean =>
  error instanceof Error && /end of JSON input|Unterminated/.test(error.message);

/**
 * Where JSON goes wrong: the shortest beginning that no ending could make valid, found by halving, since the
 * parser itself does not always say. Undefined for long text, where that would take too long.
 */
function faultIn(text: string): number | undefined {
  if (text.length > 4_000_000) return undefined;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    return endsEarly(error);
  }
}

/** Parses JSON. Throws GraphError `invalid` with line and column. */
export function parseJson(text: string, file: string): unknown {
  const deep = tooDeepAt(text);
  if (deep !== undefined) throw tooDeep(file, lineAndColumn(text, deep));
  try {
    return JSON.parse(text);
  } catch (error) {
    const ended = endsEarly(error);
    const offset = ended ? text.length : faultIn(text);
    const what = ended ? 'the JSON ends in the middle.' : 'this is not valid JSON.';
    throw refuse(
      file,
      offset === undefined ? '' : lineAndColumn(text, offset),
      what,
      'Export or download the file again; nothing of it was imported.',
      error,
    );
  }
}

export type YamlReading = {
  readonly value: unknown;
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
};

/** Parses every document of a YAML text. Throws GraphError `invalid` with line and column. */
export function parseYaml(text: string, file: string): readonly YamlReading[] {
  if (text.length > LIMITS.yamlBytes)
    throw refuse(
      file,
      '',
      `the YAML is ${showBytes(text.length)} long; ${showBytes(LIMITS.yamlBytes)} is the limit.`,
      'Split it, or give it as JSON.',
    );
  const deep = yamlTooDeepAt(text);
  if (deep !== undefined) throw tooDeep(file, lineAndColumn(text, deep));
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
      logLevel: 'silent',
    });
    if (!Array.isArray(documents)) return [];
    return documents.map((document) => {
      const [error] = document.errors;
      if (error) {
        const { line, col } = lines.linePos(error.pos[0]);
        if (/call stack/.test(error.message)) throw tooDeep(file, `line ${line}, column ${col}`);
        throw refuse(
          file,
          `line ${line}, column ${col}`,
          `this is not valid YAML: ${error.message}.`,
          'Correct the line and import again; nothing of it was imported.',
          error,
        );
      }
      return { value: document.toJS({ maxAliasCount: LIMITS.yamlAliases }), document, lines };
    });
  } catch (error) {
    if (error instanceof GraphError) throw error;
    if (error instanceof RangeError) throw tooDeep(file, '');
    if (error instanceof ReferenceError)
      throw refuse(
        file,
        '',
        `it expands more than ${LIMITS.yamlAliases} aliases.`,
        'Write the repeated parts out.',
        error,
      );
    throw refuse(
      file,
      '',
      'this YAML could not be read.',
      'Check how the file was made; nothing of it was imported.',
      error,
    );
  }
}

/** Like `tooDeepAt` for YAML: flow brackets, indentation steps and runs of `- - -` and `? ? ?`. */
function yamlTooDeepAt(text: string): number | undefined {
  const indents: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (blockDepth(line, indents) > LIMITS.depth * 2) return offset;
    offset += line.length + 1;
  }
  return flowTooDeepAt(text);
}

/** Offset at which flow brackets are nested too deep. The lexer tells brackets from text that merely holds some. */
function flowTooDeepAt(text: string): number | undefined {
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > LIMITS.depth) return Math.min(offset, text.length);
    offset += token.length;
  }
  return undefined;
}

/** Nesting by indentation after this line; `indents` holds the columns at which open blocks began. */
function blockDepth(line: string, indents: number[]): number {
  const lead = /^ *(?:[-?:] +)*/.exec(line)?.[0] ?? '';
  if (lead.length >= line.trimEnd().length) return indents.length + lead.replaceAll(' ', '').length;
  while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
  indents.push(lead.length);
  return indents.length + lead.replaceAll(' ', '').length;
}

/** The first key that stands twice in one object of valid JSON text, with its offset. */
export function duplicateKeyAt(text: string): { readonly key: string; readonly offset: number } | undefined {
  const objects: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === OPEN_OBJECT) objects.push(new Set());
    else if (char === OPEN_LIST) objects.push(undefined);
    else if (char === CLOSE_OBJECT || char === CLOSE_LIST) objects.pop();
    if (char !== QUOTE) continue;
    const start = i;
    i = stringEnd(text, start);
    const keys = objects.at(-1);
    if (!keys || !/^\s*:/.test(text.slice(i + 1, i + 200))) continue;
    const key = String(JSON.parse(text.slice(start, i + 1)));
    if (keys.has(key)) return { key, offset: start };
    keys.add(key);
  }
  return undefined;
}
