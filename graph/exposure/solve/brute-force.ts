/**
 * The oracle: the truth by going through every outcome of every uncertain element. Shares no code with the
 * solvers, on purpose; usable for up to about 20 uncertain elements.
 */
import type { ExposureGraph } from '@/graph/model/exposure-graph';

export type Truth = { readonly targets: ReadonlyMap<string, number>; readonly anyTarget: number };

type Chance = { readonly p: number };

/** Probability that each target, and that any of them, is reached. */
export function enumerate(model: ExposureGraph): Truth {
  const chances: Chance[] = [];
  const uncertain = (p: number): ((state: number) => boolean) => {
    if (p <= 0) return () => false;
    if (p >= 1) return () => true;
    const bit = chances.push({ p }) - 1;
    return (state) => ((state >>> bit) & 1) === 1;
  };
  const common = new Map(
    model.controls.filter((c) => c.mode === 'common').map((c) => [c.id, uncertain(1 - c.effectiveness)]),
  );
  const strength = new Map(model.controls.map((c) => [c.id, c.mode === 'independent' ? c.effectiveness : 0]));
  const hits = new Map(model.nodes.map((node) => [node.id, uncertain(node.p ?? 1)]));
  const entries = model.entries.map((entry) => ({ to: entry.node, opens: uncertain(entry.access) }));
  const edges = model.edges.map((edge) => {
    const own = [...new Set(edge.controls ?? [])];
    const p = own.reduce((rest, id) => rest * (1 - (strength.get(id) ?? 0)), edge.p);
    const fails = own.flatMap((id) => common.get(id) ?? []);
    return { from: edge.from, to: edge.to, opens: uncertain(p), fails };
  });
  const totals = new Map(model.targets.map((target) => [target.node, 0]));
  let anyTarget = 0;
  for (let state = 0; state < 2 ** chances.length; state++) {
    const weight = chances.reduce((w, { p }, k) => w * ((state >>> k) & 1 ? p : 1 - p), 1);
    const reached = spread(
      entries.filter(({ opens }) => opens(state)).map(({ to }) => to),
      (node) => hits.get(node)?.(state) ?? false,
      (from, to) =>
        edges.some((e) => e.from === from && e.to === to && e.opens(state) && e.fails.every((f) => f(state))),
      model.nodes.map(({ id }) => id),
    );
    let some = false;
    for (const [node, so] of totals) {
      if (!reached.has(node)) continue;
      totals.set(node, so + weight);
      some = true;
    }
    if (some) anyTarget += weight;
  }
  return { targets: totals, anyTarget };
}

function spread(
  starts: readonly string[],
  isHit: (node: string) => boolean,
  leads: (from: string, to: string) => boolean,
  nodes: readonly string[],
): ReadonlySet<string> {
  const reached = new Set(starts.filter(isHit));
  for (const from of reached) {
    for (const to of nodes) if (!reached.has(to) && isHit(to) && leads(from, to)) reached.add(to);
  }
  return reached;
}
