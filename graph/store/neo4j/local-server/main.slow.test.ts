/** `npm run neo4j` as people use it: one line, a second call that finds the first, and nothing left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { NoServerError, provision } from './provision';
import { type Credentials, isUp } from './server';

const home = mkdtempSync(join(tmpdir(), 'headwater-neo4j-'));
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

async function possible(): Promise<boolean> {
  try {
    await provision(resolve('.cache/neo4j'), () => {});
    return true;
  } catch (error) {
    if (!(error instanceof NoServerError) || process.env['CI'] === 'true') throw error;
    process.stderr.write(`\nThe local Neo4j server is not tested: ${error.message}\n\n`);
    return false;
  }
}

/** Starts the command and waits for its line. */
async function call(): Promise<{ readonly child: ChildProcess; readonly line: Credentials }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'graph/store/neo4j/local-server/main.ts', home], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  for await (const text of createInterface({ input: child.stdout }))
    return {
      child,
      line: z
        .strictObject({ uri: z.string(), user: z.string(), password: z.string() })
        .parse(JSON.parse(text)),
    };
  throw new Error('it ended without a line');
}

async function goes(line: Credentials): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (await isUp(line)) {
    if (Date.now() > deadline) throw new Error('the server is still there');
    await new Promise((resume) => setTimeout(resume, 500));
  }
}

describe.skipIf(!(await possible()))('npm run neo4j', () => {
  test('serves on loopback with a password, is shared by a second call, and dies with its caller', async () => {
    const first = await call();
    expect(first.line.uri).toMatch(/^bolt:\/\/127\.0\.0\.1:\d+$/);
    expect(await isUp(first.line)).toBe(true);
    expect(await isUp({ ...first.line, password: 'neo4j' })).toBe(false);
    const second = await call();
    expect(second.line).toEqual(first.line);
    second.child.kill('SIGTERM');
    expect(await isUp(first.line)).toBe(true);
    first.child.kill('SIGKILL');
    await goes(first.line);
  });
});
