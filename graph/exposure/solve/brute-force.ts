/**
 * The oracle: the truth by going through every outcome of every uncertain element. Shares no code with the
 * solvers, on purpose; usable for up to about 20 uncertain elements and 30 nodes.
 */
import type { ExposureGraph } from '@/graph/model/exposure-graph';

export type Truth = { readonly targets: ReadonlyMap<string, number>; readonly anyTarget: number };

/** Bits of the outcome that must be set for something to happen; null where it cannot. */
type Need = number | null;

const together = (...needs: readonly Need[]): Need =>
  needs.reduce<Need>((all, need) => (all === null || need === null ? null : all | need), 0);

/** The uncertain elements met so far, one bit each. */
class Elements {
  readonly chances: number[] = [];

  need(p: number): Need {
    if (p <= 0) return null;
    if (p >= 1) return 0;
    return 1 << (this.chances.push(p) - 1);
  }

  /** Probability of every outcome. */
  weights(): Float64Array {
    const weight = new Float64Array(2 ** this.chances.length);
    weight[0] = 1;
    for (const [bit, p] of this.chances.entries()) {
      for (let state = 0; state < 1 << bit; state++) {
        const so = weight[state] ?? 0;
        weight[state | (1 << bit)] = so * p;
        weight[state] = so * (1 - p);
      }
    }
    return weight;
  }
}

type Step = { readonly from: number; readonly to: number; readonly need: Need };

/** Probability that each target, and that any of them, is reached. */
export function enumerate(model: ExposureGraph): Truth {
  const elements = new Elements();
  const place = new Map(model.nodes.map(({ id }, k) => [id, 1 << (k + 1)]));
  const hit = new Map(model.nodes.map((node) => [node.id, elements.need(node.p ?? 1)]));
  const controls = new Map(
    model.controls.map((c) => [
      c.id,
      { ...c, fails: c.mode === 'common' ? elements.need(1 - c.effectiveness) : 0 },
    ]),
  );
  const arrive = (from: number, node: string, ...needs: readonly Need[]): Step => ({
    from,
    to: place.get(node) ?? 0,
    need: together(hit.get(node) ?? null, ...needs),
  });
  const steps = [
    ...model.entries.map((entry) => arrive(1, entry.node, elements.need(entry.access))),
    ...model.edges.map((edge) => {
      const own = [...new Set(edge.controls ?? [])].flatMap((id) => controls.get(id) ?? []);
      const p = own.reduce((so, c) => (c.mode === 'independent' ? so * (1 - c.effectiveness) : so), edge.p);
      return arrive(place.get(edge.from) ?? 0, edge.to, elements.need(p), ...own.map((c) => c.fails));
    }),
  ];
  const targets = model.targets.map(({ node }) => ({ node, bit: place.get(node) ?? 0, total: 0 }));
  const some = targets.reduce((bits, { bit }) => bits | bit, 0);
  let anyTarget = 0;
  for (const [state, weight] of elements.weights().entries()) {
    const reached = reachedIn(state, steps);
    for (const target of targets) if (reached & target.bit) target.total += weight;
    if (reached & some) anyTarget += weight;
  }
  return { targets: new Map(targets.map(({ node, total }) => [node, total])), anyTarget };
}

/** Bit 0 is the outside; every other bit a node. */
function reachedIn(state: number, steps: readonly Step[]): number {
  let reached = 1;
  for (let before = 0; before !== reached; ) {
    before = reached;
    for (const { from, to, need } of steps) {
      if (need !== null && reached & from && (state & need) === need) reached |= to;
    }
  }
  return reached;
}
