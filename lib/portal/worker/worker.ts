/** Runs one task in a thread of its own and answers with its result or its error. */
import { parentPort, workerData } from 'node:worker_threads';
import { isGraphError } from '@/graph/model/errors';
import { TASKS, type TaskName } from './tasks';

const { task, input } = workerData as { readonly task: TaskName; readonly input: never };

try {
  const output = await TASKS[task](input, (done, of) => parentPort?.postMessage({ progress: { done, of } }));
  parentPort?.postMessage({ output });
} catch (error) {
  const failure = isGraphError(error) ? { code: error.code, details: error.details } : {};
  parentPort?.postMessage({
    error: { message: error instanceof Error ? error.message : String(error), ...failure },
  });
}
