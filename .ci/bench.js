/**
 * `npm run bench [-- NAME…]`: measures, as a table and as bench-results.json. Every figure stands beside a named
 * baseline of the same run, since machines differ. Each `NAME.bench.ts` exports `run(): Promise<rows>`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';

register();

const wanted = process.argv.slice(2);
const found = ['graph', 'lib'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => join(room, name)),
);
const nameOf = (file) => basename(file, '.bench.ts');
const chosen = found.filter((file) => wanted.length === 0 || wanted.includes(nameOf(file))).sort();
if (chosen.length === 0) {
  process.stderr.write(
    `no benchmark is named ${wanted.join(', ')}; there are ${found.map(nameOf).sort().join(', ')}\n`,
  );
  process.exit(2);
}

const results = [];
for (const file of chosen) {
  process.stdout.write(`\n${nameOf(file)}\n`);
  const { run } = await import(pathToFileURL(resolve(file)).href);
  for (const row of await run()) {
    results.push({ bench: nameOf(file), ...row });
    process.stdout.write(
      `  ${Object.entries(row)
        .map(([key, value]) => `${key}: ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
        .join(' · ')}\n`,
    );
  }
}
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryMb: Math.round(totalmem() / 1e6),
};
writeFileSync('bench-results.json', `${JSON.stringify({ machine, results }, null, 2)}\n`);
process.stdout.write('\nWritten to bench-results.json\n');
