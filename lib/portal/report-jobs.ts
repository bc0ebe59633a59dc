/**
 * Reports as jobs: asked for, built in a worker thread, kept in the store. A job is a record under a lease, so
 * any replica can show it, and a job whose builder died is seen to have stopped. What is asked for twice at the
 * same revision is built once: the same records give the same bytes.
 */
import { z } from 'zod';
import { hashOf } from '@/graph/model/canonical';
import { GraphError, isGraphError } from '@/graph/model/errors';
import type { RecordStore, StoredRecord } from '@/graph/store/store';
import { LOCALES, type Locale } from '@/lib/messages/messages';
import { FORMAT_FACTS } from '@/lib/report/render/render-report';
import { type Caller, openWorkspace } from './access';
import { assessWorkspace } from './assess';
import { reportsOfInputs } from './read-inputs';
import { REPORT_FORMATS, type ReportFormat } from './report-files';
import { database } from './wiring';
import { runTask } from './worker/run-task';

const LEASE_MS = 60_000;
const KEPT_PER_WORKSPACE = 40;

const job = z.strictObject({
  workspace: z.string(),
  revision: z.number(),
  revisionHash: z.string(),
  format: z.enum(REPORT_FORMATS),
  locale: z.enum(LOCALES),
  status: z.enum(['running', 'done', 'failed']),
  done: z.number(),
  of: z.number(),
  /** Until when the builder vouches for the job, in milliseconds since 1970. */
  lease: z.number(),
  at: z.string(),
  by: z.string(),
  bytes: z.number().optional(),
  problem: z.string().optional(),
});
type Job = z.infer<typeof job>;

const kept = z.strictObject({ base64: z.string() });

export type ReportJob = {
  readonly id: string;
  readonly format: ReportFormat;
  readonly revision: number;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  /** Share built, 0 to 1. */
  readonly share: number;
  readonly bytes: number | null;
  readonly problem: string | null;
  readonly at: string;
};

function present(id: string, value: Job, now: number): ReportJob {
  const hasStopped = value.status === 'running' && value.lease < now;
  return {
    id,
    format: value.format,
    revision: value.revision,
    state: hasStopped ? 'stopped' : value.status,
    share: value.of === 0 ? 0 : value.done / value.of,
    bytes: value.bytes ?? null,
    problem: value.problem ?? null,
    at: value.at,
  };
}

/** The key sorts under its workspace, so a workspace's jobs are one stretch of the list. */
const keyOf = (workspace: string, id: string): string => `${workspace}/${id}`;

/** Reports of a workspace, newest first. Throws as `openWorkspace` does. */
export async function listReports(
  caller: Caller,
  workspace: string,
): Promise<{ readonly revision: number; readonly jobs: readonly ReportJob[] }> {
  const { graph } = await openWorkspace(caller, workspace, 'report.build');
  const { records } = await database();
  const found = await jobsOf(records, workspace);
  const jobs = found.map(({ id, value }) =>
    present(id.slice(workspace.length + 1), job.parse(value), Date.now()),
  );
  return {
    revision: (await graph.head()).number,
    jobs: jobs.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
  };
}

async function jobsOf(records: RecordStore, workspace: string): Promise<readonly StoredRecord[]> {
  const found = await records.list('report-job', { after: `${workspace}/`, limit: 500 });
  return found.filter(({ id }) => id.startsWith(`${workspace}/`));
}

/** One job. Throws `not-found` where there is none or one may not see it. */
export async function viewReport(caller: Caller, workspace: string, id: string): Promise<ReportJob> {
  await openWorkspace(caller, workspace, 'report.build');
  const found = await (await database()).records.find('report-job', keyOf(workspace, id));
  if (!found) throw new GraphError('not-found', `There is no report ${id} in ${workspace}. Build it again.`);
  return present(id, job.parse(found.value), Date.now());
}

