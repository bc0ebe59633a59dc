/** Kills a writing process at seeded instants and checks each time what it leaves behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EMPTY_REVISION, type Revision } from '@/graph/model/change-set';
import type { WorkspaceId } from '@/graph/model/ids';
import { JournalVerifier } from '@/graph/model/journal';
import { openDatabase, type StoreLocation } from '../open';
import { seeded } from '../sample-graph';

const WRITER = fileURLToPath(new URL('./survival-writer.ts', import.meta.url));

/** Longest time from the writer's first attempt, or by turns its first acknowledgement, to its death, in milliseconds. */
const LONGEST = 400;

export type SurvivalOutcome = {
  readonly kills: number;
  readonly acknowledged: number;
  /** Kills that fell while a change set was under way: without any the series would have seen nothing. */
  readonly midway: number;
};

/**
 * @throws AssertionError where an acknowledged write is missing, a change set is half written or the chain broken.
 */
export async function surviveKills(
  location: StoreLocation,
  workspace: WorkspaceId,
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<SurvivalOutcome> {
  const random = seeded(seed);
  let acknowledged = EMPTY_REVISION;
  let midway = 0;
  for (let kill = 0; kill < kills; kill++) {
    const trigger = kill % 2 === 0 ? 'written' : 'trying';
    const plan = { seed: seed + kill, trigger, after: random() * LONGEST };
    const { last, attempted } = await writeAndDie(location, workspace, plan);
    if (last) acknowledged = last;
    if (attempted > acknowledged.number) midway++;
    const reached = await check(location, workspace, acknowledged, attempted);
    acknowledged = reached;
  }
  return { kills, acknowledged: acknowledged.number, midway };
}

async function writeAndDie(
  { url, user, password }: StoreLocation,
  workspace: string,
  { seed, trigger, after }: { readonly seed: number; readonly trigger: string; readonly after: number },
) {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, url, workspace, String(seed)], {
    // biome-ignore lint/style/noProcessEnv: the child needs the path and home of its parent
    env: { ...process.env, HEADWATER_STORE_USER: user ?? '', HEADWATER_STORE_PASSWORD: password ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'exit');
  let last: Revision | undefined;
  let attempted = 0;
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, number, hash] = line.split(' ');
    if (word === trigger) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
    if (word === 'trying') attempted = Number(number);
    else if (word === 'written' && hash) last = { number: Number(number), hash };
  }
  const [, signal] = await died;
  clearTimeout(timer);
  assert.equal(signal, 'SIGKILL', 'the writer was killed and did not fail by itself');
  return { last, attempted };
}

async function check(
  location: StoreLocation,
  workspace: WorkspaceId,
  acknowledged: Revision,
  attempted: number,
): Promise<Revision> {
  const database = await openDatabase(location);
  try {
    const graph = await database.openGraph(workspace);
    const head = await graph.head();
    assert(head.number >= acknowledged.number, 'every acknowledged change set is there');
    assert(head.number <= Math.max(attempted, acknowledged.number), 'nothing is there that was never tried');
    const verifier = new JournalVerifier();
    const standing = new Map<string, unknown>();
    let acknowledgedHash = EMPTY_REVISION.hash;
    for await (const entry of graph.journal(0)) {
      assert.deepEqual(verifier.next(entry), []);
      if (entry.revision === acknowledged.number) acknowledgedHash = entry.hash;
      for (const { type, id, after } of entry.operations) {
        if (after === null || after === undefined) standing.delete(`${type} ${id}`);
        else standing.set(`${type} ${id}`, after);
      }
    }
    assert.deepEqual(verifier.end(head), []);
    assert.equal(
      acknowledgedHash,
      acknowledged.hash,
      'the acknowledged change set is the one that was written',
    );
    const { assets, influences } = await graph.load();
    assert.equal(assets.length + influences.length, standing.size, 'each change set is whole or absent');
    for (const asset of assets) assert.deepEqual(asset, standing.get(`asset ${asset.id}`));
    return head;
  } finally {
    await database.close();
  }
}
