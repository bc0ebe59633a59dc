/** End to end on 10,000 assets and 50,000 influences: read, merge, assess, JSON; beside plain JSON.parse of the file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleOrganisation } from './sample-organisation';

const ASSETS = 10_000;
const PER_ASSET = 5;
const RUNS = 3;

/** Runs the command in its own process, as a user would, and prints the peak memory of that process. */
const COMMAND = `import { main } from './lib/cli/main.ts';
const silent = { stdout: () => {}, stderr: () => {}, isScreen: false };
const code = await main(process.argv.slice(1), silent);
process.stdout.write(String(process.resourceUsage().maxRSS));
process.exitCode = code;`;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    const file = join(folder, 'organisation.json');
    writeFileSync(file, JSON.stringify(sampleOrganisation(ASSETS, PER_ASSET, 1)));
    const baselineMs = best(() => void JSON.parse(readFileSync(file, 'utf8')));
    let peakMb = 0;
    const ms = best(() => {
      const args = [
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        COMMAND,
        'assess',
        file,
        '--json',
        join(folder, 'out.json'),
      ];
      const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(`assess ended with ${child.status}: ${child.stderr}`);
      peakMb = Math.max(peakMb, Number(child.stdout) / 1024);
    });
    const what = `assess ${ASSETS} assets and ${ASSETS * PER_ASSET} influences, from command to JSON`;
    return [{ what, ms, peakMb, baseline: 'JSON.parse of the file', baselineMs, ratio: ms / baselineMs }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Shortest of several runs, in milliseconds. */
function best(work: () => void): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    work();
    shortest = Math.min(shortest, performance.now() - from);
  }
  return shortest;
}
