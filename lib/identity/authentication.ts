/**
 * Sign-in, through @auth/core. Its token carries an account id and a session id and nothing else; everything
 * that matters is looked up in the store on each request. This is the only file that knows @auth/core.
 *
 * @auth/core is called with requests made here rather than with the browser's: the portal's own forms are
 * guarded by the Origin check of every state change, which is why its CSRF token is switched off.
 */
import { Auth, type AuthConfig, skipCSRFCheck } from '@auth/core';
import { getToken } from '@auth/core/jwt';
import Credentials from '@auth/core/providers/credentials';
import { z } from 'zod';
import { type Account, checkPassword, findAccount } from './accounts';
import type { Identity } from './identity';
import { spendCode } from './one-time-links';
import {
  countFailure,
  FAILURES_PER_ACCOUNT,
  FAILURES_PER_ADDRESS,
  forgetFailures,
  isSlowedDown,
} from './rate-limit';
import { ABSOLUTE_MS, accountOfSession, endSession, startSession } from './sessions';

const BASE_PATH = '/api/auth';

const token = z.object({ uid: z.string(), sid: z.string() });
const passwordForm = z.object({ email: z.string().max(254), password: z.string().max(1024) });
const linkForm = z.object({ code: z.string().max(200) });

const asUser = (account: Account | undefined) => (account ? { id: account.id } : null);

function providers({ records, now }: Identity): AuthConfig['providers'] {
  return [
    Credentials({
      id: 'password',
      authorize: async (given) => {
        const form = passwordForm.safeParse(given);
        if (!form.success) return null;
        return asUser(await checkPassword(records, form.data.email, form.data.password));
      },
    }),
    Credentials({
      id: 'link',
      authorize: async (given) => {
        const form = linkForm.safeParse(given);
        const link = form.success && (await spendCode(records, form.data.code, 'sign-in', now()));
        if (!link || link.account === undefined) return null;
        const account = await findAccount(records, link.account);
        return asUser(account?.disabled ? undefined : account);
      },
    }),
  ];
}

const isSecure = ({ origin }: Identity): boolean => origin.startsWith('https:');

function configuration(identity: Identity): AuthConfig {
  return {
    basePath: BASE_PATH,
    secret: [...identity.secrets],
    trustHost: true,
    useSecureCookies: isSecure(identity),
    skipCSRFCheck,
    session: { strategy: 'jwt', maxAge: ABSOLUTE_MS / 1000 },
    providers: providers(identity),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
    callbacks: {
      redirect: ({ baseUrl }) => baseUrl,
      jwt: async ({ token: sealed, user }) => {
        if (!user?.id) return token.parse(sealed);
        return { uid: user.id, sid: await startSession(identity.records, user.id, identity.now()) };
      },
    },
  };
}

async function callback(identity: Identity, provider: string, fields: Record<string, string>) {
  const response = await Auth(
    new Request(`${identity.origin}${BASE_PATH}/callback/${provider}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    }),
    configuration(identity),
  );
  const hasFailed = new URL(response.headers.get('location') ?? '/?error', identity.origin).searchParams.has(
    'error',
  );
  return hasFailed
    ? undefined
    : response.headers.getSetCookie().filter((line) => line.includes('session-token'));
}

export type SignInOutcome =
  | { readonly cookies: readonly string[] }
  | { readonly problem: 'credentials' | 'slow-down' | 'link' };

/**
 * Signs in with address and password. Ten failures for one address, or fifty from one network address,
 * within fifteen minutes close the door for that long. Returns `Set-Cookie` lines or the problem.
 */
export async function signInWithPassword(
  identity: Identity,
  given: { readonly email: string; readonly password: string },
  network: string,
): Promise<SignInOutcome> {
  const { records, now } = identity;
  const account = `account:${given.email.trim().toLowerCase()}`;
  const address = `address:${network}`;
  if (
    (await isSlowedDown(records, account, FAILURES_PER_ACCOUNT, now())) ||
    (await isSlowedDown(records, address, FAILURES_PER_ADDRESS, now()))
  )
    return { problem: 'slow-down' };
  const cookies = await callback(identity, 'password', { email: given.email, password: given.password });
  if (!cookies) {
    await Promise.all([countFailure(records, account, now()), countFailure(records, address, now())]);
    return { problem: 'credentials' };
  }
  await forgetFailures(records, account);
  return { cookies };
}

/** Signs in with a one-time link's code. */
export async function signInWithLink(identity: Identity, code: string): Promise<SignInOutcome> {
  const cookies = await callback(identity, 'link', { code });
  return cookies ? { cookies } : { problem: 'link' };
}

async function readToken(identity: Identity, headers: Headers) {
  const cookieOnly = new Headers({ cookie: headers.get('cookie') ?? '' });
  const sealed = await getToken({
    req: { headers: cookieOnly },
    secret: [...identity.secrets],
    secureCookie: isSecure(identity),
  });
  const read = token.safeParse(sealed);
  return read.success ? read.data : undefined;
}

/** Who is asking, by the request's cookie; undefined where nobody is signed in. */
export async function whoIsAsking(identity: Identity, headers: Headers): Promise<Account | undefined> {
  const read = await readToken(identity, headers);
  return read && accountOfSession(identity.records, read.sid, read.uid, identity.now());
}

/** Ends the session and returns the `Set-Cookie` lines that take the token from the browser. */
export async function signOut(identity: Identity, headers: Headers): Promise<readonly string[]> {
  const read = await readToken(identity, headers);
  if (read) await endSession(identity.records, read.sid, identity.now());
  const secure = isSecure(identity);
  const name = `${secure ? '__Secure-' : ''}authjs.session-token`;
  return [`${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`];
}
