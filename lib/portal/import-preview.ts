/** Bringing files in from the portal: a preview that is kept until it is accepted or a day old. */
import { z } from 'zod';
import { LIMITS } from '@/graph/import/limits';
import type { SourceFile } from '@/graph/import/read-file';
import { canonical } from '@/graph/model/canonical';
import { type Operation, parseOperation } from '@/graph/model/change-set';
import { GraphError } from '@/graph/model/errors';
import type { Snapshot } from '@/graph/model/snapshot';
import type { RecordStore } from '@/graph/store/store';
import { type Caller, openWorkspace } from './access';
import { assessWorkspace } from './assess';
import { acceptImport, type ImportPreview, previewImport } from './import-files';
import { opened } from './read-inputs';
import { database } from './wiring';

const DAY_MS = 24 * 60 * 60_000;
const MOST_KEPT = 50;

/** Bytes of one upload, all files together. */
export const UPLOAD_LIMIT = LIMITS.fileBytes;

const revision = z.strictObject({ number: z.number(), hash: z.string() });
const stored = z.strictObject({
  workspace: z.string(),
  by: z.string(),
  at: z.number(),
  preview: z.looseObject({ token: z.string(), operations: z.array(z.unknown()), on: revision }),
});

/** Reads files and keeps what they would change. Writes nothing to the graph. Returns the preview's token. */
export async function offerFiles(
  caller: Caller,
  workspace: string,
  files: readonly SourceFile[],
): Promise<string> {
  const { graph, info } = await openWorkspace(caller, workspace, 'graph.import');
  const preview = await previewImport(graph, files.flatMap(opened));
  const { records } = await database();
  const id = `${info.id}/${preview.token}`;
  const known = await records.find('import-preview', id);
  await records.put(
    'import-preview',
    id,
    { workspace: info.id, by: caller.id, at: Date.now(), preview },
    known?.version ?? 0,
  );
  await forgetOld(records);
  return preview.token;
}

async function forgetOld(records: RecordStore): Promise<void> {
  const all = (await records.list('import-preview')).map(({ id, value }) => ({
    id,
    at: stored.parse(value).at,
  }));
  const newest = all.toSorted((a, b) => b.at - a.at);
  const over = newest.filter(({ at }, index) => index >= MOST_KEPT || Date.now() - at > DAY_MS);
  for (const { id } of over) await records.remove('import-preview', id);
}

export type RecordLine = {
  readonly state: 'new' | 'changed' | 'removed';
  readonly type: string;
  readonly id: string;
  readonly name: string;
};

export type ShownPreview = Pick<
  ImportPreview,
  'token' | 'files' | 'added' | 'changed' | 'removed' | 'conflicts'
> & {
  readonly isEmpty: boolean;
  /** The first of the records that would be written. */
  readonly records: readonly RecordLine[];
  readonly recordCount: number;
};

const LINES = 60;

/** A kept preview of this caller; undefined where it was accepted, forgotten or somebody else's. */
export async function findPreview(
  caller: Caller,
  workspace: string,
  token: string,
): Promise<ShownPreview | undefined> {
  const { graph, info } = await openWorkspace(caller, workspace, 'graph.import');
  const preview = await load(caller, info.id, token);
  if (!preview) return undefined;
  const shown = preview.operations.filter(({ type }) => type !== 'input');
  const snapshot = await graph.load();
  const known = new Set<string>(
    [...snapshot.assets, ...snapshot.influences, ...snapshot.controls].map(({ id }) => id),
  );
  return {
    token: preview.token,
    files: preview.files,
    added: preview.added,
    changed: preview.changed,
    removed: preview.removed,
    conflicts: preview.conflicts,
    isEmpty: preview.operations.every((operation) => saysNothingNew(operation, snapshot)),
    recordCount: shown.length,
    records: shown.slice(0, LINES).map((operation) => {
      if (operation.op === 'remove')
        return { state: 'removed', type: operation.type, id: operation.id, name: operation.id };
      const { record } = operation;
      const name = operation.type === 'asset' ? operation.record.name : record.id;
      return { state: known.has(record.id) ? 'changed' : 'new', type: operation.type, id: record.id, name };
    }),
  };
}

/** True for a file's own record that stands there already, word for word. */
const saysNothingNew = (operation: Operation, { inputs }: Snapshot): boolean =>
  operation.op === 'put' &&
  operation.type === 'input' &&
  inputs.some(
    (known) => known.id === operation.record.id && canonical(known) === canonical(operation.record),
  );

async function load(caller: Caller, workspace: string, token: string): Promise<ImportPreview | undefined> {
  const found = await (await database()).records.find('import-preview', `${workspace}/${token}`);
  if (!found) return undefined;
  const value = stored.parse(found.value);
  if (value.by !== caller.id || value.workspace !== workspace || Date.now() - value.at > DAY_MS)
    return undefined;
  const operations = value.preview.operations.map(parseOperation);
  // The rest was written by `offerFiles` from the same type; only what reaches the graph is parsed again.
  return { ...(found.value as { preview: ImportPreview }).preview, operations };
}

/**
 * Writes a kept preview as one change set. Throws `not-found` where it is gone, `conflict` where somebody changed
 * the same records since; then nothing is written.
 */
export async function acceptPreview(
  caller: Caller,
  workspace: string,
  token: string,
): Promise<{ readonly revision: number; readonly count: number }> {
  const { graph, info } = await openWorkspace(caller, workspace, 'graph.import');
  const preview = await load(caller, info.id, token);
  if (!preview)
    throw new GraphError(
      'not-found',
      'This preview is gone: it was accepted already, or is older than a day.',
    );
  const written = await acceptImport(graph, preview, caller, new Date().toISOString());
  await (await database()).records.remove('import-preview', `${info.id}/${token}`);
  // The next page will ask for it; a failure will be met and told there.
  assessWorkspace(graph).catch(() => undefined);
  return { revision: written.number, count: preview.added + preview.changed + preview.removed };
}
