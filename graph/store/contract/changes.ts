/** What the parts of the contract share: change sets of the case language, and a journal in one piece. */
import type { ChangeSet, JournalEntry } from '@/graph/model/change-set';
import type { GraphStore } from '../store';
import { operationFor, type Step } from './case';

/** Ada's change set of these steps. */
export const changeOf = (steps: readonly Step[], more: Partial<ChangeSet> = {}): ChangeSet => ({
  operations: steps.map(operationFor),
  author: 'ada',
  at: '2026-01-02T00:00:00.000Z',
  reason: 'contract',
  origin: { kind: 'cli' },
  ...more,
});

/** The step that puts a dataset of this name. */
export const dataset = (id: string, name: string): Step => ({ put: 'asset', id, kind: 'dataset', name });

/** The journal after `from`, read to its end or limit. */
export async function journalOf(
  graph: GraphStore,
  from = 0,
  limit?: number,
): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of graph.journal(from, limit)) entries.push(entry);
  return entries;
}
