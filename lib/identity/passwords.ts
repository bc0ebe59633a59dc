/**
 * Local passwords: scrypt with N = 2^17, r = 8, p = 1 (OWASP Password Storage Cheat Sheet), a random salt of
 * 16 bytes, and at most two computations at a time, because each takes 128 MiB.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 } as const;
const KEY_BYTES = 32;
const AT_ONCE = 2;

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Words that make up the long passwords people try first. */
const COMMON = /password|passwort|qwerty|qwertz|azerty|letmein|welcome|headwater|iloveyou|123456|abcdef/gi;

export type PasswordProblem = 'short' | 'long' | 'common';

/** What is wrong with a new password; undefined where it will do. */
export function passwordProblem(password: string, email: string): PasswordProblem | undefined {
  if ([...password].length < PASSWORD_MIN) return 'short';
  if ([...password].length > PASSWORD_MAX) return 'long';
  const name = email.split('@')[0] ?? '';
  const rest = password.replace(COMMON, '').replaceAll(name, '');
  return new Set(rest.toLowerCase()).size < 5 ? 'common' : undefined;
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await new Promise((resolve, reject) =>
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) =>
        error ? reject(error) : resolve(key),
      ),
    );
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Text to keep in place of the password: algorithm, cost, salt and key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$17$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

const NOBODY = `scrypt$17$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Compares in constant time. Without a stored hash it does the same work and answers no. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, , , , salt, key] = (stored ?? NOBODY).split('$');
  if (salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password.slice(0, PASSWORD_MAX * 4), Buffer.from(salt, 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual) && stored !== undefined;
}
