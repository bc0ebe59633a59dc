/**
 * Reads results of model file scanners (ModelScan, picklescan): evidence of the control "model file scanning"
 * on the files scanned. A scan finds code in files, not poison in weights: a clean one says nothing of training.
 */
import { controlId } from '../../model/ids';
import { Cursor } from '../cursor';
import { looksLikeWeights, serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const SCANNING = controlId.parse('PC-14');

export const scanResultsReader: Reader = {
  title: 'model scanner results (ModelScan, picklescan JSON)',
  recognises: ({ form, values }) => {
    if (form !== 'json') return false;
    const summary = member(values[0], 'summary');
    if (
      member(summary, 'modelscan_version') !== undefined ||
      (member(summary, 'scanned') !== undefined && member(values[0], 'issues') !== undefined)
    )
      return true;
    return (
      member(values[0], 'scanned_files') !== undefined && member(values[0], 'infected_files') !== undefined
    );
  },
  read: ({ values, name }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    if (root.get('summary').exists) {
      readModelscan(into, root, name);
      return 'modelscan';
    }
    readPicklescan(into, root, name);
    return 'picklescan';
  },
};

const dayOf = (text: string | undefined): string | undefined => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];

type Finding = { readonly text: string; readonly severe: boolean };

function stateFile(into: ProposalBuilder, file: string, at: string, findings: readonly Finding[]): string {
  const short = file.split(/[\\/]/).at(-1) ?? file;
  const serialization = serializationOf([short]);
  return into.asset(`file:${file}`, at, {
    declared: {
      name: short,
      location: file,
      properties: {
        'scan findings': findings.length === 0 ? 'none' : findings.map(({ text }) => text).join('; '),
      },
    },
    inferred: {
      kind: looksLikeWeights(short) ? 'model' : 'artifact',
      facts: {
        ...(serialization ? { serialization } : {}),
        ...(findings.some(({ severe }) => severe) ? { attested: 'suspect' as const } : {}),
      },
    },
  });
}

function stateControl(
  into: ProposalBuilder,
  file: string,
  title: string,
  collected: string | undefined,
  name: string,
): void {
  into.control({
    subject: { asset: file },
    record: {
      control: SCANNING,
      status: 'implemented',
      evidence: [{ title, location: name, ...(collected ? { collected } : {}) }],
      statedBy: into.source,
      at: '/summary',
    },
  });
}

function readModelscan(into: ProposalBuilder, root: Cursor, name: string): void {
  const summary = root.get('summary');
  const folder = summary.get('input_path').maybeText() ?? summary.get('absolute_path').maybeText() ?? '';
  const findings = new Map<string, Finding[]>();
  for (const issue of root.get('issues').objects()) {
    const source = (issue.get('source').maybeText() ?? folder).split(':')[0] ?? folder;
    const severity = issue.get('severity').maybeText() ?? '';
    const text = [
      severity,
      issue.get('operator').maybeText(),
      issue.get('module').maybeText(),
      issue.get('description').maybeText(),
    ]
      .filter(Boolean)
      .join(' ');
    findings.set(source, [
      ...(findings.get(source) ?? []),
      { text, severe: /critical|high/i.test(severity) },
    ]);
  }
  const scanned = summary.get('scanned', 'scanned_files').texts();
  const collected = dayOf(summary.get('timestamp').maybeText());
  const version = summary.get('modelscan_version').maybeText() ?? '';
  for (const file of new Set([...scanned, ...findings.keys()])) {
    const own = findings.get(file) ?? [];
    const key = stateFile(into, file, '/summary/scanned', own);
    stateControl(
      into,
      key,
      `ModelScan ${version}: ${own.length === 0 ? 'no findings' : `${own.length} findings`}`.replace(
        '  ',
        ' ',
      ),
      collected,
      name,
    );
  }
  for (const error of root.get('errors').objects())
    error.warn(
      `The scanner could not read ${error.get('source').maybeText() ?? 'a file'}: ${error.get('description').maybeText() ?? 'no reason given'}.`,
    );
}

/** picklescan's own counts, and the globals it found where the export lists them. */
function readPicklescan(into: ProposalBuilder, root: Cursor, name: string): void {
  const files = root.get('files').objects();
  if (files.length === 0) root.warn('The result names no files, so nothing can be joined to it.');
  for (const file of files) {
    const path = file.get('path').maybeText() ?? file.get('file').maybeText();
    if (path === undefined) continue;
    const globals = file
      .get('globals')
      .objects()
      .filter((item) => /danger/i.test(item.get('safety').maybeText() ?? ''));
    const findings = globals.map((item) => ({
      text: [item.get('module').maybeText(), item.get('name').maybeText()].filter(Boolean).join('.'),
      severe: true,
    }));
    const key = stateFile(into, path, file.at, findings);
    stateControl(
      into,
      key,
      `picklescan: ${findings.length === 0 ? 'no findings' : `${findings.length} dangerous imports`}`,
      dayOf(root.get('timestamp').maybeText()),
      name,
    );
  }
}
