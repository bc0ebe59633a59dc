/** What the portal and the command run on: one store connection and one catalogue per process. */
import type { Catalogue } from '@/graph/model/catalogue';
import { openDatabase } from '@/graph/store/open';
import type { Database } from '@/graph/store/store';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { config } from '@/lib/config';

/** Kept on the process: a bundler may load this module more than once, a store must be opened once. */
const OPENED = Symbol.for('headwater.database');
type Holder = { [OPENED]?: Promise<Database> };

/**
 * The store the configuration names. A failed opening is not kept, so the next request tries again and the
 * portal recovers without a restart.
 * @throws GraphError `unavailable` with the remedy where the store cannot be reached
 */
export function database(): Promise<Database> {
  const holder = globalThis as Holder;
  const opened = holder[OPENED] ?? openDatabase(config().store);
  holder[OPENED] = opened;
  opened.catch(() => {
    if (holder[OPENED] === opened) delete holder[OPENED];
  });
  return opened;
}

/** Closes the store where one was opened: the end of a command. */
export async function closeDatabase(): Promise<void> {
  const holder = globalThis as Holder;
  const opened = holder[OPENED];
  delete holder[OPENED];
  await (await opened)?.close();
}

export const catalogue = (): Promise<Catalogue> => loadCatalogue();
