/** Markdown, HTML and JSON against golden files (UPDATE_GOLDEN=1 writes them), and against hostile text. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { smallAssessment, smallSnapshot } from '../__fixtures__/small';
import { SMALL_CATALOGUE } from '../__fixtures__/small-catalogue';
import { buildReport } from '../build/report';
import { REPORT_FORMATS, type ReportFormat, renderReport } from './render-report';
import { neutral } from './xlsx';

const documentOf = (names: Readonly<Record<string, string>> = {}) => {
  const snapshot = smallSnapshot(names);
  return buildReport({
    assessment: smallAssessment(snapshot),
    snapshot,
    catalogue: SMALL_CATALOGUE,
    options: { locale: 'en', status: 'draft', date: '2026-11-20', organisation: 'Example Ltd' },
  });
};

const textOf = async (format: ReportFormat, names?: Readonly<Record<string, string>>): Promise<string> =>
  new TextDecoder().decode(await renderReport(documentOf(names), format));

/** Fonts are thousands of lines of base64 that no reviewer reads. */
const withoutFonts = (text: string): string => text.replace(/base64,[A-Za-z0-9+/=]+/g, 'base64,…');

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '[a](javascript:alert(1)) ![b](https://evil.example/x.png)',
  '# not a heading\n\n- not a list',
  'pipe | in | cell',
  '`code` ``` fence',
  '</svg><script>x</script>',
  '\u202eexe.fdp',
  ']]><!--',
];

describe('renderers', () => {
  test.each(['md', 'html', 'json'] as const)('%s is the golden file', async (format) => {
    const file = `lib/report/__golden__/small.${format}`;
    const text = withoutFonts(await textOf(format));
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync('lib/report/__golden__', { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test.each(HOSTILE)('HTML shows %j as text', async (name) => {
    const html = await textOf('html', { forum: name, corpus: name, model: name });
    expect(html).not.toMatch(/<script|<img|(href|src)="?javascript:|<!--/i);
    expect(html).not.toContain('\u202e');
  });

  test.each(HOSTILE)('Markdown shows %j as text, also after a Markdown reader had it', async (name) => {
    const markdown = await textOf('md', { forum: name, corpus: name, model: name });
    const html = new MarkdownIt({ html: false }).render(markdown.replace(/<a id="[\w-]+"><\/a>/g, ''));
    expect(html).not.toMatch(/<script|<img|(href|src)="?javascript:/i);
    const headings = (text: string): number => text.match(/<h\d>/g)?.length ?? 0;
    const clean = new MarkdownIt().render((await textOf('md')).replace(/<a id="[\w-]+"><\/a>/g, ''));
    expect(headings(html)).toBe(headings(clean));
    expect(html.match(/<td/g)?.length).toBe(clean.match(/<td/g)?.length);
  });

  test('canary: the check for scripts sees one', () => {
    expect('<p><script>x</script></p>').toMatch(/<script/i);
  });

  test('every link within a page leads somewhere', async () => {
    const html = await textOf('html');
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const wanted = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each(REPORT_FORMATS)('%s: the same document gives the same bytes', async (format) => {
    expect(Buffer.from(await renderReport(documentOf(), format))).toEqual(
      Buffer.from(await renderReport(documentOf(), format)),
    );
  });

  test('Word: headings, tables with repeated heads, figures with alternative text, every bookmark there once', async () => {
    const files = unzipSync(await renderReport(documentOf(), 'docx'));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('0.024–0.031');
    expect(xml.match(/<w:tblHeader/g)?.length).toBeGreaterThan(10);
    expect(xml).toMatch(/descr="[^"]*Poison that enters/);
    const names = [...xml.matchAll(/<w:bookmarkStart[^>]*w:name="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const wanted = [...xml.matchAll(/<w:hyperlink[^>]*w:anchor="([^"]+)"/g)].map(([, name]) => name);
    expect(wanted.length).toBeGreaterThan(2);
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('a workbook calculates nothing: hostile text stays text, numbers are numbers', async () => {
    const files = unzipSync(
      await renderReport(
        documentOf({ corpus: '=HYPERLINK("https://evil.example")', model: '@SUM(1)' }),
        'xlsx',
      ),
    );
    const parts = Object.entries(files)
      .filter(([name]) => name.endsWith('.xml'))
      .map(([, data]) => strFromU8(data))
      .join('');
    expect(parts).toContain("'=HYPERLINK");
    expect(parts).not.toContain('<f>');
    expect(parts).toContain('<v>0.048</v>');
  });

  test.each(['=1+1', '+1', '-1', '@x', '\tx', '＝1'])('%j does not begin a calculation', (value) => {
    expect(neutral(value)).toBe(`'${value}`);
  });
});
