/** Long work that runs off the request path, by name. Each task is plain data in, plain data out. */

import { assess, type Progress } from '@/graph/exposure/assess';
import type { Assessment, Settings } from '@/graph/exposure/assessment';
import { SolutionMemory } from '@/graph/exposure/solution-memory';
import type { Snapshot } from '@/graph/model/snapshot';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { type ReportFormat, type ReportRequest, renderFormats } from '../report-files';

export type TaskName = keyof typeof TASKS;
export type TaskInput<T extends TaskName> = Parameters<(typeof TASKS)[T]>[0];
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<(typeof TASKS)[T]>>;

/** Workspaces whose solutions this thread remembers, least recently assessed first. */
const memories = new Map<string, SolutionMemory>();
const MOST_REMEMBERED = 4;

function memoryOf(workspace: string): SolutionMemory {
  const memory = memories.get(workspace) ?? new SolutionMemory();
  memories.delete(workspace);
  memories.set(workspace, memory);
  for (const oldest of [...memories.keys()].slice(0, Math.max(0, memories.size - MOST_REMEMBERED)))
    memories.delete(oldest);
  return memory;
}

async function assessTask(
  input: { readonly workspace: string; readonly snapshot: Snapshot; readonly settings: Settings },
  progress: Progress,
): Promise<Assessment> {
  return assess(input.snapshot, await loadCatalogue(), input.settings, progress, memoryOf(input.workspace));
}

/** One report of an assessment already made. Progress counts sections where the format has any to count. */
async function reportTask(
  { format, ...request }: Omit<ReportRequest, 'catalogue'> & { readonly format: ReportFormat },
  progress: Progress,
): Promise<Uint8Array> {
  const rendered = await renderFormats({ ...request, catalogue: await loadCatalogue() }, [format], progress);
  const bytes = rendered.get(format);
  if (!bytes) throw new Error(`${format} was not rendered`);
  return bytes;
}

export const TASKS = { assess: assessTask, report: reportTask } as const;
