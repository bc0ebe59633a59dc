/** The assessment of a workspace as it stands, computed in a worker and kept while the graph does not change. */
import type { Assessment } from '@/graph/exposure/assessment';
import type { Revision } from '@/graph/model/change-set';
import type { Snapshot } from '@/graph/model/snapshot';
import type { GraphStore } from '@/graph/store/store';
import { settingsFor } from './default-settings';
import { runTask } from './worker/run-task';

export type Assessed = {
  readonly assessment: Assessment;
  readonly snapshot: Snapshot;
  readonly revision: Revision;
};

/** Kept on the process: a bundler may load this module more than once. */
const KEPT = Symbol.for('headwater.assessments');
/** Workspaces whose last assessment is kept; the least recently made goes first. */
const MOST_KEPT = 8;

type Kept = Map<string, { readonly revision: string; readonly assessed: Promise<Assessed> }>;

function kept(): Kept {
  const holder = globalThis as { [KEPT]?: Kept };
  holder[KEPT] ??= new Map();
  return holder[KEPT];
}

/**
 * The assessment of a workspace at its head revision. Two callers at the same revision share one computation; a
 * failed one is not kept.
 */
export async function assessWorkspace(graph: GraphStore): Promise<Assessed> {
  const revision = await graph.head();
  const store = kept();
  const known = store.get(graph.workspace);
  if (known?.revision === revision.hash) return known.assessed;
  const assessed = compute(graph, revision);
  store.delete(graph.workspace);
  store.set(graph.workspace, { revision: revision.hash, assessed });
  for (const oldest of [...store.keys()].slice(0, Math.max(0, store.size - MOST_KEPT))) store.delete(oldest);
  assessed.catch(
    () => store.get(graph.workspace)?.revision === revision.hash && store.delete(graph.workspace),
  );
  return assessed;
}

async function compute(graph: GraphStore, revision: Revision): Promise<Assessed> {
  const snapshot = await graph.load(revision.number);
  const assessment = await runTask('assess', {
    workspace: graph.workspace,
    snapshot,
    settings: settingsFor(snapshot),
  });
  return { assessment, snapshot, revision };
}
