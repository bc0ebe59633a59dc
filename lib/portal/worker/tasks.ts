/** Long work that runs off the request path, by name. Each task is plain data in, plain data out. */

import { assess, type Progress } from '@/graph/exposure/assess';
import type { Assessment, Settings } from '@/graph/exposure/assessment';
import type { Snapshot } from '@/graph/model/snapshot';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';

export type TaskName = keyof typeof TASKS;
export type TaskInput<T extends TaskName> = Parameters<(typeof TASKS)[T]>[0];
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<(typeof TASKS)[T]>>;

async function assessTask(
  input: { readonly snapshot: Snapshot; readonly settings: Settings },
  progress: Progress,
): Promise<Assessment> {
  return assess(input.snapshot, await loadCatalogue(), input.settings, progress);
}

export const TASKS = { assess: assessTask } as const;