/** A finished report. Throws `not-found` where it is not finished or one may not see it. */
export async function readReport(
  caller: Caller,
  workspace: string,
  id: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string; readonly name: string }> {
  const { format, revision, state } = await viewReport(caller, workspace, id);
  const found = await (await database()).records.find('report-file', keyOf(workspace, id));
  if (!found || state !== 'done') throw new GraphError('not-found', `The report ${id} is not finished.`);
  return {
    bytes: new Uint8Array(Buffer.from(kept.parse(found.value).base64, 'base64')),
    mediaType: FORMAT_FACTS[format].mediaType,
    name: `headwater-${workspace}-r${revision}.${FORMAT_FACTS[format].ending}`,
  };
}

/**
 * Asks for a report of the workspace as it stands and returns the job's id at once. Throws as `openWorkspace`.
 */
export async function startReport(
  caller: Caller,
  workspace: string,
  format: ReportFormat,
  locale: Locale,
): Promise<string> {
  const { graph, info } = await openWorkspace(caller, workspace, 'report.build');
  const revision = await graph.head();
  const id = hashOf([revision.hash, format, locale]).slice(0, 24);
  const { records } = await database();
  const key = keyOf(info.id, id);
  const known = await records.find('report-job', key);
  if (known) {
    const { state } = present(id, job.parse(known.value), Date.now());
    if (state === 'done' || state === 'running') return id;
  }
  const begun: Job = {
    workspace: info.id,
    revision: revision.number,
    revisionHash: revision.hash,
    format,
    locale,
    status: 'running',
    done: 0,
    of: 1,
    lease: Date.now() + LEASE_MS,
    at: new Date().toISOString(),
    by: caller.id,
  };
  try {
    await records.put('report-job', key, begun, known?.version ?? 0);
  } catch (error) {
    if (isGraphError(error, 'conflict')) return id;
    throw error;
  }
  const title = info.name;
  void build(records, key, begun, async (onProgress) => {
    const { assessment, snapshot } = await assessWorkspace(graph);
    const input = {
      assessment,
      snapshot,
      reports: reportsOfInputs(snapshot),
      title,
      locale,
      journal: { number: revision.number, hash: revision.hash },
      format,
    };
    return runTask('report', input, { onProgress });
  });
  await forgetOldest(records, info.id);
  return id;
}

type Work = (onProgress: (done: number, of: number) => void) => Promise<Uint8Array>;

/** Builds and keeps the file. Never rejects: what goes wrong stands in the job. */
async function build(records: RecordStore, key: string, begun: Job, work: Work): Promise<void> {
  let latest: Job = begun;
  const beat = setInterval(() => void note({ lease: Date.now() + LEASE_MS }), LEASE_MS / 4);
  const note = async (change: Partial<Job>): Promise<void> => {
    latest = { ...latest, ...change };
    const found = await records.find('report-job', key).catch(() => undefined);
    if (found) await records.put('report-job', key, latest, found.version).catch(() => undefined);
  };
  try {
    const bytes = await work((done, of) => void note({ done, of }));
    const before = await records.find('report-file', key);
    await records.put(
      'report-file',
      key,
      { base64: Buffer.from(bytes).toString('base64') },
      before?.version ?? 0,
    );
    await finish(records, key, { ...latest, status: 'done', done: latest.of, bytes: bytes.byteLength });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    await finish(records, key, { ...latest, status: 'failed', problem: problem.slice(0, 500) }).catch(
      () => undefined,
    );
  } finally {
    clearInterval(beat);
  }
}

/** The last word on a job must get through, also past a progress note written at the same time. */
async function finish(records: RecordStore, key: string, value: Job): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const found = await records.find('report-job', key);
    try {
      await records.put('report-job', key, value, found?.version ?? 0);
      return;
    } catch (error) {
      if (!isGraphError(error, 'conflict') || attempt === 20) throw error;
    }
  }
}

async function forgetOldest(records: RecordStore, workspace: string): Promise<void> {
  const jobs = (await jobsOf(records, workspace)).map(({ id, value }) => ({ id, at: job.parse(value).at }));
  const old = jobs.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(KEPT_PER_WORKSPACE);
  for (const { id } of old) {
    await records.remove('report-file', id);
    await records.remove('report-job', id);
  }
}
