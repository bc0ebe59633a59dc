/**
 * Session records: the token in the browser only names one. It is looked up on every request, so signing
 * out, a disabled account and a changed role take effect at once on every replica.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RecordStore } from '@/graph/store/store';
import { type Account, findAccount } from './accounts';

const MINUTE = 60_000;
/** A session ends after 30 minutes without a request, and after 12 hours in any case. */
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** How stale `seen` may be before it is written again: a page view should not cost a write each time. */
const SEEN_STEP_MS = MINUTE;

const session = z.strictObject({
  account: z.string(),
  created: z.number(),
  seen: z.number(),
  ended: z.number().optional(),
});

/** The store keeps a digest: whoever reads the database cannot name a session. */
const keyOf = (sid: string): string => createHash('sha256').update(`session:${sid}`).digest('hex');

/** Starts a session and returns its id, 128 random bits. */
export async function startSession(records: RecordStore, accountId: string, now: number): Promise<string> {
  const sid = randomBytes(16).toString('base64url');
  await records.put('session', keyOf(sid), { account: accountId, created: now, seen: now }, 0);
  return sid;
}

/** The account whose session this is; undefined where the session is unknown, ended, idle too long or too old. */
export async function accountOfSession(
  records: RecordStore,
  sid: string,
  uid: string,
  now: number,
): Promise<Account | undefined> {
  const found = await records.find('session', keyOf(sid));
  if (!found) return undefined;
  const value = session.parse(found.value);
  const isOver = value.ended !== undefined || now - value.seen > IDLE_MS || now - value.created > ABSOLUTE_MS;
  if (isOver || value.account !== uid) return undefined;
  const account = await findAccount(records, value.account);
  if (!account || account.disabled) return undefined;
  if (now - value.seen > SEEN_STEP_MS) {
    // A lost race means another request has just noted the same thing.
    await records.put('session', keyOf(sid), { ...value, seen: now }, found.version).catch(() => undefined);
  }
  return account;
}

/** Ends a session for good; ending it twice changes nothing. */
export async function endSession(records: RecordStore, sid: string, now: number): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const found = await records.find('session', keyOf(sid));
    if (!found) return;
    const value = session.parse(found.value);
    if (value.ended !== undefined) return;
    try {
      await records.put('session', keyOf(sid), { ...value, ended: now }, found.version);
      return;
    } catch {
      // Somebody noted a request meanwhile: read again.
    }
  }
  await records.remove('session', keyOf(sid));
}
