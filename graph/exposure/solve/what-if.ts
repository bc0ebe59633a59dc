/**
 * What a change of the numbers would do. Exposure is linear in every single likelihood, so the effect of one
 * edge or entry follows exactly from its derivative; any set of changes is solved anew on the same structure
 * and with the same sampled worlds, so that the difference is that of the change alone.
 */
import type { CompiledGraph } from './compile';
import type { Loss } from './exposure-result';
import { lossOf, reachIn } from './reach';
import type { Reach, SolveOptions } from './reach-types';
import { type Overrides, scenarioOf } from './scenario';

export type Change = {
  /** New access likelihoods. */
  readonly entries?: readonly { readonly node: string; readonly access: number }[];
  /** New likelihoods before controls. */
  readonly edges?: readonly { readonly id: string; readonly p: number }[];
  /** New effectiveness; 0 removes the control. */
  readonly controls?: readonly { readonly id: string; readonly effectiveness: number }[];
};

/** after − before. low and high hold the true difference wherever both ends are proven. */
export type Delta = Reach;

export type WhatIf = {
  readonly before: ReadonlyMap<string, Reach>;
  readonly after: ReadonlyMap<string, Reach>;
  readonly delta: ReadonlyMap<string, Delta>;
  readonly loss: { readonly before: Loss; readonly after: Loss; readonly delta: Delta };
};

/** Solves the graph with and without the change. Throws RangeError for unknown ids and numbers outside 0 to 1. */
export function whatIf(compiled: CompiledGraph, change: Change, options: SolveOptions): WhatIf {
  const before = reachIn(compiled, scenarioOf(compiled), options).targets;
  const after = reachIn(compiled, scenarioOf(compiled, overridesOf(compiled, change)), options).targets;
  const delta = new Map<string, Delta>();
  for (const [node, was] of before) {
    const is = after.get(node);
    if (is !== undefined) delta.set(node, difference(was, is));
  }
  const loss = { before: lossOf(compiled, before), after: lossOf(compiled, after) };
  return { before, after, delta, loss: { ...loss, delta: difference(loss.before, loss.after) } };
}

/** The change as overrides of a compiled graph. Throws RangeError for unknown ids and numbers outside 0 to 1. */
export function overridesOf(compiled: CompiledGraph, change: Change): Required<Overrides> {
  const arcs = new Map(compiled.arcNames.map((name, e) => [name, e]));
  const controls = new Map(compiled.controls.map(({ id }, k) => [id, k]));
  const base = new Map([
    ...(change.edges ?? []).map(({ id, p }) => [placeOf(arcs, id, 'edge'), chance(p, id)] as const),
    ...(change.entries ?? []).map(
      ({ node, access }) => [placeOf(arcs, `entry:${node}`, 'entry'), chance(access, node)] as const,
    ),
  ]);
  const effectiveness = new Map(
    (change.controls ?? []).map(
      ({ id, effectiveness: e }) => [placeOf(controls, id, 'control'), chance(e, id)] as const,
    ),
  );
  return { base, effectiveness };
}

function placeOf(index: ReadonlyMap<string, number>, id: string, what: string): number {
  const at = id === '' ? undefined : index.get(id);
  if (at === undefined) throw new RangeError(`there is no ${what} "${id}" to change`);
  return at;
}

function chance(value: number, id: string): number {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${value} for "${id}" is not a number from 0 to 1`);
  return value;
}

function difference(before: Reach, after: Reach): Delta {
  const value = after.value - before.value;
  if (before.kind === 'exact' && after.kind === 'exact')
    return { kind: 'exact', value, low: value, high: value };
  const kind = before.kind === 'estimated' || after.kind === 'estimated' ? 'estimated' : 'bounded';
  return { kind, value, low: after.low - before.high, high: after.high - before.low };
}
