/** Slows guessing: so many failures per key and window, counted in the store so that replicas share them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RecordStore } from '@/graph/store/store';
import { updateRecord } from './record-update';

export const WINDOW_MS = 15 * 60_000;
export const FAILURES_PER_ACCOUNT = 10;
export const FAILURES_PER_ADDRESS = 50;

const counter = z.strictObject({ since: z.number(), failures: z.number().int() });

const keyOf = (what: string): string => createHash('sha256').update(`rate:${what}`).digest('hex');

const current = (value: unknown, now: number): z.infer<typeof counter> => {
  const read = counter.safeParse(value);
  return read.success && now - read.data.since < WINDOW_MS ? read.data : { since: now, failures: 0 };
};

/** True where this key has used up its failures for now. */
export async function isSlowedDown(
  records: RecordStore,
  key: string,
  most: number,
  now: number,
): Promise<boolean> {
  const found = await records.find('rate', keyOf(key));
  return current(found?.value, now).failures >= most;
}

export async function countFailure(records: RecordStore, key: string, now: number): Promise<void> {
  await updateRecord(records, 'rate', keyOf(key), (value) => {
    const { since, failures } = current(value, now);
    return { since, failures: failures + 1 };
  });
}

export async function forgetFailures(records: RecordStore, key: string): Promise<void> {
  await records.remove('rate', keyOf(key));
}
