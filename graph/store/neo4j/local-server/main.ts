/**
 * `npm run neo4j`: a Neo4j server for development. Prints one line of JSON, {"uri", "user", "password"}, when
 * the server accepts connections, and stays in the foreground; it stops on Ctrl-C, SIGTERM or with its parent.
 * Where one runs already, prints that one's line and stays as long as it does. An argument names another
 * folder for the data.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { NoServerError, provision } from './provision';
import { type Credentials, isUp, type LocalServer, startServer } from './server';

const CACHE = resolve('.cache/neo4j');
const HOME = resolve(process.argv[2] ?? join(CACHE, 'home'));
const RUNNING = join(HOME, 'running.json');
const WATCH_INTERVAL = 500;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const announce = ({ uri, user, password }: Credentials): void =>
  void process.stdout.write(`${JSON.stringify({ uri, user, password })}\n`);

async function main(): Promise<void> {
  const running = await runningServer();
  if (running) {
    say('A server runs already; this one stays as long as it does.');
    announce(running);
    await untilStopped(async () => !(await isUp(running)));
    return;
  }
  const server = await startServer(await provision(CACHE, say), { home: HOME, heap: 2048 });
  const { uri, user, password } = server;
  writeFileSync(RUNNING, JSON.stringify({ uri, user, password }), { mode: 0o600 });
  announce(server);
  await untilStopped(async () => false, server);
  rmSync(RUNNING, { force: true });
  await server.stop();
}

async function runningServer(): Promise<Credentials | undefined> {
  if (!existsSync(RUNNING)) return undefined;
  const known = z
    .object({ uri: z.string(), user: z.string(), password: z.string() })
    .safeParse(parsed(readFileSync(RUNNING, 'utf8')));
  return known.success && (await isUp(known.data)) ? known.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits for a signal, for the parent's end, for the server's end, or for `over`. */
async function untilStopped(over: () => Promise<boolean>, server?: LocalServer): Promise<void> {
  const parent = process.ppid;
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  void server?.ended.then(stop);
  while (!stopped && process.ppid === parent && !(await over()))
    await new Promise((resume) => setTimeout(resume, WATCH_INTERVAL));
}

try {
  await main();
} catch (error) {
  say(error instanceof NoServerError ? error.message : String(error));
  process.exitCode = 4;
}
