import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config';

const SECRET = 'k'.repeat(32);

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('accepted');
}

describe('configuration', () => {
  test('nothing set is a working configuration', () => {
    expect(readConfig({})).toEqual({
      store: { url: 'sqlite:./data/headwater.db' },
      origin: 'http://localhost:3000',
      secrets: [],
      port: 3000,
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig({ HEADWATER_STORE: '', HEADWATER_ORIGIN: '', PORT: '' })).toEqual(readConfig({}));
  });

  test('every setting is read', () => {
    const env = {
      HEADWATER_STORE: 'neo4j+s://db.example.org:7687',
      HEADWATER_STORE_USER: 'headwater',
      HEADWATER_STORE_PASSWORD: 'pass phrase',
      HEADWATER_STORE_DATABASE: 'threats',
      HEADWATER_ORIGIN: 'https://headwater.example.org',
      HEADWATER_SECRET: `${SECRET}, ${SECRET}2`,
      HEADWATER_OIDC_ISSUER: 'https://login.example.org',
      HEADWATER_OIDC_CLIENT_ID: 'portal',
      HEADWATER_OIDC_CLIENT_SECRET: 'shared',
      PORT: '8080',
    };
    expect(readConfig(env)).toEqual({
      store: {
        url: 'neo4j+s://db.example.org:7687',
        user: 'headwater',
        password: 'pass phrase',
        database: 'threats',
      },
      origin: 'https://headwater.example.org',
      secrets: [SECRET, `${SECRET}2`],
      oidc: { issuer: 'https://login.example.org', clientId: 'portal', clientSecret: 'shared' },
      port: 8080,
    });
  });

  test('the password may stand in a file, whose last line end does not count', () => {
    const env = { HEADWATER_STORE_PASSWORD_FILE: '/run/secrets/store' };
    expect(readConfig(env, () => 'from file \n').store.password).toBe('from file ');
  });

  test.each([
    [{ HEADWATER_STORE: 'postgres://db' }, 'HEADWATER_STORE=postgres://db', 'sqlite:./data/headwater.db'],
    [{ HEADWATER_STORE: 'sqlite:' }, 'HEADWATER_STORE=sqlite:', 'sqlite:./data/headwater.db'],
    [{ HEADWATER_ORIGIN: 'example.org' }, 'HEADWATER_ORIGIN=example.org', 'https://headwater.example.org'],
    [{ HEADWATER_ORIGIN: 'https://a.b/c' }, 'HEADWATER_ORIGIN=https://a.b/c', 'scheme, host and port only'],
    [{ PORT: '70000' }, 'PORT=70000', '1 to 65535'],
    [{ PORT: 'http' }, 'PORT=http', '1 to 65535'],
    [{ HEADWATER_OIDC_ISSUER: 'https://l.example.org' }, 'HEADWATER_OIDC_CLIENT_ID', 'missing'],
    [
      { HEADWATER_STORE_PASSWORD: 'a', HEADWATER_STORE_PASSWORD_FILE: '/f' },
      'HEADWATER_STORE_PASSWORD_FILE',
      'keep one',
    ],
    [{ HEADWATER_STORE_PASSWORD_FILE: '/no/such/file' }, '/no/such/file', 'may read'],
  ])('%j is refused by name, value and remedy', (env, value, remedy) => {
    expect(messageOf(env)).toContain(value);
    expect(messageOf(env)).toContain(remedy);
  });

  test('a secret is never repeated in a message', () => {
    const message = messageOf({ HEADWATER_SECRET: 'hunter2', HEADWATER_STORE: 'neo4j://u:hunter3@host' });
    expect(message).toContain('HEADWATER_SECRET=(secret)');
    expect(message).toContain('HEADWATER_STORE_PASSWORD');
    expect(message).not.toMatch(/hunter[23]/);
  });

  test('all that is wrong is told at once', () => {
    expect(messageOf({ PORT: 'x', HEADWATER_ORIGIN: 'y' }).split('\n')).toHaveLength(2);
  });

  test("the operator's page names every setting, and none that does not exist", () => {
    const page = readFileSync('content/help/operating.md', 'utf8');
    const source = readFileSync('lib/config.ts', 'utf8');
    const settingsIn = (text: string) => new Set(text.match(/\bHEADWATER_[A-Z_]*[A-Z]/g));
    expect(settingsIn(source).size).toBeGreaterThanOrEqual(10);
    expect([...settingsIn(page)].sort()).toEqual([...settingsIn(source)].sort());
  });
});
