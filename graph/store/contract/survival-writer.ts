/**
 * The process that is killed: writes change sets to a workspace until it dies and says of each, once it is
 * acknowledged, which revision it reached. Arguments: store address, workspace, seed; user and password come
 * in the environment so that they stand in no process list.
 */
import type { ChangeSet } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { openDatabase } from '../open';
import { sampleChange, seeded } from '../sample-graph';

const [url = '', workspace = '', seed = '1'] = process.argv.slice(2);
// biome-ignore lint/style/noProcessEnv: a program of its own, started with its credentials by the test
const { HEADWATER_STORE_USER: user, HEADWATER_STORE_PASSWORD: password } = process.env;

const random = seeded(Number(seed));
const database = await openDatabase({ url, user, password });
const graph = await database.openGraph(workspaceId.parse(workspace));
let revision = await graph.head();

/** Large imports and small edits by turns: both must be whole or absent. */
for (;;) {
  const size = random() < 0.3 ? 3000 : 6 + Math.floor(random() * 30);
  const sample = sampleChange(size, size, revision.number);
  const change: ChangeSet = {
    ...sample,
    reason: `written at ${revision.number}`,
    author: `writer-${revision.number}`,
  };
  process.stdout.write(`trying ${revision.number + 1}\n`);
  revision = await graph.apply(change, revision);
  process.stdout.write(`written ${revision.number} ${revision.hash}\n`);
}
