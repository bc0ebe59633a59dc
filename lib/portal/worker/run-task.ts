/** Runs a task off the request path, with progress and cancel. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type ErrorDetail, GraphError, type GraphErrorCode } from '@/graph/model/errors';
import type { TaskInput, TaskName, TaskOutput } from './tasks';

type Message =
  | { readonly progress: { readonly done: number; readonly of: number } }
  | { readonly output: unknown }
  | {
      readonly error: {
        readonly message: string;
        readonly code?: GraphErrorCode;
        readonly details?: readonly ErrorDetail[];
      };
    };

export type RunOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
};

/**
 * Runs a task in a worker thread.
 * @throws the task's error, or `unavailable` where the thread died or the signal cancelled it
 */
export function runTask<T extends TaskName>(
  task: T,
  input: TaskInput<T>,
  options: RunOptions = {},
): Promise<TaskOutput<T>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerScript(), { workerData: { task, input } });
    const cancel = () => finish(() => reject(new GraphError('unavailable', `${task} was cancelled`)));
    const finish = (settle: () => void) => {
      options.signal?.removeEventListener('abort', cancel);
      settle();
      worker.terminate().catch(() => undefined);
    };
    options.signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: Message) => {
      if ('progress' in message) options.onProgress?.(message.progress.done, message.progress.of);
      else if ('output' in message) finish(() => resolve(message.output as TaskOutput<T>));
      else finish(() => reject(asError(message.error)));
    });
    worker.on('error', (cause) =>
      finish(() =>
        reject(
          new GraphError(
            'unavailable',
            `${task} stopped: ${cause instanceof Error ? cause.message : String(cause)}`,
            [],
            cause,
          ),
        ),
      ),
    );
    worker.on('exit', (code) =>
      finish(() => reject(new GraphError('unavailable', `${task} ended early with code ${code}; try again`))),
    );
  });
}

function asError({ message, code, details }: Extract<Message, { error: unknown }>['error']): Error {
  return code ? new GraphError(code, message, details) : new Error(message);
}

/** A bundled server no longer knows where its sources were and falls back to the folder it was started in. */
function workerScript(): URL {
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');
  const started = join(process.cwd(), 'lib', 'portal', 'worker', 'worker.js');
  const script = [beside, started].find((path) => existsSync(path));
  if (!script)
    throw new GraphError(
      'unavailable',
      `lib/portal/worker/worker.js is neither at ${beside} nor at ${started}; start from the project folder`,
    );
  return pathToFileURL(script);
}
