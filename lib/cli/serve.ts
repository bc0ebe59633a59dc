/** `headwater serve`: starts the built portal and says when it answers. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { config } from '@/lib/config';
import { EXIT, type Terminal } from './terminal';

/** Between two looks whether the portal answers. */
const LOOK_MS = 150;

/** Runs the command until the portal ends. */
export async function runServe(args: readonly string[], terminal: Terminal): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  return serve(terminal, undefined, () => terminal.stdout(`Headwater is running on ${config().origin}\n`));
}

/** Starts the portal in this folder and waits for it to end. `onReady` is called once, when it answers. Without a host it listens
 * on every address: a portal behind a proxy or in a container. */
export async function serve(
  terminal: Terminal,
  host: string | undefined,
  onReady: () => void,
): Promise<number> {
  if (!existsSync('.next/BUILD_ID')) {
    terminal.stderr('The portal has not been built; run npm run build first.\n');
    return EXIT.usage;
  }
  const { port } = config();
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const portal = spawn(
    process.execPath,
    [next, 'start', '-p', String(port), ...(host === undefined ? [] : ['-H', host])],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => portal.kill(signal));
  const ended = new Promise<number>((resolve) => portal.once('exit', (code) => resolve(code ?? EXIT.done)));
  const isUp = waitFor(`http://127.0.0.1:${port}/health`, ended);
  if (await isUp) onReady();
  return ended;
}

async function waitFor(address: string, ended: Promise<number>): Promise<boolean> {
  const over = ended.then(() => 'over' as const);
  for (;;) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return true;
    const pause = new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if ((await Promise.race([over, pause])) === 'over') return false;
  }
}
