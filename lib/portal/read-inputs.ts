/**
 * Reads input files and says what they would change. All or nothing per file: a file that cannot be read gives
 * nothing and its reason; the others go on.
 */

import { expandArchive } from '@/graph/import/archive';
import { type MergeOutcome, mergeProposals, type NamedResult } from '@/graph/import/merge';
import { readInput, type SourceFile } from '@/graph/import/read-file';
import { type GraphError, isGraphError } from '@/graph/model/errors';
import type { Warning } from '@/graph/model/input-file';
import type { Snapshot } from '@/graph/model/snapshot';

export type FileReport = {
  readonly file: string;
  readonly format: string | null;
  readonly sha256: string | null;
  readonly assets: number;
  readonly influences: number;
  readonly warnings: readonly Warning[];
  /** Why the file gave nothing; null where it was read. */
  readonly error: string | null;
};

export type ReadOutcome = { readonly reports: readonly FileReport[]; readonly merge: MergeOutcome };

/** A file to read, or why it could not even be opened. */
export type Offered = SourceFile | { readonly name: string; readonly error: string };

/** The files an upload holds: those of an archive, or the file itself; an archive that is refused is one failed file. */
export function opened(file: SourceFile): readonly Offered[] {
  try {
    return expandArchive(file);
  } catch (error) {
    if (!isGraphError(error)) throw error;
    return [{ name: file.name, error: messageOf(error) }];
  }
}

/** Called with each file before it is read. */
export type OnFile = (name: string, done: number) => void;

/**
 * Reads files one after another and merges what they say into `base`. Nothing is written.
 * @throws only what is not the files' fault; a bad file is a report with `error`
 */
export async function readInputs(
  files: AsyncIterable<Offered> | Iterable<Offered>,
  base: Snapshot,
  onFile: OnFile = () => {},
): Promise<ReadOutcome> {
  const results: NamedResult[] = [];
  const failed: FileReport[] = [];
  for await (const file of files) {
    onFile(file.name, results.length + failed.length);
    if ('error' in file) {
      failed.push(failure(file.name, file.error));
      continue;
    }
    try {
      results.push({ name: file.name, result: await readInput(file) });
    } catch (error) {
      if (!isGraphError(error)) throw error;
      failed.push(failure(file.name, messageOf(error)));
    }
  }
  const merge = mergeProposals(base, results);
  const read = merge.perFile.map((file): FileReport => ({ ...file, error: null }));
  const reports = [...read, ...failed].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { reports, merge };
}

const failure = (file: string, error: string): FileReport => ({
  file,
  format: null,
  sha256: null,
  assets: 0,
  influences: 0,
  warnings: [],
  error,
});

const DETAILS_SHOWN = 5;

/** The error's own message, and the places it does not already name. */
function messageOf({ message, details }: GraphError): string {
  const more = details.filter((detail) => !message.includes(detail.message)).slice(0, DETAILS_SHOWN);
  return [message, ...more.map((detail) => `${detail.at}: ${detail.message}`)].join('\n');
}

/** What was read into a snapshot, as its input records tell it: the reports of files imported earlier. */
export function reportsOfInputs(snapshot: Snapshot): readonly FileReport[] {
  return snapshot.inputs.map(({ id, format, sha256, assets, influences, warnings }) => ({
    file: id,
    format,
    sha256,
    assets,
    influences,
    warnings,
    error: null,
  }));
}
