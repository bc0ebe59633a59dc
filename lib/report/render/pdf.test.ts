/** The PDF, read back: structure around every mark, contents with the right pages, nothing lost, same bytes anywhere. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallAssessment, smallSnapshot } from '../__fixtures__/small';
import { SMALL_CATALOGUE } from '../__fixtures__/small-catalogue';
import { buildReport } from '../build/report';
import { sectionsOf } from '../document';
import { LIGHT } from '../figure/theme';
import { Press } from '../pdf/press';
import { frameOf } from '../pdf/styles';
import { renderPdf } from './pdf';

const documentOf = (names: Readonly<Record<string, string>> = {}, title = 'Exposure of the small story') => {
  const snapshot = smallSnapshot(names);
  return buildReport({
    assessment: smallAssessment(snapshot),
    snapshot,
    catalogue: SMALL_CATALOGUE,
    options: {
      locale: 'en',
      status: 'draft',
      date: '2026-11-20',
      title,
      attachments: [
        {
          name: 'assessment.json',
          mediaType: 'application/json',
          description: 'The assessment',
          bytes: new TextEncoder().encode('{"x":1}\n'),
        },
      ],
    },
  });
};

const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'headwater-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
function fileOf(bytes: Uint8Array): string {
  written += 1;
  const file = join(folder, `${written}.pdf`);
  writeFileSync(file, bytes);
  return file;
}

const pageTexts = (bytes: Uint8Array): readonly string[] =>
  execFileSync('pdftotext', ['-layout', fileOf(bytes), '-'], { encoding: 'utf8' }).split('\f');
const joined = (text: string): string => text.replace(/\s+/g, '');

/** Painting operators that stand outside marked content in a page's content stream. */
function unmarked(stream: string): readonly string[] {
  let depth = 0;
  return stream.split('\n').filter((row) => {
    if (/\bB(DC|MC)$/.test(row)) depth += 1;
    else if (row === 'EMC') depth -= 1;
    return depth === 0 && /(^|\s)(Tj|TJ|S|f|f\*|B|b|Do|sh)$/.test(row);
  });
}

const streamsOf = (bytes: Uint8Array): readonly string[] =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/stream\n([\s\S]*?)\nendstream/g),
  ].flatMap(([, body]) => (body?.includes(' Tm') ? [body] : []));

describe('PDF', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await renderPdf(documentOf(), { compress: false });
  });

  test('every mark stands in the structure or is an artifact', () => {
    const streams = streamsOf(bytes);
    expect(streams.length).toBeGreaterThan(8);
    expect(streams.flatMap(unmarked)).toEqual([]);
  });

  test('canary: a mark outside is seen, and the press refuses to make one', () => {
    expect(unmarked('/P <</MCID 0>> BDC\n[<00> 0] TJ\nEMC\n[<01> 0] TJ')).toHaveLength(1);
    const press = new Press({ frame: frameOf('A4'), theme: LIGHT, lang: 'en', info: {}, compress: true });
    press.newPage();
    expect(() =>
      press.path({
        kind: 'path',
        d: [
          ['M', 0, 0],
          ['L', 9, 9],
        ],
        stroke: 'ink',
      }),
    ).toThrow(/structure/);
  });

  test('says in its metadata what it is of, that it is tagged, and conforms to both standards', () => {
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain(smallSnapshot().hash);
    expect(raw).toMatch(/\/Marked true/);
    expect(raw).toMatch(/\/AFRelationship \/Data/);
  });

  test('a title cannot break or enter the metadata', async () => {
    const raw = Buffer.from(
      await renderPdf(documentOf({}, 'R&D <b> "x" </rdf:li><evil/>'), { compress: false }),
    ).toString('utf8');
    const packet = raw.slice(raw.indexOf('<?xpacket begin'), raw.indexOf('<?xpacket end'));
    expect(packet).toContain('R&amp;D &lt;b&gt;');
    expect(packet).not.toContain('<evil/>');
  });

  test('bytes do not depend on the run, the time zone or the locale of the machine', async () => {
    const again: Uint8Array[] = [];
    const zone = process.env['TZ'];
    for (const name of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env['TZ'] = name;
      again.push(await renderPdf(documentOf(), { compress: false }));
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    for (const other of again) expect(Buffer.compare(Buffer.from(other), Buffer.from(bytes))).toBe(0);
  });

  test.skipIf(!has('pdftotext'))('the contents name every section and the page it is on', () => {
    const pages = pageTexts(bytes);
    const contents = pages.slice(1, 3).join('\n');
    const listed = [...sectionsOf(documentOf().sections)].filter(({ depth }) => depth <= 2);
    for (const { section } of listed) {
      const entry = contents
        .split('\n')
        .find(
          (row) => row.trim().startsWith(`${section.number} `) && joined(row).includes(joined(section.title)),
        );
      expect(entry, `${section.number} ${section.title}`).toBeDefined();
      const page = Number(entry?.match(/(\d+)\s*$/)?.[1]);
      expect(joined(pages[page - 1] ?? ''), `page ${page}`).toContain(
        joined(`${section.number}${section.title}`),
      );
    }
  });

  test.skipIf(!has('pdftotext'))('numbers of the assessment stand in the text, pages are counted', () => {
    const pages = pageTexts(bytes);
    const text = pages.join('\n');
    for (const number of ['0.024–0.031', '0.048', '≈ 0.022 ± 0.002', '0.20 × 0.40 × 0.30 = 0.024'])
      expect(joined(text)).toContain(joined(number));
    const count = pages.length - 1;
    pages.slice(1, -1).forEach((page, index) => {
      expect(page).toContain(`Page ${index + 2} of ${count}`);
    });
  });

  test.skipIf(!has('pdftotext')).each([
    ['Chinese and Japanese', '交通標識データ 第四版'],
    ['Korean', '교통 표지판'],
    ['Greek and Cyrillic', 'Ωμέγα Данные'],
    ['a 300-character word', 'x'.repeat(300)],
    ['markup', '<b>&amp;</b> {{x}} {y}'],
  ])('a name in %s is there in full', async (_, name) => {
    const text = pageTexts(await renderPdf(documentOf({ corpus: name }), { compress: false })).join('\n');
    expect(joined(text)).toContain(joined(name));
  });

  test.skipIf(!has('pdftotext'))(
    'characters no font has are written out, and unseen ones made visible',
    async () => {
      const text = joined(
        pageTexts(await renderPdf(documentOf({ corpus: 'corpus 🦀 \u202egpj' }), { compress: false })).join(
          '\n',
        ),
      );
      expect(text).toContain('‹U+1F980›');
      expect(text).toContain('‹U+202E›gpj');
    },
  );

  test.skipIf(!has('qpdf'))(
    'qpdf finds nothing wrong, and the attachment comes out as it went in',
    async () => {
      const file = fileOf(await renderPdf(documentOf()));
      expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
      expect(execFileSync('qpdf', ['--show-attachment=assessment.json', file], { encoding: 'utf8' })).toBe(
        '{"x":1}\n',
      );
    },
  );

  test('a link that leads nowhere is an error that names it', async () => {
    const document = documentOf();
    const [first, ...rest] = document.sections;
    const lost = {
      ...first!,
      blocks: [{ kind: 'paragraph', role: 'body', runs: [{ kind: 'cross', text: 'x', to: 'nowhere' }] }],
    } as const;
    await expect(renderPdf({ ...document, sections: [lost, ...rest] })).rejects.toThrow(/nowhere/);
  });
});
