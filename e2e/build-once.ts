/** The journeys run against a production build; one is made where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// biome-ignore lint/style/noDefaultExport: Playwright's global set-up must be one
export default function buildOnce(): void {
  if (existsSync('.next/BUILD_ID')) return;
  process.stderr.write('No build yet: running next build\n');
  const { status } = spawnSync('npx', ['next', 'build'], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) throw new Error('next build failed; see its messages above.');
}
