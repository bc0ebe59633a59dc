/** `headwater demo`: loads the example organisations, starts the portal and prints a sign-in link. */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { config } from '@/lib/config';
import { loadExamples, visitorLink } from '@/lib/portal/demo';
import { closeDatabase } from '@/lib/portal/wiring';
import { serve } from './serve';
import type { Terminal } from './terminal';

/** A demo is for the person at this machine. */
const LOOPBACK = '127.0.0.1';

/** Runs until it is stopped. The portal must have been built; `npm run demo` does both. */
export async function runDemo(args: readonly string[], terminal: Terminal): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  await mkdir('data', { recursive: true });
  await loadExamples(({ name, assets }) => terminal.stderr(`Loaded ${name}: ${assets} assets\n`));
  const link = await visitorLink(config().origin);
  await closeDatabase();
  return serve(terminal, LOOPBACK, () =>
    terminal.stdout(
      `\nHeadwater is running. Sign in with this link (works once, for a day):\n  ${link}\n\nStop it with Ctrl+C.\n`,
    ),
  );
}
