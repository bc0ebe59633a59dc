/** A link that signs one person in, once: for the demo and for operators who have lost their password. */
import { type Account, ensureAccount, findAccount, type NewAccount } from './accounts';
import type { Identity } from './identity';
import { createCode, LINK_MS, readCode } from './one-time-links';

type Maker = Pick<Identity, 'records' | 'origin' | 'now'>;

/**
 * Makes the account where there is none and a link that signs it in, once, within `lasts` milliseconds.
 * Throws ZodError where the address or the name is not one.
 */
export async function createSignInLink(
  { records, origin, now }: Maker,
  who: Omit<NewAccount, 'password'>,
  lasts: number = LINK_MS,
): Promise<string> {
  const account = await ensureAccount(records, who);
  const code = await createCode(records, { purpose: 'sign-in', account: account.id }, now(), lasts);
  return `${origin}/sign-in/link?code=${code}`;
}

/** Whom a link would sign in; undefined where it is unknown, used or expired. Does not use it up. */
export async function accountOfLink({ records, now }: Maker, code: string): Promise<Account | undefined> {
  const link = await readCode(records, code, 'sign-in', now());
  return link?.account === undefined ? undefined : findAccount(records, link.account);
}
