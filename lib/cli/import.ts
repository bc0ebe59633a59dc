/** `headwater import`: files into a workspace of the store, as one change set, previewed first. */
import { parseArgs } from 'node:util';
import { collectInputs } from '@/graph/import/collect';
import { acceptImport, type ImportPreview, previewImport } from '@/lib/portal/import-files';
import type { Offered } from '@/lib/portal/read-inputs';
import { closeDatabase, database } from '@/lib/portal/wiring';
import { workspaceOf } from './options';
import { EXIT, nowReading, refusalText, type Terminal, UsageError } from './terminal';

/** Runs the command. Exit 3 where a file named on the command line cannot be read (then nothing is imported). */
export async function runImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { workspace: { type: 'string' }, 'dry-run': { type: 'boolean' }, strict: { type: 'boolean' } },
  });
  if (positionals.length === 0) throw new UsageError('import needs at least one file or folder');
  const workspace = workspaceOf(values.workspace);
  const reading = nowReading(terminal);
  const named = new Set<string>();
  async function* files(): AsyncIterable<Offered> {
    for await (const item of collectInputs(positionals)) {
      if (item.named) named.add(item.name);
      reading.show(item.name);
      yield item;
    }
  }
  try {
    const store = await database();
    const known = (await store.listWorkspaces()).some((item) => item.id === workspace);
    if (!known) await store.putWorkspace({ id: workspace, name: workspace });
    const graph = await store.openGraph(workspace);
    const preview = await previewImport(graph, files());
    reading.end();
    for (const file of preview.files) terminal.stderr(refusalText(file));
    const refused = preview.files.some(
      (file) => file.error !== null && (values.strict === true || named.has(file.file)),
    );
    if (!refused && values['dry-run'] !== true)
      await acceptImport(graph, preview, { id: 'cli' }, new Date().toISOString());
    terminal.stdout(outcomeOf(preview, workspace, refused, values['dry-run'] === true));
    return refused ? EXIT.input : EXIT.done;
  } finally {
    await closeDatabase();
  }
}

function outcomeOf(preview: ImportPreview, workspace: string, refused: boolean, dry: boolean): string {
  const read = preview.files.filter((file) => file.error === null).length;
  const what = `${preview.added} added, ${preview.changed} changed, ${preview.removed} removed`;
  const kept =
    preview.conflicts.length > 0 ? ` ${preview.conflicts.length} conflicts kept as they stood.` : '';
  if (refused) return `Nothing was imported into ${workspace}: a file could not be read.\n`;
  return `${dry ? 'Would import' : 'Imported'} ${read} of ${preview.files.length} files into ${workspace}: ${what}.${kept}\n`;
}
