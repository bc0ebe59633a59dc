/** `headwater backup` and `headwater restore`: the whole store as one file, and back into any store. */
import { parseArgs } from 'node:util';
import { backUpTo, restoreFrom } from '@/lib/portal/moving-house';
import { closeDatabase } from '@/lib/portal/wiring';
import { EXIT, type Terminal, UsageError } from './terminal';

function fileIn(args: readonly string[], command: string): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`${command} takes one file`);
  return file;
}

/** Writes a backup. An existing file is left alone: a backup never overwrites another. */
export async function runBackup(args: readonly string[], terminal: Terminal): Promise<number> {
  const file = fileIn(args, 'backup');
  try {
    await backUpTo(file);
    terminal.stdout(`Backed up to ${file}\n`);
    return EXIT.done;
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists) throw new UsageError(`${file} exists already; name a new file`);
    throw error;
  } finally {
    await closeDatabase();
  }
}

/** Restores a backup into the configured store; every hash is computed again. */
export async function runRestore(args: readonly string[], terminal: Terminal): Promise<number> {
  const file = fileIn(args, 'restore');
  try {
    const { workspaces, entries, records } = await restoreFrom(file);
    terminal.stdout(
      `Restored ${workspaces} workspaces with ${entries} journal entries, and ${records} records. Every hash agrees.\n`,
    );
    return EXIT.done;
  } finally {
    await closeDatabase();
  }
}
