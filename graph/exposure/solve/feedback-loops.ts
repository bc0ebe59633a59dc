/** Feedback loops: sets of nodes that influence each other in a circle. Shown, never amplified. */
import { stronglyConnectedComponents } from '@/graph/kernel/components';
import type { CompiledGraph } from './compile';
import { scenarioOf } from './scenario';

/** Components with a cycle (a node alone counts where it feeds itself), each in id order, by first id. Entries and likelihood 0 make no loop. */
export function stronglyConnected(compiled: CompiledGraph): readonly (readonly string[])[] {
  const { graph, owner, nodeIds } = compiled;
  const { weight } = scenarioOf(compiled);
  const components = stronglyConnectedComponents(graph, weight);
  const members: Set<number>[] = Array.from({ length: components.count }, () => new Set());
  const isCyclic = new Uint8Array(components.count);
  for (let v = 0; v < graph.n; v++) {
    const k = owner[v] ?? -1;
    if (k >= 0) members[components.of[v] ?? 0]?.add(k);
  }
  for (let e = 0; e < graph.m; e++) {
    const [u, v] = [graph.tail[e] ?? 0, graph.head[e] ?? 0];
    if ((weight[e] ?? 0) > 0 && components.of[u] === components.of[v]) isCyclic[components.of[u] ?? 0] = 1;
  }
  return members
    .filter((set, c) => set.size > 0 && isCyclic[c] === 1)
    .map((set) => [...set].sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((set) => set.map((k) => nodeIds[k] ?? ''));
}
