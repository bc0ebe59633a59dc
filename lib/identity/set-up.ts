/** First start: whoever holds the printed link makes the first account. There is no default password. */
import { type Account, createAccount, hasNoAccounts, type NewAccount } from './accounts';
import type { Identity } from './identity';
import { createCode, readCode, spendCode } from './one-time-links';
import { type PasswordProblem, passwordProblem } from './passwords';

/** A link to the set-up page, valid for 30 minutes and once; undefined where accounts exist already. */
export async function createSetUpLink({ records, origin, now }: Identity): Promise<string | undefined> {
  if (!(await hasNoAccounts(records))) return undefined;
  const code = await createCode(records, { purpose: 'set-up' }, now());
  return `${origin}/set-up?code=${code}`;
}

export async function isSetUpCode({ records, now }: Identity, code: string): Promise<boolean> {
  if (!(await hasNoAccounts(records))) return false;
  return (await readCode(records, code, 'set-up', now())) !== undefined;
}

export type SetUpOutcome = { readonly account: Account } | { readonly problem: 'code' | PasswordProblem };

/** Makes the first account, with every right except approving. The code is used up only when that succeeds. */
export async function completeSetUp(
  { records, now }: Identity,
  code: string,
  wanted: Omit<NewAccount, 'roles'> & { readonly password: string },
): Promise<SetUpOutcome> {
  if (!(await hasNoAccounts(records))) return { problem: 'code' };
  const problem = passwordProblem(wanted.password, wanted.email);
  if (problem) return { problem };
  if (!(await spendCode(records, code, 'set-up', now()))) return { problem: 'code' };
  return { account: await createAccount(records, { ...wanted, roles: { '*': ['admin', 'assessor'] } }) };
}
