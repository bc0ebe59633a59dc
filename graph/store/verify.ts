/**
 * Does a workspace's history hold, and is the graph that stands the one it leads to? This is what finds a
 * change made in the database behind Headwater's back.
 */
import { type JournalFault, JournalVerifier } from '@/graph/model/journal';
import type { GraphStore } from './store';

/**
 * Every fault found; empty where the journal is one unbroken chain and leads to exactly the graph that stands.
 * Changes made while it runs do not disturb it: it looks at one revision.
 */
export async function verifyGraph(graph: GraphStore): Promise<readonly JournalFault[]> {
  const head = await graph.head();
  const verifier = new JournalVerifier();
  const faults: JournalFault[] = [];
  for await (const entry of graph.journal(0, head.number)) faults.push(...verifier.next(entry));
  return [...faults, ...verifier.end(head), ...verifier.state(await graph.load(head.number))];
}
