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

/** Threads waiting for the next task of their kind: their modules are loaded and they remember what they solved. */
const IDLE = Symbol.for('headwater.idle-workers');

function idle(): Map<TaskName, Worker> {
  const holder = globalThis as { [IDLE]?: Map<TaskName, Worker> };
  holder[IDLE] ??= new Map();
  return holder[IDLE];
}

function takeWorker(task: TaskName): Worker {
  const waiting = idle().get(task);
  idle().delete(task);
  waiting?.ref();
  return waiting ?? newWorker(task);
}

/** A thread that dies while it waits is forgotten. */
function newWorker(task: TaskName): Worker {
  const worker = new Worker(workerScript());
  const forget = () => {
    if (idle().get(task) === worker) idle().delete(task);
  };
  worker.on('exit', forget);
  worker.on('error', forget);
  return worker;
}

/** Keeps one thread per kind of task waiting; it does not keep the process alive. */
function release(task: TaskName, worker: Worker): void {
  if (idle().has(task)) {
    worker.terminate().catch(() => undefined);
    return;
  }
  worker.unref();
  idle().set(task, worker);
}

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
    const worker = takeWorker(task);
    // Taken off one by one: a Worker listens to itself, and removing all its listeners makes it deaf.
    const end = () => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      options.signal?.removeEventListener('abort', cancel);
    };
    const abandon = (message: string, cause?: unknown) => {
      end();
      worker.terminate().catch(() => undefined);
      reject(new GraphError('unavailable', message, [], cause));
    };
    const onMessage = (message: Message) => {
      if ('progress' in message) {
        options.onProgress?.(message.progress.done, message.progress.of);
        return;
      }
      end();
      release(task, worker);
      if ('output' in message) resolve(message.output as TaskOutput<T>);
      else reject(asError(message.error));
    };
    const onError = (cause: unknown) =>
      abandon(`${task} stopped: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
    const onExit = (code: number) => abandon(`${task} ended early with code ${code}; try again`);
    const cancel = () => abandon(`${task} was cancelled`);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    options.signal?.addEventListener('abort', cancel, { once: true });
    worker.postMessage({ task, input });
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
