/**
 * The open fonts reports are set in, found among the installed packages. Each package is split by code-point
 * range; the ranges it states decide which files are worth opening for a character.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Face = 'serif' | 'serif-italic' | 'serif-strong' | 'sans' | 'sans-strong' | 'mono';

/** One file: a face of one family for a range of characters. */
export type FontFile = { readonly path: string };

type Style = { readonly package: string; readonly weight: number; readonly slant: 'normal' | 'italic' };

const style = (name: string, weight: number, slant: 'normal' | 'italic' = 'normal'): Style => ({
  package: name,
  weight,
  slant,
});

const OWN: Readonly<Record<Face, Style>> = {
  serif: style('source-serif-4', 400),
  'serif-italic': style('source-serif-4', 400, 'italic'),
  'serif-strong': style('source-serif-4', 600),
  sans: style('source-sans-3', 400),
  'sans-strong': style('source-sans-3', 600),
  mono: style('source-code-pro', 400),
};

type Script = 'zh' | 'ja' | 'ko';
const HAN: Readonly<Record<Script, readonly string[]>> = {
  zh: ['noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr'],
  ja: ['noto-sans-jp', 'noto-sans-sc', 'noto-sans-kr'],
  ko: ['noto-sans-kr', 'noto-sans-sc', 'noto-sans-jp'],
};

/** Which of the Han traditions a text is written in, by the letters only one of them uses. */
export function scriptOf(text: string): Script {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  return /[\u1100-\u11ff\uac00-\ud7af]/.test(text) ? 'ko' : 'zh';
}

/** Styles to try in turn for a face: its own, the Latin ones beside it, then other scripts. */
function stylesFor(face: Face, script: Script): readonly Style[] {
  const weight = face.endsWith('strong') ? 600 : 400;
  return [
    OWN[face],
    style('source-sans-3', weight),
    style('source-serif-4', weight),
    style('noto-sans-hebrew', weight),
    style('noto-naskh-arabic', weight),
    ...HAN[script].map((name) => style(name, weight)),
  ];
}

type Subset = { readonly name: string; readonly ranges: readonly (readonly [number, number])[] };

const folders = new Map<string, string>();
const subsets = new Map<string, readonly Subset[]>();

/** Folder of an installed font package. Throws Error naming the package where it is not installed. */
export function fontFolder(name: string): string {
  const known = folders.get(name);
  if (known) return known;
  for (const start of [process.cwd(), dirname(fileURLToPath(import.meta.url))]) {
    for (let at = start; ; at = dirname(at)) {
      const folder = join(at, 'node_modules', '@fontsource', name);
      if (existsSync(join(folder, 'unicode.json'))) {
        folders.set(name, folder);
        return folder;
      }
      if (dirname(at) === at) break;
    }
  }
  throw new Error(`the font package @fontsource/${name} is not installed; run npm ci in the project`);
}

function subsetsOf(name: string): readonly Subset[] {
  const known = subsets.get(name);
  if (known) return known;
  const stated: unknown = JSON.parse(readFileSync(join(fontFolder(name), 'unicode.json'), 'utf8'));
  const list = Object.entries(typeof stated === 'object' && stated !== null ? stated : {}).map(
    ([key, ranges]) => ({ name: key.replace(/[[\]]/g, ''), ranges: rangesOf(String(ranges)) }),
  );
  // The everyday letters first: most text needs no other file.
  list.sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
  subsets.set(name, list);
  return list;
}

function rangesOf(text: string): readonly (readonly [number, number])[] {
  return text.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

/** Files that claim the character, best first. A claim is not a glyph: the caller looks inside. */
export function* filesFor(codePoint: number, face: Face, script: Script): Iterable<FontFile> {
  for (const { package: name, weight, slant } of stylesFor(face, script)) {
    for (const subset of subsetsOf(name)) {
      if (!subset.ranges.some(([from, to]) => from <= codePoint && codePoint <= to)) continue;
      const path = join(fontFolder(name), 'files', `${name}-${subset.name}-${weight}-${slant}.woff`);
      if (existsSync(path)) yield { path };
    }
  }
}
