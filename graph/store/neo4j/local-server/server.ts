/**
 * A Neo4j server of our own on the loopback address, with a password, on a free port. It dies with the
 * process that started it, however that one ends: a shell between them watches a pipe.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { z } from 'zod';
import { NoServerError, type Provisioned, run, tailOf } from './provision';

const START_PATIENCE = 120_000;
const ATTEMPTS = 3;

export type Credentials = { readonly uri: string; readonly user: string; readonly password: string };

export type LocalServer = Credentials & {
  /** Process id of the database itself, for tests that kill it. */
  readonly pid: number;
  /** Resolves when the server has ended, by itself or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** Where its data, configuration and logs lie; kept between runs. */
  readonly home: string;
  /** Bolt port; absent: any free one. */
  readonly port?: number | undefined;
  /** Largest Java heap in MB. */
  readonly heap?: number | undefined;
};

/**
 * Starts the server and waits until it answers.
 *
 * @throws NoServerError where it does not come up, with the end of its log.
 */
export async function startServer(provisioned: Provisioned, options: ServerOptions): Promise<LocalServer> {
  const password = await passwordFor(provisioned, options.home);
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    writeConfiguration(options, port);
    const server = launch(provisioned, options, { uri: `bolt://127.0.0.1:${port}`, user: 'neo4j', password });
    if (await answers(server)) return server;
    await server.stop();
    // Somebody may have taken the port between looking and listening.
    if (attempt === ATTEMPTS || options.port !== undefined)
      throw new NoServerError(
        `The Neo4j server did not start. Its log ends: ${tailOf(join(options.home, 'logs', 'neo4j.log'), 5)}`,
      );
  }
}

function writeConfiguration({ home, heap = 1024 }: ServerOptions, port: number): void {
  mkdirSync(join(home, 'conf'), { recursive: true });
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.http.enabled': 'false',
    'server.https.enabled': 'false',
    'dbms.security.auth_enabled': 'true',
    'dbms.usage_report.enabled': 'false',
    'server.memory.heap.initial_size': '256m',
    'server.memory.heap.max_size': `${heap}m`,
    'server.memory.pagecache.size': '512m',
    'db.tx_log.rotation.retention_policy': '1 files',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(home, 'conf', 'neo4j.conf'), lines.join(''));
}

/** The password is made once per home and set before the first start, so that the default one never works. */
async function passwordFor({ java, libraries }: Provisioned, home: string): Promise<string> {
  const file = join(home, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(home, { recursive: true });
  writeConfiguration({ home }, 7687);
  const password = randomBytes(18).toString('hex');
  const admin = [
    '-cp',
    `${libraries}/*`,
    'org.neo4j.cli.AdminTool',
    'dbms',
    'set-initial-password',
    password,
  ];
  const { code, output } = await run(java, admin, 60_000, {
    NEO4J_HOME: home,
    NEO4J_CONF: join(home, 'conf'),
  });
  if (code !== 0) throw new NoServerError(`Neo4j's password could not be set: ${output.trim().slice(-300)}`);
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** Starts its arguments and ends them when its own input closes, which happens however the parent dies. */
const WATCHED = `exec 3<&0; "$@" </dev/null 3<&- & child=$!; echo $child; { cat <&3 >/dev/null; kill -TERM "$child" 2>/dev/null; } & wait "$child"`;

/** Reflection that the server does on the JDK; the stock launcher opens the same packages. */
const OPENED = ['java.base/java.nio', 'java.base/sun.nio.ch', 'java.base/java.lang'];

function launch(
  { java, libraries }: Provisioned,
  { home, heap = 1024 }: ServerOptions,
  credentials: Credentials,
): LocalServer {
  const command = [
    java,
    `-Xmx${heap}m`,
    ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    '-Dlog4j2.disable.jmx=true',
    '-cp',
    `${libraries}/*`,
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
  ];
  const shell = spawn('sh', ['-c', WATCHED, 'neo4j', ...command], { stdio: ['pipe', 'pipe', 'ignore'] });
  let pid = 0;
  shell.stdout.once('data', (chunk: Buffer) => {
    pid = Number(chunk.toString().split('\n')[0]);
  });
  const ended = new Promise<void>((resolve) => {
    // Not 'close': the shell's watcher keeps the output open until the input ends.
    shell.on('exit', () => {
      shell.stdin.end();
      resolve();
    });
  });
  return {
    ...credentials,
    get pid() {
      return pid;
    },
    ended,
    stop: () => stopShell(shell, ended),
  };
}

async function stopShell(shell: ChildProcess, ended: Promise<void>): Promise<void> {
  shell.stdin?.end();
  await ended;
}

async function answers(server: LocalServer): Promise<boolean> {
  const deadline = Date.now() + START_PATIENCE;
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  while (!over && Date.now() < deadline) {
    if (await isUp(server)) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}

/** True where a Neo4j at this address accepts these credentials now. */
export async function isUp({ uri, user, password }: Credentials): Promise<boolean> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { connectionTimeout: 2000 });
  try {
    await driver.getServerInfo();
    return true;
  } catch {
    return false;
  } finally {
    await driver.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = z.object({ port: z.number() }).parse(probe.address());
      probe.close(() => resolve(address.port));
    });
  });
}
