/**
 * Text into pieces of one font each, and their widths, from the fonts themselves: what is drawn is what was
 * measured, so figures and tables can promise that nothing is cut off.
 */
import { Kit } from '../pdf/kit';
import { type Face, type FontFile, filesFor, scriptOf } from './library';

export type Piece = { readonly text: string; readonly file: FontFile };

/** Never written out: it only holds the opened fonts. */
const ruler = new Kit({ autoFirstPage: false });
const files = new Map<string, FontFile | null>();
const widths = new Map<string, number>();
const ascii = new Map<Face, FontFile>();
const WIDTHS_KEPT = 200_000;

function fileFor(codePoint: number, face: Face, script: ReturnType<typeof scriptOf>): FontFile | null {
  const key = `${codePoint}/${face}/${script}`;
  const known = files.get(key);
  if (known !== undefined) return known;
  let found: FontFile | null = null;
  for (const file of filesFor(codePoint, face, script)) {
    if (!canDraw(file, codePoint)) continue;
    found = file;
    break;
  }
  files.set(key, found);
  return found;
}

/**
 * Whether a file has the character and can measure it: some subsets claim an empty last glyph (zero-width space)
 * whose outline ends behind the file.
 */
function canDraw(file: FontFile, codePoint: number): boolean {
  if (!ruler.open(file.path).font.hasGlyphForCodePoint(codePoint)) return false;
  try {
    ruler.fontSize(1000).widthOfString(String.fromCodePoint(codePoint));
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The file with the everyday letters of a face. */
export function baseFile(face: Face): FontFile {
  const known = ascii.get(face);
  if (known) return known;
  const file = fileFor(0x41, face, 'zh');
  if (!file) throw new Error(`no installed font has the letter A in ${face}; run npm ci in the project`);
  ascii.set(face, file);
  return file;
}

const MARK = /\p{M}|\p{Join_Control}|\p{Variation_Selector}/u;

/**
 * The text in pieces that one font file each can draw. A character no font has is written out as `‹U+1F980›`:
 * an audit report must not show an empty box where a name differs.
 */
export function piecesOf(text: string, face: Face): readonly Piece[] {
  const base = baseFile(face);
  if (/^[\x20-\x7e]*$/.test(text)) return text === '' ? [] : [{ text, file: base }];
  const script = scriptOf(text);
  const pieces: { text: string; file: FontFile }[] = [];
  for (const char of text) {
    const last = pieces.at(-1);
    const codePoint = char.codePointAt(0) ?? 0;
    const stays = last && (char === ' ' || MARK.test(char)) && canDraw(last.file, codePoint);
    const file = stays ? last.file : fileFor(codePoint, face, script);
    const [shown, from] = file
      ? [char, file]
      : [`‹U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`, base];
    if (last && last.file === from) last.text += shown;
    else if (last && last.file.path === from.path) last.text += shown;
    else pieces.push({ text: shown, file: from });
  }
  return pieces;
}

/** Width in points of text which this one file can draw. */
export function pieceWidth({ text, file }: Piece, size: number): number {
  const key = `${file.path}\0${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > WIDTHS_KEPT) widths.clear();
    ruler.open(file.path);
    width = ruler.fontSize(1000).widthOfString(text);
    widths.set(key, width);
  }
  return (width * size) / 1000;
}

/** Width in points of a text in a face and size. */
export function textWidth(text: string, face: Face, size: number): number {
  let width = 0;
  for (const piece of piecesOf(text, face)) width += pieceWidth(piece, size);
  return width;
}

/** Lines of at most `width` points, at most `most` of them; the last ends in an ellipsis where text is left. */
export function wrap(text: string, face: Face, size: number, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string): boolean => textWidth(candidate, face, size) <= width;
  for (const part of breakable(text)) {
    if (fits((line + part).trimEnd())) {
      line += part;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const char of part) {
      if (line !== '' && !fits(line + char)) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept.at(-1) ?? '';
  while (last !== '' && !fits(`${last}…`)) last = [...last].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last.trimEnd()}…`];
}

const HAN = '\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff00-\\uffef';
const breaks = (joints: string): RegExp =>
  new RegExp(`[${HAN}]|[^\\s${joints}${HAN}]*(?:[${joints}]+|\\s+|$|(?=[${HAN}]))`, 'gu');
const PROSE_BREAKS = breaks('/@:_>\\-');
const ID_BREAKS = breaks('/@:_>.\\-');

/** The text cut where a line may end: after spaces and joints of ids (dots too in `code`), around Han characters. */
export function breakable(text: string, kind: 'prose' | 'code' = 'prose'): readonly string[] {
  return (text.match(kind === 'code' ? ID_BREAKS : PROSE_BREAKS) ?? []).filter((part) => part !== '');
}
