/**
 * From snapshot and catalogue to the exposure graph of one attack class in one state: entries with access likelihoods,
 * influences with transfer likelihoods, and the controls that stand on them.
 */

import { ASSET_KIND_FACTS } from '@/graph/model/asset-kinds';
import type { AttackClass } from '@/graph/model/attack-classes';
import type { ExposureControl, ExposureEdge, ExposureGraph } from '@/graph/model/exposure-graph';
import { byId, byText } from '@/graph/model/ids';
import type { Influence } from '@/graph/model/influence';
import { carriesInto } from '@/graph/model/influence-kinds';
import type { State } from './assessment';
import { type ActingControl, interrupts, STRETCH_CAP, strongestPerGroup } from './controls';
import type { Entry } from './entries';
import { type GraphIndex, listAt } from './graph-index';
import { estimateFor, type Priors, type SourcedNumber } from './likelihoods';
import type { Stretch } from './stretch';
import type { Target } from './targets';
import type { Judge } from './techniques/judge';

/** Everything an analysis of any class starts from. */
export type Scene = {
  readonly index: GraphIndex;
  readonly entries: readonly Entry[];
  readonly targets: readonly Target[];
  readonly priors: Priors;
  readonly controlsOn: ReadonlyMap<string, readonly ActingControl[]>;
  readonly judge: Judge;
};

export type ClassGraph = {
  readonly attack: AttackClass;
  readonly stretches: ReadonlyMap<string, Stretch>;
  /** The graph in a state; states in which no control differs share one value. */
  readonly graph: (state: State) => ExposureGraph;
};

const ZERO_ACCESS: SourcedNumber['value'] = { low: 0, likely: 0, high: 0 };

/** Node before an entry that a control guards; no asset id contains a tilde first. */
const outsideOf = (asset: string): string => `~${asset}`;
export const isOutsideNode = (node: string): boolean => node.startsWith('~');

/**
 * Stretches of one class, in id order, and the graph they make in each state. A stretch that no technique explains
 * cannot be taken: code does not travel in a table, nor a context instruction in weights.
 */
export function compileClass(scene: Scene, attack: AttackClass): ClassGraph {
  const stretches = new Map<string, Stretch>();
  for (const entry of scene.entries) {
    if (!ASSET_KIND_FACTS[entry.asset.kind].plantable.includes(attack)) continue;
    const stretch = entryStretch(scene, entry, attack);
    if (stretch.p > 0 && scene.judge.explains(stretch, attack)) stretches.set(stretch.id, stretch);
  }
  for (const influence of scene.index.carrying) {
    const to = scene.index.asset.get(influence.to);
    const stretch =
      to && carriesInto(influence.kind, attack, to.kind)
        ? influenceStretch(scene, influence, attack)
        : undefined;
    if (stretch && stretch.p > 0 && scene.judge.explains(stretch, attack)) stretches.set(stretch.id, stretch);
  }
  const graphs = new Map<string, ExposureGraph>();
  const graph = (state: State): ExposureGraph => {
    const key = stateKey(stretches, state);
    const made = graphs.get(key) ?? graphOf(scene, stretches, state);
    graphs.set(key, made);
    return made;
  };
  return { attack, stretches, graph };
}

function entryStretch(scene: Scene, entry: Entry, attack: AttackClass): Stretch {
  const id = entry.asset.id;
  const number =
    estimateFor(listAt(scene.index.estimatesOn, id), 'access', attack) ??
    scene.priors.access(entry.kind, attack);
  const controls = listAt(scene.controlsOn, id).filter((control) => guardsEntry(control, entry, attack));
  const { value, source } = number ?? {
    value: ZERO_ACCESS,
    source: { kind: 'prior', id: `access/${entry.kind}` } as const,
  };
  return { id: `entry:${id}`, influence: null, entry, from: null, to: id, p: value.likely, source, controls };
}

function guardsEntry(control: ActingControl, entry: Entry, attack: AttackClass): boolean {
  const { reference } = control;
  const fits = reference.assets.length === 0 || reference.assets.includes(entry.asset.kind);
  return reference.reduces === 'likelihood' && reference.classes.includes(attack) && fits;
}

function influenceStretch(scene: Scene, influence: Influence, attack: AttackClass): Stretch | undefined {
  const number =
    estimateFor(listAt(scene.index.estimatesOn, influence.id), 'transfer', attack) ??
    scene.priors.transfer(influence.kind, attack);
  if (!number) return undefined;
  const standing = [...listAt(scene.controlsOn, influence.id), ...listAt(scene.controlsOn, influence.to)];
  const controls = standing.filter((control) => interrupts(control, influence.kind, attack)).sort(byId);
  const { value, source } = number;
  return {
    id: influence.id,
    influence,
    entry: null,
    from: influence.from,
    to: influence.to,
    p: value.likely,
    source,
    controls,
  };
}

