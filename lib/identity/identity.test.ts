import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '@/graph/store/sqlite/database';
import type { Database } from '@/graph/store/store';
import { createAccount, ensureAccount, findAccountByEmail } from './accounts';
import { signInWithLink, signInWithPassword, signOut, whoIsAsking } from './authentication';
import type { Identity } from './identity';
import { LINK_MS } from './one-time-links';
import { passwordProblem } from './passwords';
import { countFailure, FAILURES_PER_ACCOUNT, WINDOW_MS } from './rate-limit';
import { isFromOwnPage } from './same-origin';
import { sealingSecrets } from './secret';
import { ABSOLUTE_MS, IDLE_MS } from './sessions';
import { completeSetUp, createSetUpLink, isSetUpCode } from './set-up';
import { accountOfLink, createSignInLink } from './sign-in-link';

const PERSON = { name: 'Ada Rivers', email: 'ada@example.org', password: 'otter brick lantern seven' };
const START = Date.parse('2026-11-20T08:00:00Z');

let store: Database;
let clock: number;
let identity: Identity;

beforeEach(async () => {
  store = openSqlite(':memory:');
  clock = START;
  identity = {
    records: store.records,
    secrets: await sealingSecrets(store.records, []),
    origin: 'http://localhost:3000',
    now: () => clock,
  };
});
afterEach(() => store.close());

const codeOf = (link: string | undefined): string => new URL(link ?? '').searchParams.get('code') ?? '';

/** The request headers of a browser that keeps these cookies. */
const browser = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((line) => line.split(';')[0]).join('; ') });

/** Signs in by link: the same session as by password, without the cost of one. */
async function signedIn(): Promise<Headers> {
  const { name, email } = PERSON;
  const outcome = await signInWithLink(
    identity,
    codeOf(await createSignInLink(identity, { name, email, roles: { '*': ['viewer'] } })),
  );
  if (!('cookies' in outcome)) throw new Error(outcome.problem);
  return browser(outcome.cookies);
}

describe('first start', () => {
  test('the printed link makes one account, once', async () => {
    const code = codeOf(await createSetUpLink(identity));
    expect(await isSetUpCode(identity, code)).toBe(true);
    const made = await completeSetUp(identity, code, PERSON);
    expect(made).toMatchObject({
      account: { email: 'ada@example.org', roles: { '*': ['admin', 'assessor'] } },
    });
    expect(await completeSetUp(identity, code, { ...PERSON, email: 'eve@example.org' })).toEqual({
      problem: 'code',
    });
    expect(await createSetUpLink(identity)).toBeUndefined();
  });

  test('the link is no longer good after thirty minutes', async () => {
    const code = codeOf(await createSetUpLink(identity));
    clock += LINK_MS;
    expect(await isSetUpCode(identity, code)).toBe(false);
    expect(await completeSetUp(identity, code, PERSON)).toEqual({ problem: 'code' });
  });

  test('a weak password leaves the link good', async () => {
    const code = codeOf(await createSetUpLink(identity));
    expect(await completeSetUp(identity, code, { ...PERSON, password: 'short' })).toEqual({
      problem: 'short',
    });
    expect(await isSetUpCode(identity, code)).toBe(true);
  });

  test('neither code nor password stands in the store', async () => {
    const code = codeOf(await createSetUpLink(identity));
    const links = JSON.stringify(await store.records.list('one-time-link'));
    await completeSetUp(identity, code, PERSON);
    const accounts = JSON.stringify(await store.records.list('account'));
    expect(links).toContain('set-up');
    expect(links).not.toContain(code);
    expect(accounts).toContain('scrypt$17$8$1$');
    expect(accounts).not.toContain(PERSON.password);
  });

  test.each([
    ['password1234', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['ada.ada.ada.ada', 'common'],
    ['elf gnu emu', 'short'],
    ['x'.repeat(129), 'long'],
    ['correct horse battery', undefined],
    ['лодка под мостом', undefined],
  ])('password %s: %s', (password, problem) => {
    expect(passwordProblem(password, 'ada@example.org')).toBe(problem);
  });
});

describe('sessions', () => {
  test('address and password give a session; the token holds nothing else', async () => {
    await createAccount(store.records, { ...PERSON, roles: {} });
    const outcome = await signInWithPassword(identity, PERSON, '');
    const headers = browser('cookies' in outcome ? outcome.cookies : []);
    expect(await whoIsAsking(identity, headers)).toMatchObject({ email: 'ada@example.org' });
    expect(headers.get('cookie')).not.toContain('ada');
  });

  test('signing out ends it, also for a cookie that was kept', async () => {
    const headers = await signedIn();
    expect((await signOut(identity, headers)).join()).toContain('Max-Age=0');
    expect(await whoIsAsking(identity, headers)).toBeUndefined();
  });

  test('it ends after thirty idle minutes, and requests keep it awake', async () => {
    const headers = await signedIn();
    for (let minutes = 0; minutes < 60; minutes += 20) {
      expect(await whoIsAsking(identity, headers)).toBeDefined();
      clock += 20 * 60_000;
    }
    clock += IDLE_MS;
    expect(await whoIsAsking(identity, headers)).toBeUndefined();
  });

  test('it ends after twelve hours however busy', async () => {
    const headers = await signedIn();
    for (const until = START + ABSOLUTE_MS; clock <= until; clock += 25 * 60_000)
      expect(await whoIsAsking(identity, headers)).toBeDefined();
    expect(await whoIsAsking(identity, headers)).toBeUndefined();
  });

  test('each sign-in has a session of its own', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    await signOut(identity, first);
    expect(await whoIsAsking(identity, second)).toBeDefined();
  });

  test('a disabled account and a changed role count at once', async () => {
    const headers = await signedIn();
    const { password: _, ...rest } = PERSON;
    await ensureAccount(store.records, { ...rest, roles: { '*': ['auditor'] } });
    expect(await whoIsAsking(identity, headers)).toMatchObject({ roles: { '*': ['auditor'] } });
    const account = await findAccountByEmail(store.records, PERSON.email);
    const kept = await store.records.find('account', account?.id ?? '');
    await store.records.put('account', account?.id ?? '', { ...account, disabled: true }, kept?.version ?? 0);
    expect(await whoIsAsking(identity, headers)).toBeUndefined();
    expect(await signInWithPassword(identity, PERSON, '')).toEqual({ problem: 'credentials' });
  });

  test('a token under another secret, or no token, is nobody; an older secret still opens', async () => {
    const headers = await signedIn();
    const [old = ''] = identity.secrets;
    const fresh = 'n'.repeat(48);
    expect(await whoIsAsking({ ...identity, secrets: [fresh] }, headers)).toBeUndefined();
    expect(await whoIsAsking({ ...identity, secrets: [fresh, old] }, headers)).toBeDefined();
    for (const cookie of ['', 'authjs.session-token=x', 'authjs.session-token=eyJhbGciOiJub25lIn0..'])
      expect(await whoIsAsking(identity, new Headers({ cookie }))).toBeUndefined();
  });

  test('a bearer header is not a session', async () => {
    const headers = await signedIn();
    const token = headers.get('cookie')?.split('=')[1] ?? '';
    expect(await whoIsAsking(identity, new Headers({ authorization: `Bearer ${token}` }))).toBeUndefined();
  });

  test('on https the cookie is marked secure', async () => {
    const secure = { ...identity, origin: 'https://hw.example' };
    const { name, email } = PERSON;
    const code = codeOf(await createSignInLink(secure, { name, email, roles: {} }));
    const outcome = await signInWithLink(secure, code);
    expect('cookies' in outcome && outcome.cookies.join()).toMatch(
      /^__Secure-.*HttpOnly; Secure; SameSite=Lax/,
    );
  });
});

