/** Compare-and-swap with a bounded number of tries: several replicas may write the same record. */
import { GraphError, isGraphError } from '@/graph/model/errors';
import type { RecordStore } from '@/graph/store/store';

const TRIES = 8;

/**
 * Replaces a record by what `change` makes of its present value (undefined: none yet). `change` may run more
 * than once. Throws `conflict` after eight lost races; errors of `change` pass through.
 */
export async function updateRecord<T>(
  records: RecordStore,
  type: string,
  id: string,
  change: (value: unknown) => T,
): Promise<T> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const current = await records.find(type, id);
    const next = change(current?.value);
    try {
      await records.put(type, id, next, current?.version ?? 0);
      return next;
    } catch (error) {
      if (!isGraphError(error, 'conflict')) throw error;
    }
  }
  throw new GraphError('conflict', `The ${type} record ${id} is being changed by others; try again.`);
}
