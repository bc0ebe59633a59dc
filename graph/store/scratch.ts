/** A database that is gone when it is closed: for previews, conversions and tests. */
import { openDatabase } from './open';
import type { Database } from './store';

/** Opens an empty database in memory. */
export const scratchDatabase = (): Promise<Database> => openDatabase({ url: 'sqlite::memory:' });
