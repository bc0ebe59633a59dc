/** How long a report takes, how large it is and what it costs in memory: 100 findings, and at least 200 pages. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { memoryUsage } from 'node:process';
import type { Assessment, ExposurePath } from '@/graph/exposure/assessment';
import { assetId, findingId } from '@/graph/model/ids';
import { smallAssessment, smallSnapshot } from './__fixtures__/small';
import { SMALL_CATALOGUE } from './__fixtures__/small-catalogue';
import { buildReport } from './build/report';
import type { ReportDocument } from './document';
import { type ReportFormat, renderReport } from './render/render-report';

export type BenchRow = {
  readonly name: string;
  readonly ms: number;
  readonly bytes: number;
  readonly pages: number;
  /** Most memory the process held while it ran, in MiB. */
  readonly peakMiB: number;
};

/** The small assessment grown: so many findings, and so many paths along routes of their own. */
function grown(findings: number, paths: number): Assessment {
  const base = smallAssessment();
  const [target] = base.targets;
  const [path] = target?.paths ?? [];
  const [finding] = base.findings;
  if (!target || !path || !finding) throw new Error('the fixture has a target, a path and a finding');
  const routes = Array.from({ length: paths }, (_, index): ExposurePath => {
    const entry = assetId.parse(`source-${index}`);
    const [first, ...rest] = path.steps;
    const steps = first ? [{ ...first, to: entry }, ...rest, ...rest.slice(0, 1)] : path.steps;
    return { ...path, id: `backdoor:${index}`, entry, steps, likelihood: path.likelihood / (index + 1) };
  });
  return {
    ...base,
    targets: [{ ...target, paths: routes }],
    findings: Array.from({ length: findings }, (_, index) => ({
      ...finding,
      id: findingId.parse(`AML.T0020@a${index}`),
      asset: assetId.parse(`a${index}`),
    })),
  };
}

/** The report of the grown assessment. */
export function documentOf(findings: number, paths: number): ReportDocument {
  return buildReport({
    assessment: grown(findings, paths),
    snapshot: smallSnapshot(),
    catalogue: SMALL_CATALOGUE,
    options: { locale: 'en', status: 'final', date: '2026-11-20', pathSections: paths },
  });
}

const pagesOf = (bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\n/g)?.length ?? 0;

async function measure(
  name: string,
  document: () => ReportDocument,
  format: ReportFormat,
): Promise<BenchRow> {
  let peak = memoryUsage.rss();
  const started = performance.now();
  const onProgress = (): void => {
    peak = Math.max(peak, memoryUsage.rss());
  };
  const bytes = await renderReport(document(), format, { onProgress });
  const ms = performance.now() - started;
  onProgress();
  return {
    name,
    ms: Math.round(ms),
    bytes: bytes.length,
    pages: format === 'pdf' ? pagesOf(bytes) : 0,
    peakMiB: Math.round(peak / 2 ** 20),
  };
}

/** The baseline: the same report's HTML printed by a browser. Undefined where there is no Chromium. */
async function printed(name: string, document: ReportDocument): Promise<BenchRow | undefined> {
  const browser = [
    process.env['PLAYWRIGHT_CHROMIUM_PATH'],
    'chromium',
    'chromium-browser',
    'google-chrome',
  ].find((command) => command !== undefined && spawnSync(command, ['--version']).status === 0);
  if (browser === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    const [html, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
    writeFileSync(html, await renderReport(document, 'html'));
    const started = performance.now();
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--no-first-run',
    ];
    spawnSync(browser, [...flags, `--print-to-pdf=${pdf}`, `file://${html}`], { timeout: 120_000 });
    const ms = Math.round(performance.now() - started);
    const bytes = readFileSync(pdf);
    return {
      name,
      ms,
      bytes: bytes.length,
      pages: bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0,
      peakMiB: 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs every measurement once, smallest first, and gives the rows; prints nothing. */
export async function run(): Promise<readonly BenchRow[]> {
  return [
    await measure('small report, PDF, first in the process', () => documentOf(2, 1), 'pdf'),
    await measure('small report, PDF', () => documentOf(2, 1), 'pdf'),
    await measure('100 findings and 10 paths, PDF', () => documentOf(100, 10), 'pdf'),
    await measure('200 pages, PDF', () => documentOf(300, 85), 'pdf'),
    await measure('200 pages, HTML', () => documentOf(300, 85), 'html'),
    await measure('200 pages, Markdown', () => documentOf(300, 85), 'md'),
    ...[await printed('200 pages, baseline: HTML printed by Chromium', documentOf(300, 85))].flatMap(
      (row) => row ?? [],
    ),
  ];
}
