/** The output options every reporting command shares: which formats go where. */
import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { REPORT_FORMATS, type ReportFormat } from '@/lib/portal/report-files';
import { type Terminal, UsageError } from './terminal';

export const OUTPUT_OPTIONS = Object.fromEntries(
  REPORT_FORMATS.map((format) => [format, { type: 'string' as const }]),
) as Readonly<Record<ReportFormat, { type: 'string' }>> satisfies ParseArgsConfig['options'];

export type Output = { readonly format: ReportFormat; readonly file: string };

/** The outputs asked for. `-` stands for stdout and may stand once. */
export function outputsOf(values: Readonly<Record<string, unknown>>): readonly Output[] {
  const outputs = REPORT_FORMATS.flatMap((format) => {
    const file = values[format];
    return typeof file === 'string' ? [{ format, file }] : [];
  });
  if (outputs.filter(({ file }) => file === '-').length > 1)
    throw new UsageError('only one output can go to stdout (“-”)');
  const empty = outputs.find(({ file }) => file === '');
  if (empty) throw new UsageError(`--${empty.format} needs a file name, or “-” for stdout`);
  return outputs;
}

/** Refuses outputs that cannot be written before any work is done. */
export async function checkOutputs(outputs: readonly Output[]): Promise<void> {
  for (const { format, file } of outputs) {
    if (file === '-') continue;
    const folder = dirname(resolve(file));
    await access(folder, constants.W_OK).catch(() => {
      throw new UsageError(
        `--${format} ${file}: the folder ${folder} does not exist or cannot be written to`,
      );
    });
  }
}

/** Writes rendered reports where they were asked for. */
export async function writeOutputs(
  outputs: readonly Output[],
  rendered: ReadonlyMap<ReportFormat, Uint8Array>,
  terminal: Terminal,
): Promise<void> {
  for (const { format, file } of outputs) {
    const bytes = rendered.get(format);
    if (!bytes) throw new Error(`${format} was not rendered`);
    if (file === '-') terminal.stdout(bytes);
    else await writeFile(file, bytes);
  }
}