/** How strongly a control acts in a state. */
export function strengthIn(control: ActingControl, state: State): number {
  if (state === 'inherent') return 0;
  return state === 'current' ? control.current : control.planned;
}

/** Two states with equal control strengths make equal graphs: solved once. */
function stateKey(stretches: ReadonlyMap<string, Stretch>, state: State): string {
  const parts: string[] = [];
  for (const stretch of stretches.values()) {
    for (const control of stretch.controls) {
      const strength = strengthIn(control, state);
      if (strength > 0) parts.push(`${stretch.id}\t${control.id}\t${strength}`);
    }
  }
  return parts.join('\n');
}

/** Independent controls on a stretch become one factor, so that their joint effect can be capped. */
export function independentFactor(stretch: Stretch, state: State): number {
  const acting = strongestPerGroup(stretch.controls, (control) => strengthIn(control, state));
  let open = 1;
  for (const control of acting) if (control.mode === 'independent') open *= 1 - strengthIn(control, state);
  return Math.max(open, 1 - STRETCH_CAP);
}

/** Names under which common controls guard a stretch in a state. */
export function commonControls(stretch: Stretch, state: State): readonly ActingControl[] {
  return stretch.controls.filter((control) => control.mode === 'common' && strengthIn(control, state) > 0);
}

function graphOf(scene: Scene, stretches: ReadonlyMap<string, Stretch>, state: State): ExposureGraph {
  const edges: ExposureEdge[] = [];
  const entries: { node: string; access: number }[] = [];
  const layers = layersOf(stretches, state);
  const nodes = new Set<string>();
  for (const stretch of stretches.values()) {
    const names = layerNames(stretch, state, layers);
    nodes.add(stretch.to);
    const p = stretch.p * independentFactor(stretch, state);
    if (stretch.from === null && names.length === 0) {
      entries.push({ node: stretch.to, access: p });
    } else if (stretch.from === null) {
      const outside = outsideOf(stretch.to);
      nodes.add(outside);
      entries.push({ node: outside, access: p });
      edges.push({ id: stretch.id, from: outside, to: stretch.to, p: 1, controls: names });
    } else {
      nodes.add(stretch.from);
      edges.push({ id: stretch.id, from: stretch.from, to: stretch.to, p, controls: names });
    }
  }
  const targets = scene.targets.filter((target) => nodes.has(target.asset.id));
  return {
    nodes: [...nodes].sort(byText).map((id) => ({ id })),
    edges: edges.sort(byId),
    controls: [...layers.values()].flat().sort(byId),
    entries: entries.sort((a, b) => byText(a.node, b.node)),
    targets: targets.map((target) => ({ node: target.asset.id, impact: target.impact })),
  };
}

type Layers = ReadonlyMap<string, readonly (ExposureControl & { readonly upTo: number })[]>;

/**
 * Controls that fail together need not be equally strong. One uniform draw decides for all of them: a control of
 * strength e holds when the draw is below e. Layer i holds with the share that lies between strengths i−1 and i, so a
 * stretch guarded by strength e stands behind every layer up to e, and P(open) = Π(1 − layer) = 1 − e exactly.
 */
function layersOf(stretches: ReadonlyMap<string, Stretch>, state: State): Layers {
  const strengths = new Map<string, Set<number>>();
  for (const stretch of stretches.values()) {
    for (const guard of commonControls(stretch, state)) {
      const known = strengths.get(guard.failsAs) ?? new Set<number>();
      strengths.set(guard.failsAs, known.add(strengthIn(guard, state)));
    }
  }
  return new Map(
    [...strengths].map(([name, values]) => [
      name,
      layer(
        name,
        [...values].sort((a, b) => a - b),
      ),
    ]),
  );
}

function layer(name: string, strengths: readonly number[]): readonly (ExposureControl & { upTo: number })[] {
  return strengths.map((upTo, i) => {
    const below = strengths[i - 1] ?? 0;
    const id = strengths.length === 1 ? name : `${name}#${i + 1}`;
    return { id, effectiveness: (upTo - below) / (1 - below), mode: 'common' as const, upTo };
  });
}

function layerNames(stretch: Stretch, state: State, layers: Layers): readonly string[] {
  const names = commonControls(stretch, state).flatMap((guard) =>
    (layers.get(guard.failsAs) ?? [])
      .filter(({ upTo }) => upTo <= strengthIn(guard, state))
      .map(({ id }) => id),
  );
  return [...new Set(names)].sort(byText);
}
