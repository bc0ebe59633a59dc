/** Start of a worker thread: makes TypeScript loadable, then runs the worker. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
