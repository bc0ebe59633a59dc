/** `headwater verify`: checks a report's numbers against the assessment attached to it. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { GraphError } from '@/graph/model/errors';
import { verifyReport } from '@/lib/report/verify';
import { EXIT, type Terminal, UsageError } from './terminal';

/** Checks that do not match are listed; beyond this many only counted. */
const SHOWN = 20;

/** Exit 0 where everything matches, 1 where something does not, 3 where the file carries no assessment. */
export async function runVerify(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('verify takes one report');
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new GraphError('invalid', `${file} cannot be read; check the path`, [], cause);
  });
  const { attachment, checks, matches } = verifyReport(bytes);
  if (!attachment)
    throw new GraphError(
      'invalid',
      `${file} carries no assessment; only PDF reports of Headwater can be verified`,
    );
  const wrong = checks.filter((check) => !check.matches);
  terminal.stdout(
    `${attachment.name}, SHA-256 ${attachment.sha256}\n${checks.length - wrong.length} of ${checks.length} checks match.\n`,
  );
  for (const check of wrong.slice(0, SHOWN))
    terminal.stdout(`  ${check.code} at ${check.at}: expected ${check.expected}, found ${check.found}\n`);
  return matches ? EXIT.done : EXIT.gate;
}
