/** Feedback loops: parts of the graph whose output comes back as their input. Shown as findings of their own. */
import { byText } from '@/graph/model/ids';
import type { FeedbackLoop } from './assessment';
import type { GraphIndex } from './graph-index';
import { compileGraph, stronglyConnected } from './solve/solve';

/** Every strongly connected part with a cycle, in order of its first asset. Cycles never amplify: reachability cannot. */
export function loopsOf(index: GraphIndex): readonly FeedbackLoop[] {
  const nodes = [...index.asset.keys()].map((id) => ({ id }));
  const edges = index.carrying.map(({ id, from, to }) => ({ id, from, to, p: 1 }));
  const components = stronglyConnected(
    compileGraph({ nodes, edges, controls: [], entries: [], targets: [] }),
  );
  return components
    .map((component) => loopOf(component, index))
    .sort((a, b) => byText(a.assets[0] ?? '', b.assets[0] ?? ''));
}

function loopOf(component: readonly string[], index: GraphIndex): FeedbackLoop {
  const inside = new Set(component);
  const assets = [...component].sort(byText).flatMap((id) => index.asset.get(id)?.id ?? []);
  const influences = index.carrying
    .filter(({ from, to }) => inside.has(from) && inside.has(to))
    .map(({ id }) => id);
  return { assets, influences };
}
