/**
 * One set of numbers on a compiled graph: arc likelihoods after controls. Independent controls, and common
 * ones that guard a single arc or are certain to work or to fail, are multiplied into the arcs; the common
 * ones left over are `shared`: one event for several arcs, which the solvers must condition on.
 */
import type { CompiledGraph } from './compile';

export type Scenario = {
  /** Likelihood that poison crosses the arc, shared controls left out. */
  readonly weight: Float64Array;
  /** The part of a common control that was multiplied into an arc; 1 elsewhere. */
  readonly folded: Float64Array;
  /** Shared controls on each arc, as indexes into `shared`, ascending; only arcs that have some. */
  readonly sharedOn: ReadonlyMap<number, readonly number[]>;
  readonly shared: readonly SharedControl[];
};

export type SharedControl = {
  /** Index into the compiled graph's controls. */
  readonly control: number;
  /** Likelihood that it fails, strictly between 0 and 1. */
  readonly failure: number;
};

export type Overrides = {
  /** Effectiveness by control index. */
  readonly effectiveness?: ReadonlyMap<number, number>;
  /** Likelihood before controls, by arc. */
  readonly base?: ReadonlyMap<number, number>;
};

/** The scenario of the graph as it stands, or with some numbers replaced. */
export function scenarioOf(compiled: CompiledGraph, overrides: Overrides = {}): Scenario {
  const { graph, guards, controls } = compiled;
  const failure = controls.map(
    (control, k) => 1 - (overrides.effectiveness?.get(k) ?? control.effectiveness),
  );
  const weight = compiled.base.slice();
  for (const [e, p] of overrides.base ?? []) weight[e] = p;
  const folded = new Float64Array(graph.m).fill(1);
  const shared = controls.flatMap((control, k) => {
    const f = failure[k] ?? 1;
    return control.mode === 'common' && control.arcs.length > 1 && f > 0 && f < 1
      ? [{ control: k, failure: f }]
      : [];
  });
  const sharedAt = new Map(shared.map(({ control }, at) => [control, at]));
  const sharedOn = new Map<number, readonly number[]>();
  for (const [e, own] of guards) {
    for (const k of own) {
      if (sharedAt.has(k)) continue;
      const f = failure[k] ?? 1;
      weight[e] = (weight[e] ?? 0) * f;
      if (controls[k]?.mode === 'common') folded[e] = (folded[e] ?? 1) * f;
    }
    const left = own.flatMap((k) => sharedAt.get(k) ?? []);
    if (left.length > 0) sharedOn.set(e, left);
  }
  return { weight, folded, sharedOn, shared };
}
