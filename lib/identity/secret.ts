/** The key that seals session tokens: given by the operator, or made once and kept in the store. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isGraphError } from '@/graph/model/errors';
import type { RecordStore } from '@/graph/store/store';

const stored = z.strictObject({ secret: z.string().min(32) });

/**
 * Secrets to use, newest first. Where none is configured, the first replica to ask makes one and the others
 * find it. A token only names a session record of the same store, so this gives a reader of the store nothing new.
 */
export async function sealingSecrets(
  records: RecordStore,
  configured: readonly string[],
): Promise<readonly string[]> {
  if (configured.length > 0) return configured;
  const found = await records.find('secret', 'session');
  if (found) return [stored.parse(found.value).secret];
  const secret = randomBytes(48).toString('base64url');
  try {
    await records.put('secret', 'session', { secret }, 0);
    return [secret];
  } catch (error) {
    if (!isGraphError(error, 'conflict')) throw error;
    return sealingSecrets(records, configured);
  }
}
