/** `headwater report`: assesses a workspace of the store and writes reports. */
import { parseArgs } from 'node:util';
import { assess } from '@/graph/exposure/assess';

import { settingsFor } from '@/lib/portal/default-settings';
import { reportsOfInputs } from '@/lib/portal/read-inputs';
import { renderFormats } from '@/lib/portal/report-files';
import { catalogue, closeDatabase, database } from '@/lib/portal/wiring';
import { dayOf, workspaceOf } from './options';
import { checkOutputs, OUTPUT_OPTIONS, outputsOf, writeOutputs } from './outputs';
import { summaryOf } from './summary';
import { EXIT, progressOn, type Terminal } from './terminal';

/** Runs the command. The same workspace content gives the same bytes on every store. */
export async function runReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...OUTPUT_OPTIONS, workspace: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  const workspace = workspaceOf(values.workspace);
  const asOf = dayOf(values['as-of'], '--as-of');
  const outputs = outputsOf(values);
  await checkOutputs(outputs);
  try {
    const store = await database();
    const graph = await store.openGraph(workspace);
    const snapshot = await graph.load();
    const assessing = progressOn(terminal, 'Assessing');
    const knowledge = await catalogue();
    const assessment = assess(snapshot, knowledge, settingsFor(snapshot, asOf), (done, of) =>
      assessing.step(done, of),
    );
    assessing.end();
    const reports = reportsOfInputs(snapshot);
    const title = (await store.listWorkspaces()).find((item) => item.id === workspace)?.name ?? workspace;
    const rendered = await renderFormats(
      { assessment, snapshot, reports, catalogue: knowledge, title },
      outputs.map(({ format }) => format),
    );
    await writeOutputs(outputs, rendered, terminal);
    if (!outputs.some(({ file }) => file === '-')) terminal.stdout(summaryOf(assessment, snapshot, reports));
    return EXIT.done;
  } finally {
    await closeDatabase();
  }
}
