/** Sign-in, sign-out and set-up, wired to the store and the configuration. */
import { config } from '@/lib/config';
import { emailAddress, hasNoAccounts } from '@/lib/identity/accounts';
import {
  type SignInOutcome,
  signInWithLink,
  signInWithPassword,
  signOut,
  whoIsAsking,
} from '@/lib/identity/authentication';
import type { Identity } from '@/lib/identity/identity';
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/identity/passwords';
import { sealingSecrets } from '@/lib/identity/secret';
import { completeSetUp, createSetUpLink, isSetUpCode } from '@/lib/identity/set-up';
import { accountOfLink } from '@/lib/identity/sign-in-link';
import type { Caller } from './access';
import { database } from './wiring';

/** Lengths a new password may have, in characters. */
export const PASSWORD_LENGTH = { min: PASSWORD_MIN, max: PASSWORD_MAX } as const;

async function identity(): Promise<Identity> {
  const { records } = await database();
  const { origin, secrets } = config();
  return {
    records,
    secrets: await sealingSecrets(records, secrets),
    origin,
    now: Date.now,
  };
}

/** The network address a request came from, as far as it can be told: only ever used to slow down guessing. */
const networkOf = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';

export async function findCaller(headers: Headers): Promise<Caller | undefined> {
  const account = await whoIsAsking(await identity(), headers);
  return account && { id: account.id, name: account.name, email: account.email, roles: account.roles };
}

export async function signInByPassword(
  headers: Headers,
  email: string,
  password: string,
): Promise<SignInOutcome> {
  return signInWithPassword(await identity(), { email, password }, networkOf(headers));
}

export async function signInByLink(code: string): Promise<SignInOutcome> {
  return signInWithLink(await identity(), code);
}

/** The name of the person a link signs in; undefined where the link is no longer good. */
export async function nameBehindLink(code: string): Promise<string | undefined> {
  return (await accountOfLink(await identity(), code))?.name;
}

export async function endSession(headers: Headers): Promise<readonly string[]> {
  return signOut(await identity(), headers);
}

export async function isAwaitingSetUp(): Promise<boolean> {
  return hasNoAccounts((await database()).records);
}

export async function canSetUp(code: string): Promise<boolean> {
  return isSetUpCode(await identity(), code);
}

export type SetUpForm = {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

/** Makes the first account and signs it in. Returns `Set-Cookie` lines or what is wrong. */
export async function setUp(
  headers: Headers,
  form: SetUpForm,
): Promise<{ readonly cookies: readonly string[] } | { readonly problem: string }> {
  if (!emailAddress.safeParse(form.email).success) return { problem: 'email' };
  if (form.name.trim() === '') return { problem: 'name' };
  const own = await identity();
  const outcome = await completeSetUp(own, form.code, form);
  if ('problem' in outcome) return outcome;
  return signInWithPassword(own, form, networkOf(headers));
}

/** The link to print at start where nobody can sign in yet; undefined otherwise. */
export async function setUpLink(): Promise<string | undefined> {
  return createSetUpLink(await identity());
}
