/** A portal of its own for each worker: production build, free port, database that is gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';

export type Portal = {
  readonly origin: string;
  /** The link the portal printed at its first start. */
  readonly setUpLink: string;
};

const START_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Resolves with the printed link, rejects with what was printed where none comes. */
function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string) => reject(new Error(`${why}; the portal printed:\n${printed}`));
    const timer = setTimeout(() => fail('no set-up link within a minute'), START_MS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const link = /https?:\/\/\S+\/set-up\?code=\S+/.exec(printed)?.[0];
      if (link === undefined) return;
      clearTimeout(timer);
      resolve(link);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`the portal ended with code ${code}`));
  });
}

async function isUp(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await fetch(`${origin}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error(`${origin}/health does not answer`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

export const ADMIN = {
  name: 'Ada Rivers',
  email: 'ada@example.org',
  password: 'otter brick lantern seven',
} as const;

type Journeys = { readonly portal: Portal };

export const test = base.extend<object, Journeys>({
  portal: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'headwater-e2e-'));
      const port = await freePort();
      const child = spawn(
        process.execPath,
        ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
        {
          env: {
            ...process.env,
            PORT: String(port),
            HEADWATER_STORE: `sqlite:${join(folder, 'headwater.db')}`,
            HEADWATER_ORIGIN: '',
            NEXT_TELEMETRY_DISABLED: '1',
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      try {
        const setUpLink = await printedLink(child);
        const origin = new URL(setUpLink).origin;
        await isUp(origin);
        await use({ origin, setUpLink });
      } finally {
        await stop(child);
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: START_MS },
  ],
});

/** Collects what a page complains about: script errors and everything the content security policy refused. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** Makes the first account by the printed link. */
export async function setUp(page: Page, { setUpLink }: Portal): Promise<void> {
  await page.goto(setUpLink);
  await page.getByLabel('Your name').fill(ADMIN.name);
  await page.getByLabel('E-mail address').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Make the account and sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('workspace');
}

export async function signIn(page: Page, { origin }: Portal): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('E-mail address').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

export async function makeWorkspace(page: Page, { origin }: Portal, name: string): Promise<string> {
  await page.goto(`${origin}/?choose`);
  await page.getByLabel('New workspace').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL(/\/w\/[a-z0-9-]+$/);
  return page.url();
}

/** Imports files into a workspace by its page's address and leaves the page that says it is written. */
export async function importFiles(page: Page, workspace: string, files: readonly string[]): Promise<void> {
  await page.goto(`${workspace}/import`);
  await page.locator('input[type=file]').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('button', { name: 'Accept and write' }).click();
  await expect(page.getByRole('status').first()).toContainText('Written');
}

export { expect };