describe('guessing', () => {
  beforeEach(() => createAccount(store.records, { ...PERSON, roles: {} }));

  test('ten failures close the account for fifteen minutes, also for the right password', async () => {
    for (let n = 1; n < FAILURES_PER_ACCOUNT; n++)
      await countFailure(store.records, `account:${PERSON.email}`, clock);
    const wrong = { ...PERSON, password: 'not this one at all' };
    expect(await signInWithPassword(identity, wrong, '')).toEqual({ problem: 'credentials' });
    expect(await signInWithPassword(identity, PERSON, '')).toEqual({ problem: 'slow-down' });
    clock += WINDOW_MS;
    expect(await signInWithPassword(identity, PERSON, '')).toHaveProperty('cookies');
  });

  test('an unknown address is refused in the same words', async () => {
    const outcome = await signInWithPassword(identity, { ...PERSON, email: 'nobody@example.org' }, '');
    expect(outcome).toEqual({ problem: 'credentials' });
  });
});

describe('sign-in links', () => {
  const who = { name: 'Visitor', email: 'visitor@example.org', roles: { '*': ['viewer' as const] } };

  test('looking does not use a link up, signing in does', async () => {
    const code = codeOf(await createSignInLink(identity, who));
    expect(await accountOfLink(identity, code)).toMatchObject({ name: 'Visitor' });
    const outcome = await signInWithLink(identity, code);
    expect('cookies' in outcome && (await whoIsAsking(identity, browser(outcome.cookies)))).toMatchObject(
      who,
    );
    expect(await signInWithLink(identity, code)).toEqual({ problem: 'link' });
    expect(await accountOfLink(identity, code)).toBeUndefined();
  });

  test('of two that use it at the same time, one gets in', async () => {
    const code = codeOf(await createSignInLink(identity, who));
    const outcomes = await Promise.all([signInWithLink(identity, code), signInWithLink(identity, code)]);
    expect(outcomes.filter((outcome) => 'cookies' in outcome)).toHaveLength(1);
  });

  test('a set-up code signs nobody in', async () => {
    const code = codeOf(await createSetUpLink(identity));
    expect(await signInWithLink(identity, code)).toEqual({ problem: 'link' });
  });

  test('a second link for the same person uses the same account', async () => {
    await createSignInLink(identity, who);
    await createSignInLink(identity, who);
    expect(await store.records.list('account')).toHaveLength(1);
  });
});

describe('origin', () => {
  const from = (origin: string | undefined, host = 'localhost:3000') =>
    new Headers(origin === undefined ? { host } : { host, origin });

  test.each([
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['http://127.0.0.1:3000', 'localhost:3000', false],
    ['http://localhost:4000', 'localhost:3000', false],
    ['https://elsewhere.example', 'elsewhere.example', false],
    ['null', 'localhost:3000', false],
    [undefined, 'localhost:3000', false],
  ])('%s to %s: %s', (origin, host, answer) => {
    expect(isFromOwnPage(from(origin, host), 'http://localhost:3000')).toBe(answer);
  });

  test('a named origin is the only one', () => {
    expect(isFromOwnPage(from('https://hw.example'), 'https://hw.example')).toBe(true);
    expect(isFromOwnPage(from('http://hw.example'), 'https://hw.example')).toBe(false);
    expect(isFromOwnPage(from('http://localhost:3000'), 'https://hw.example')).toBe(false);
  });
});
