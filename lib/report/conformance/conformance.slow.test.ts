/**
 * Thirty reports, each hard in its own way, before stock veraPDF (PDF/UA-1 and PDF/A-3a) and qpdf. veraPDF checks
 * what a machine can; alternative texts and reading order still want a reader.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { smallAssessment, smallSnapshot } from '../__fixtures__/small';
import { SMALL_CATALOGUE } from '../__fixtures__/small-catalogue';
import type { ReportOptions } from '../build/context';
import { buildReport } from '../build/report';
import type { ReportDocument } from '../document';
import { column, row } from '../inline';
import { renderPdf } from '../render/pdf';
import { documentOf as grownDocument } from '../report.bench';

const HERE = 'lib/report/conformance';
const CACHE = 'node_modules/.cache/headwater-verapdf';
const NAMES = [
  'plain',
  '交通標識データ 第四版',
  '교통 표지판 데이터',
  'مستودع البيانات 2026',
  'מאגר נתונים (ב) 2026',
  'Ωμέγα Данные Ünïçødé Việt',
  'x'.repeat(300),
  'word '.repeat(99),
  '🦀🧪 emoji 👩‍🔬',
  '<b>&amp;</b> "quotes" \\ (paren',
  '\u202egpj.exe\u0000\u200b',
  '=SUM(A1) {{x}} %s',
  'a/b@c:d_e>f-g'.repeat(20),
  ' leading and trailing ',
  'ﬁ ligature ﷺ ½ ² ₂ → ≈ ≥ ∞ ✓',
];

const has = (command: string, flag: string): boolean => spawnSync(command, [flag]).status === 0;
const isAble = has('mvn', '-version') && has('java', '-version');
const folder = mkdtempSync(join(tmpdir(), 'headwater-conformance-'));
const files: string[] = [];

async function add(
  names: Readonly<Record<string, string>>,
  options: Partial<ReportOptions> = {},
): Promise<void> {
  const snapshot = smallSnapshot(names);
  const attachments = [
    {
      name: 'assessment.json',
      mediaType: 'application/json',
      description: 'The assessment',
      bytes: new Uint8Array([123, 125]),
    },
  ];
  const document = buildReport({
    assessment: smallAssessment(snapshot),
    snapshot,
    catalogue: SMALL_CATALOGUE,
    options: { locale: 'en', status: 'draft', date: '2026-11-20', attachments, ...options },
  });
  keep(await renderPdf(document));
}

/** A table row of several pages between two short ones. */
function withTallRow(document: ReportDocument): ReportDocument {
  const [first, ...rest] = document.sections;
  if (!first) return document;
  const rows = ['short', 'tall '.repeat(4000), 'short'].map((words) => row(words, words.slice(0, 40)));
  const table = {
    kind: 'table',
    anchor: 'tall',
    caption: 'Tall',
    columns: [column('A', 1), column('B', 2)],
    rows,
  } as const;
  return { ...document, sections: [{ ...first, blocks: [...first.blocks, table] }, ...rest] };
}

function keep(bytes: Uint8Array): void {
  const file = join(folder, `${files.length + 1}.pdf`);
  writeFileSync(file, bytes);
  files.push(file);
}

describe.skipIf(!isAble)('conformance (needs Maven and Java; without them nothing is checked)', () => {
  beforeAll(async () => {
    for (const name of NAMES) {
      await add({ corpus: name, model: name, forum: name }, { title: name.slice(0, 120) });
      await add(
        { corpus: name },
        { locale: 'de', organisation: name.slice(0, 200), pageSize: 'Letter', status: 'final' },
      );
    }
    const empty = {
      ...smallAssessment(EMPTY_SNAPSHOT),
      targets: [],
      findings: [],
      controls: [],
      loops: [],
      lineage: {},
    };
    keep(
      await renderPdf(
        buildReport({
          assessment: empty,
          snapshot: EMPTY_SNAPSHOT,
          catalogue: SMALL_CATALOGUE,
          options: { locale: 'en', status: 'draft' },
        }),
      ),
    );
    keep(await renderPdf(grownDocument(300, 85)));
    keep(await renderPdf(withTallRow(grownDocument(1, 1))));
    mkdirSync(CACHE, { recursive: true });
    for (const name of ['pom.xml', 'settings.xml', 'Check.java'])
      copyFileSync(join(HERE, name), join(CACHE, name));
    execFileSync(
      'mvn',
      ['-q', '-B', '-s', 'settings.xml', 'dependency:copy-dependencies', '-DoutputDirectory=lib'],
      { cwd: CACHE },
    );
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('veraPDF finds every report to conform to PDF/UA-1 and PDF/A-3a', () => {
    const output = execFileSync('java', ['-cp', 'lib/*', 'Check.java', ...files], {
      cwd: CACHE,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const verdicts = output.split('\n').filter((row) => row.includes('\t'));
    expect(files.length).toBeGreaterThanOrEqual(30);
    expect(verdicts).toHaveLength(files.length * 2);
    expect(
      verdicts.filter((row) => row.split('\t')[2] !== 'true'),
      output.slice(0, 4000),
    ).toEqual([]);
  }, 600_000);

  test('canary: veraPDF refuses a file that claims another part of PDF/UA', () => {
    const file = join(folder, 'broken.pdf');
    const source = files[0];
    if (source === undefined) throw new Error('no report was written');
    copyFileSync(source, file);
    const bytes = execFileSync('cat', [file]);
    writeFileSync(
      file,
      Buffer.from(bytes.toString('latin1').replace('<pdfuaid:part>1<', '<pdfuaid:part>7<'), 'latin1'),
    );
    const output = execFileSync('java', ['-cp', 'lib/*', 'Check.java', file], {
      cwd: CACHE,
      encoding: 'utf8',
    });
    expect(output).toContain('\tfalse\t');
  }, 120_000);

  test.skipIf(!has('qpdf', '--version'))(
    'qpdf finds nothing wrong in any of them',
    () => {
      const wrong = files.filter((file) => spawnSync('qpdf', ['--check', file]).status !== 0);
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});
