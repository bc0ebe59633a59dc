/** Backup and restore of everything a store holds: workspaces with their journals, and the people who use them. */
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type BackupSummary, backup, linesIn, restore } from '@/graph/store/backup';
import { database } from './wiring';

/** Kept records worth moving. Sessions, links, jobs and previews belong to the running portal and stay behind. */
const MOVED = ['account', 'account-email'] as const;

/** Writes the backup of the configured store, streamed. @throws GraphError `unavailable` where a journal does not verify */
export async function backUpTo(file: string): Promise<void> {
  await pipeline(backup(await database(), MOVED), createWriteStream(file, { flags: 'wx' }));
}

/** Restores a backup into the configured store. @throws GraphError `invalid` where the file is not whole, `conflict` where workspaces exist */
export async function restoreFrom(file: string): Promise<BackupSummary> {
  return restore(await database(), linesIn(createReadStream(file)));
}
