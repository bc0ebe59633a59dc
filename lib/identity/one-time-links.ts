/** Codes that work once and not for long. The store holds only their digests. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RecordStore } from '@/graph/store/store';

const MINUTE = 60_000;
export const LINK_MS = 30 * MINUTE;

const link = z.strictObject({
  purpose: z.enum(['set-up', 'sign-in']),
  account: z.string().optional(),
  expires: z.number(),
  used: z.number().optional(),
});
export type OneTimeLink = z.infer<typeof link>;
export type LinkPurpose = OneTimeLink['purpose'];

const keyOf = (code: string): string => createHash('sha256').update(`link:${code}`).digest('hex');

/** Makes a code for one purpose, valid for `lasts` milliseconds (30 minutes unless told). */
export async function createCode(
  records: RecordStore,
  wanted: { readonly purpose: LinkPurpose; readonly account?: string },
  now: number,
  lasts: number = LINK_MS,
): Promise<string> {
  const code = randomBytes(24).toString('base64url');
  await records.put('one-time-link', keyOf(code), { ...wanted, expires: now + lasts }, 0);
  return code;
}

/** What a code is good for, without using it up; undefined where it is unknown, used or expired. */
export async function readCode(
  records: RecordStore,
  code: string,
  purpose: LinkPurpose,
  now: number,
): Promise<OneTimeLink | undefined> {
  const found = await records.find('one-time-link', keyOf(code));
  if (!found) return undefined;
  const value = link.parse(found.value);
  return value.purpose === purpose && value.used === undefined && value.expires > now ? value : undefined;
}

/** Uses a code up. Of two requests with the same code at the same time, one gets undefined. */
export async function spendCode(
  records: RecordStore,
  code: string,
  purpose: LinkPurpose,
  now: number,
): Promise<OneTimeLink | undefined> {
  const found = await records.find('one-time-link', keyOf(code));
  const value = await readCode(records, code, purpose, now);
  if (!found || !value) return undefined;
  try {
    await records.put('one-time-link', keyOf(code), { ...value, used: now }, found.version);
    return value;
  } catch {
    return undefined;
  }
}
