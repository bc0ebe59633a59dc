/**
 * `npm test` and `npm run test:slow`: every runner in turn, each counted, none skipped in silence. Ends with
 * "N passed, N failed" alone on a line: the sum over all runners.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const slow = process.argv.includes('--slow');
const scratch = mkdtempSync(join(tmpdir(), 'headwater-test-'));
const totals = { passed: 0, failed: 0 };

/** Runs a command with its output shown. A check counts as one test; a runner's own counts come from its JSON. */
function run(label, command, args, { counts, env } = {}) {
  const from = Date.now();
  process.stdout.write(`\n── ${label}\n`);
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (error) process.stdout.write(`${label}: ${error.message}\n`);
  const found = counts ? readCounts(counts) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  if (status !== 0 && found.failed === 0) found.failed = 1;
  if (found.passed + found.failed === 0) found.failed = 1;
  totals.passed += found.passed;
  totals.failed += found.failed;
  process.stdout.write(
    `── ${label}: ${found.passed} passed, ${found.failed} failed, ${((Date.now() - from) / 1000).toFixed(0)} s\n`,
  );
  return status === 0;
}

function readCounts({ file, read }) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const vitestCounts = (name) => ({
  file: join(scratch, `${name}.json`),
  read: (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + (json.success ? 0 : Number(json.numFailedTests === 0)),
  }),
});

function vitest(label, name, args) {
  const counts = vitestCounts(name);
  return run(
    label,
    'npx',
    ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${counts.file}`, ...args],
    { counts },
  );
}

function playwright() {
  const file = join(scratch, 'playwright.json');
  const read = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected });
  run('journeys', 'npx', ['playwright', 'test', '-c', 'e2e', '--reporter=list,json'], {
    counts: { file, read },
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
}

if (slow) {
  vitest('slow', 'slow', ['--config', 'vitest.slow.config.ts']);
} else {
  run('style', 'npx', ['biome', 'check', '--error-on-warnings', '.']);
  vitest('unit', 'unit', []);
  vitest('Neo4j', 'neo4j', ['--config', 'vitest.neo4j.config.ts']);
  // The build checks types as well, tests included.
  if (run('build', 'npx', ['next', 'build'], { env: { NEXT_TELEMETRY_DISABLED: '1' } })) playwright();
}

rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed > 0 ? 1 : 0;
