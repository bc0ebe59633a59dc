/**
 * `headwater exposure`: the bare engine. Either a JSON exposure graph, answered in full, or a large edge list
 * with its questions, answered in sums and timings.
 */
import { readFileSync } from 'node:fs';
import { resourceUsage } from 'node:process';
import { parseArgs } from 'node:util';
import { DEFAULT_SOLVE_OPTIONS, type ExposureResult, type Reach, solve } from '@/graph/exposure/solve/solve';
import { survey } from '@/graph/exposure/solve/survey';
import { readEdgeList, readEdgeListMeta } from '@/graph/import/edge-list';
import { GraphError } from '@/graph/model/errors';
import { parseExposureGraph } from '@/graph/model/exposure-graph-schema';
import { EXIT, UsageError } from './terminal';

type Output = { readonly stdout: (text: string) => void; readonly stderr: (text: string) => void };

const OPTIONS = {
  top: { type: 'string' },
  json: { type: 'boolean' },
  edges: { type: 'string' },
  meta: { type: 'string' },
  timings: { type: 'boolean' },
  seed: { type: 'string' },
  worlds: { type: 'string' },
  'state-budget': { type: 'string' },
} as const;

/** Runs the command. Throws UsageError for wrong usage and GraphError `invalid` for input that is refused. */
export async function runExposure(argv: readonly string[], io: Output): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  const top = count(values.top, '--top', DEFAULT_SOLVE_OPTIONS.top);
  if (values.edges !== undefined || values.meta !== undefined) {
    if (values.edges === undefined || values.meta === undefined || positionals.length > 0) {
      throw new UsageError(
        'a large graph needs --edges FILE.tsv and --meta FILE.meta.json, and no other file',
      );
    }
    io.stdout(`${JSON.stringify(surveyFiles(values.edges, values.meta, top), null, 2)}\n`);
    return EXIT.done;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError(`name one exposure graph; there are ${positionals.length} on the command line`);
  }
  const result = solve(readGraph(file), {
    ...DEFAULT_SOLVE_OPTIONS,
    top,
    seed: count(values.seed, '--seed', DEFAULT_SOLVE_OPTIONS.seed),
    worlds: count(values.worlds, '--worlds', DEFAULT_SOLVE_OPTIONS.worlds),
    stateBudget: count(values['state-budget'], '--state-budget', DEFAULT_SOLVE_OPTIONS.stateBudget),
  });
  io.stdout(values.json === true ? `${JSON.stringify(result, null, 2)}\n` : summaryOf(result));
  return EXIT.done;
}

function count(text: string | undefined, option: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || !Number.isSafeInteger(value)) {
    throw new UsageError(`${option} ${text} is not a whole number from 0 to 999999999`);
  }
  return value;
}

function readGraph(file: string): ReturnType<typeof parseExposureGraph> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new GraphError('invalid', `${file} cannot be read: ${String(error)}. Check the path.`, [], error);
  }
  const bare = text.replace(/^\uFEFF/, '');
  try {
    return parseExposureGraph(JSON.parse(bare));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    refuseNotNumbers(bare);
    throw new GraphError('invalid', `${file} is not JSON: ${error.message}`, [], error);
  }
}

/** NaN and Infinity are no JSON, but some tools write them: say where, instead of at which character. */
function refuseNotNumbers(text: string): void {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  let json: unknown;
  try {
    json = JSON.parse(quoted);
  } catch {
    return;
  }
  parseExposureGraph(json);
}

function surveyFiles(edges: string, metaFile: string, top: number): object {
  const start = performance.now();
  const meta = readEdgeListMeta(metaFile);
  const list = readEdgeList(edges, meta.n);
  const load = performance.now() - start;
  const { timings, checks } = survey(list, meta, top, () => performance.now());
  const rounded = Object.fromEntries(
    Object.entries({ load, ...timings }).map(([name, ms]) => [name, Math.round(ms * 100) / 100]),
  );
  return { timings: rounded, checks, peakRssMb: Math.round(resourceUsage().maxRSS / 1024) };
}

const six = (value: number): string => String(Number(value.toPrecision(6)));

const reachText = ({ kind, value, low, high }: Reach): string =>
  kind === 'exact' ? `${six(value)} exact` : `${six(value)} ${kind} [${six(low)}, ${six(high)}]`;

function summaryOf(result: ExposureResult): string {
  const lines = [
    `any target    ${reachText(result.anyTarget)}`,
    `expected loss ${reachText(result.expectedLoss)}`,
  ];
  for (const target of result.targets) {
    lines.push('', `${target.node}  ${reachText(target.reach)}`);
    for (const path of target.paths) lines.push(`  ${six(path.p)}  ${path.nodes.join(' → ')}`);
    if (target.dominators.length > 0) lines.push(`  every path passes ${target.dominators.join(', ')}`);
    if (target.minVertexCut && target.minVertexCut.size > 0) {
      lines.push(`  smallest cut: ${target.minVertexCut.nodes.join(', ')}`);
    }
  }
  for (const { id, removed, perfect } of result.controls) {
    lines.push(
      '',
      `control ${id}: expected loss ${six(removed.expectedLoss)} without it (${removed.kind}), ${six(perfect.expectedLoss)} if it were perfect (${perfect.kind})`,
    );
  }
  for (const { what, at, count: n } of result.omitted) lines.push('', `left out: ${what} at ${at} (${n})`);
  return `${lines.join('\n')}\n`;
}
