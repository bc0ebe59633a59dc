/** Serves tasks in a thread of its own, one after another, and answers each with its result or its error. */
import { parentPort } from 'node:worker_threads';
import { isGraphError } from '@/graph/model/errors';
import { TASKS, type TaskName } from './tasks';

async function serve({ task, input }: { readonly task: TaskName; readonly input: never }): Promise<void> {
  try {
    const output = await TASKS[task](input, (done, of) =>
      parentPort?.postMessage({ progress: { done, of } }),
    );
    parentPort?.postMessage({ output });
  } catch (error) {
    const failure = isGraphError(error) ? { code: error.code, details: error.details } : {};
    parentPort?.postMessage({
      error: { message: error instanceof Error ? error.message : String(error), ...failure },
    });
  }
}

parentPort?.on('message', (work) => void serve(work));
