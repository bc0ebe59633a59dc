/** `headwater assess`: files in, exposure and reports out, with no store and no server. */
import { parseArgs } from 'node:util';
import type { Assessment } from '@/graph/exposure/assessment';
import { assessFiles } from '@/lib/portal/assess-files';
import type { FileReport } from '@/lib/portal/read-inputs';
import { renderFormats } from '@/lib/portal/report-files';
import { catalogue } from '@/lib/portal/wiring';
import { type Gate, parseGates } from './gate';
import { dayOf } from './options';
import { checkOutputs, OUTPUT_OPTIONS, outputsOf, writeOutputs } from './outputs';
import { summaryOf } from './summary';
import { EXIT, nowReading, progressOn, refusalText, type Terminal, UsageError } from './terminal';

const OPTIONS = {
  ...OUTPUT_OPTIONS,
  workspace: { type: 'string' },
  'fail-on': { type: 'string' },
  'as-of': { type: 'string' },
  strict: { type: 'boolean' },
} as const;

/** Runs the command. Exit 0; 1 where a gate fails; 3 where a file named on the command line cannot be read. */
export async function runAssess(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0) throw new UsageError('assess needs at least one file or folder');
  const gates = gatesOf(values['fail-on']);
  const outputs = outputsOf(values);
  await checkOutputs(outputs);
  const reading = nowReading(terminal);
  const assessing = progressOn(terminal, 'Assessing');
  const run = await assessFiles({
    paths: positionals,
    asOf: dayOf(values['as-of'], '--as-of'),
    onFile: (name) => reading.show(name),
    onProgress: (done, of) => assessing.step(done, of),
  });
  reading.end();
  assessing.end();
  const refused = refusedInputs(run.reports, run.named, values.strict === true);
  for (const report of run.reports) terminal.stderr(refusalText(report));
  if (refused.length > 0 && run.reports.every((report) => report.error !== null)) return EXIT.input;
  const knowledge = await catalogue();
  const title = values.workspace ?? 'Poisoning exposure';
  const rendered = await renderFormats(
    { ...run, catalogue: knowledge, title },
    outputs.map(({ format }) => format),
  );
  await writeOutputs(outputs, rendered, terminal);
  if (!outputs.some(({ file }) => file === '-'))
    terminal.stdout(summaryOf(run.assessment, run.snapshot, run.reports));
  if (refused.length > 0) return EXIT.input;
  return judge(gates, run.assessment, terminal);
}

function gatesOf(expression: string | undefined): readonly Gate[] {
  if (expression === undefined) return [];
  try {
    return parseGates(expression);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A file named on the command line must be readable; inside a folder the others go on, unless --strict. */
function refusedInputs(
  reports: readonly FileReport[],
  named: ReadonlySet<string>,
  strict: boolean,
): readonly FileReport[] {
  return reports.filter((report) => report.error !== null && (strict || named.has(report.file)));
}

function judge(gates: readonly Gate[], assessment: Assessment, terminal: Terminal): number {
  let code: number = EXIT.done;
  for (const gate of gates) {
    const { fails, found } = gate.test(assessment);
    if (!fails) continue;
    terminal.stderr(`Gate failed: ${gate.text} (found ${Number(found.toPrecision(6))})\n`);
    code = EXIT.gate;
  }
  return code;
}
