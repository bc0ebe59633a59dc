/** What identity needs to know about the portal it serves. */
import type { RecordStore } from '@/graph/store/store';

export type Identity = {
  readonly records: RecordStore;
  /** Newest first. */
  readonly secrets: readonly string[];
  /** Where browsers reach the portal, without a trailing slash: `http://localhost:3000`. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};
