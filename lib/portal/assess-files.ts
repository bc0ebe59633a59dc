/** Files to assessment with no store: read, merge, analyse. The same readers and the same engine as the portal's. */
import { assess, type Progress } from '@/graph/exposure/assess';
import type { Assessment } from '@/graph/exposure/assessment';
import { collectInputs } from '@/graph/import/collect';
import { applyTo, EMPTY_SNAPSHOT, type Snapshot } from '@/graph/model/snapshot';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { settingsFor } from './default-settings';
import { type FileReport, type Offered, type OnFile, readInputs } from './read-inputs';

export type FilesRequest = {
  /** Files and folders, in any order. */
  readonly paths: readonly string[];
  readonly asOf?: string | undefined;
  readonly onFile?: OnFile;
  readonly onProgress?: Progress;
};

export type FilesAssessment = {
  readonly snapshot: Snapshot;
  readonly assessment: Assessment;
  readonly reports: readonly FileReport[];
  /** Names of files that were asked for one by one, not found in a folder. */
  readonly named: ReadonlySet<string>;
};

/** Reads and assesses. @throws GraphError `invalid` where a path does not exist */
export async function assessFiles(request: FilesRequest): Promise<FilesAssessment> {
  const named = new Set<string>();
  const { reports, merge } = await readInputs(offered(request.paths, named), EMPTY_SNAPSHOT, request.onFile);
  const snapshot = applyTo(EMPTY_SNAPSHOT, merge.operations);
  const assessment = assess(
    snapshot,
    await loadCatalogue(),
    settingsFor(snapshot, request.asOf),
    request.onProgress,
  );
  return { snapshot, assessment, reports, named };
}

async function* offered(paths: readonly string[], named: Set<string>): AsyncIterable<Offered> {
  for await (const item of collectInputs(paths)) {
    if (item.named) named.add(item.name);
    yield item;
  }
}
