/**
 * The text of a PDF as a reader sees it: page content is inflated, glyph codes go through each font's ToUnicode
 * map. Enough for files with plain cross-reference tables and two-byte fonts, which is what the portal makes.
 */
import { inflateSync } from 'node:zlib';

type Part = { readonly head: string; readonly body: Buffer | undefined };

function partsOf(pdf: Buffer): ReadonlyMap<number, Part> {
  const text = pdf.toString('latin1');
  const parts = new Map<number, Part>();
  const begin = /(?:^|[\r\n])(\d+) 0 obj\b/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const end = text.indexOf('endobj', found.index);
    const stream = text.indexOf('stream\n', found.index);
    const hasStream = stream !== -1 && stream < end;
    const head = text.slice(found.index, hasStream ? stream : end);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const raw = hasStream ? pdf.subarray(stream + 7, stream + 7 + length) : undefined;
    const body = raw && head.includes('/FlateDecode') ? inflateSync(raw) : raw;
    parts.set(Number(found[1]), { head, body });
    if (hasStream) begin.lastIndex = stream + 7 + length;
  }
  return parts;
}

const hexText = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function readMap(source: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '0', , list = ''] of source.matchAll(
    /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi,
  )) {
    const codes = [...list.matchAll(/<([0-9a-f]+)>/gi)].map(([, code = '']) => code);
    codes.forEach((code, index) => {
      map.set((Number.parseInt(from, 16) + index).toString(16).padStart(4, '0'), hexText(code));
    });
  }
  return map;
}

function fontMaps(parts: ReadonlyMap<number, Part>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of parts.values()) {
    for (const [, name = '', id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(parts.get(Number(id))?.head ?? '')?.[1];
      const body = unicode === undefined ? undefined : parts.get(Number(unicode))?.body;
      if (body) fonts.set(name, readMap(body.toString('latin1')));
    }
  }
  return fonts;
}

/** All text in page order of the file, runs parted by spaces. Throws where no text can be read at all. */
export function pdfText(pdf: Buffer): string {
  const parts = partsOf(pdf);
  const fonts = fontMaps(parts);
  const runs: string[] = [];
  for (const { body } of parts.values()) {
    const content = body?.toString('latin1') ?? '';
    if (!content.includes('BT\n')) continue;
    let font: ReadonlyMap<string, string> | undefined;
    for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name);
      if (shown === undefined || !font) continue;
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/gi)].flatMap(
        ([, hex = '']) => hex.match(/.{4}/g) ?? [],
      );
      runs.push(glyphs.map((glyph) => font?.get(glyph.toLowerCase()) ?? '').join(''));
    }
  }
  const text = runs.join(' ').replace(/\s+/g, ' ').trim();
  if (text === '') throw new Error('no text found in the PDF');
  return text;
}
