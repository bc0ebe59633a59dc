/** The `headwater` command: picks the command, turns errors into exit codes and one clear message. */
import { isGraphError } from '@/graph/model/errors';
import { EXIT, processTerminal, type Terminal, UsageError } from './terminal';

type Command = {
  readonly usage: string;
  readonly does: string;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  assess: {
    usage:
      'assess FILE|FOLDER… [--json F] [--pdf F] [--md F] [--html F] [--fail-on EXPR] [--as-of DATE] [--strict]',
    does: 'import, map, calculate exposure and report, with no server',
    run: async (args, terminal) => (await import('./assess')).runAssess(args, terminal),
  },
  exposure: {
    usage: 'exposure GRAPH.json [--top K] [--json]',
    does: 'the bare engine on an exposure graph',
    run: async (args, terminal) => (await import('./exposure')).runExposure(args, terminal),
  },
  import: {
    usage: 'import FILE|FOLDER… --workspace NAME [--dry-run]',
    does: 'import files into a workspace of the store',
    run: async (args, terminal) => (await import('./import')).runImport(args, terminal),
  },
  verify: {
    usage: 'verify REPORT.pdf',
    does: 'check a report’s numbers against the assessment attached to it',
    run: async (args, terminal) => (await import('./verify')).runVerify(args, terminal),
  },
  backup: {
    usage: 'backup FILE',
    does: 'write everything the store holds to one file',
    run: async (args, terminal) => (await import('./house')).runBackup(args, terminal),
  },
  restore: {
    usage: 'restore FILE',
    does: 'restore a backup into the configured store',
    run: async (args, terminal) => (await import('./house')).runRestore(args, terminal),
  },
  serve: {
    usage: 'serve',
    does: 'start the portal (built with npm run build)',
    run: async (args, terminal) => (await import('./serve')).runServe(args, terminal),
  },
  demo: {
    usage: 'demo',
    does: 'load the example organisations, start the portal and print a sign-in link',
    run: async (args, terminal) => (await import('./demo')).runDemo(args, terminal),
  },
  report: {
    usage: 'report --workspace NAME [--json F] [--pdf F] [--md F] [--html F]',
    does: 'assess a workspace of the store and report',
    run: async (args, terminal) => (await import('./report')).runReport(args, terminal),
  },
};

const help = (): string =>
  [
    'headwater COMMAND …',
    '',
    ...Object.values(COMMANDS).map(({ usage, does }) => `  headwater ${usage}\n      ${does}`),
    '',
    'Exit codes: 0 done · 1 a gate failed · 2 wrong usage · 3 unreadable input · 4 store unavailable',
    '',
  ].join('\n');

/** Runs the command line. Returns the exit code; never throws. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '' || name === 'help' || name === '--help' || name === '-h') {
    terminal.stdout(help());
    return name === '' ? EXIT.usage : EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    terminal.stderr(
      `headwater: there is no command “${name}”. There are: ${Object.keys(COMMANDS).join(', ')}.\n`,
    );
    return EXIT.usage;
  }
  if (rest.includes('--help')) {
    terminal.stdout(`headwater ${command.usage}\n  ${command.does}\n`);
    return EXIT.done;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    return failed(error, command, terminal);
  }
}

function failed(error: unknown, command: Command, terminal: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  if (
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  ) {
    terminal.stderr(`headwater: ${message}\nUsage: headwater ${command.usage}\n`);
    return EXIT.usage;
  }
  terminal.stderr(`headwater: ${message}\n`);
  if (!isGraphError(error)) return EXIT.input;
  for (const { at, message: detail } of error.details) terminal.stderr(`  ${at}: ${detail}\n`);
  return error.code === 'unavailable' ? EXIT.store : EXIT.input;
}
