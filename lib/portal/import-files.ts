/** An import in two steps: a preview that writes nothing, and its acceptance as one change set. */

import type { SourceFile } from '@/graph/import/read-file';
import { hashOf } from '@/graph/model/canonical';
import type { ChangeSet, Operation, Revision } from '@/graph/model/change-set';
import type { GraphStore } from '@/graph/store/store';
import { type FileReport, type Offered, type ReadOutcome, readInputs } from './read-inputs';

export type ImportPreview = {
  /** Names exactly these operations on exactly this revision. */
  readonly token: string;
  readonly files: readonly FileReport[];
  readonly operations: readonly Operation[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly conflicts: ReadOutcome['merge']['conflicts'];
  readonly suggestedMerges: ReadOutcome['merge']['suggestedMerges'];
  readonly noLongerReported: ReadOutcome['merge']['noLongerReported'];
  readonly on: Revision;
};

/** What importing these files would change in a workspace. Writes nothing. */
export async function previewImport(
  graph: GraphStore,
  files: AsyncIterable<Offered> | Iterable<Offered | SourceFile>,
): Promise<ImportPreview> {
  const on = await graph.head();
  const snapshot = await graph.load();
  const { reports, merge } = await readInputs(files, snapshot);
  const known = new Set(
    [
      ...snapshot.assets,
      ...snapshot.influences,
      ...snapshot.controls,
      ...snapshot.estimates,
      ...snapshot.treatments,
      ...snapshot.inputs,
    ].map(({ id }) => id as string),
  );
  const shown = merge.operations.filter((operation) => operation.type !== 'input');
  const puts = shown.filter((operation) => operation.op === 'put');
  const added = puts.filter((operation) => operation.op === 'put' && !known.has(operation.record.id)).length;
  return {
    token: hashOf([on, merge.operations]),
    files: reports,
    operations: merge.operations,
    added,
    changed: puts.length - added,
    removed: shown.length - puts.length,
    conflicts: merge.conflicts,
    suggestedMerges: merge.suggestedMerges,
    noLongerReported: merge.noLongerReported,
    on,
  };
}

/**
 * Applies a previewed import as one change set.
 * @throws GraphError `conflict` where somebody changed the same records since the preview
 */
export async function acceptImport(
  graph: GraphStore,
  preview: ImportPreview,
  who: { readonly id: string },
  at: string,
): Promise<Revision> {
  if (preview.operations.length === 0) return preview.on;
  const read = preview.files.filter((file) => file.error === null);
  const change: ChangeSet = {
    operations: preview.operations,
    author: who.id,
    reason: `import of ${read.length === 1 ? (read[0]?.file ?? 'a file') : `${read.length} files`}`,
    origin: {
      kind: 'import',
      detail: read
        .map((file) => file.sha256)
        .join(' ')
        .slice(0, 2000),
    },
    at,
  };
  return graph.apply(change, preview.on);
}
