/**
 * Findings: one technique at one asset, where poison can actually arrive and something relied on lies beyond.
 * `technique@asset` is the id, so a decision survives re-analysis.
 */
import type { AttackClass } from '@/graph/model/attack-classes';
import type { Technique } from '@/graph/model/catalogue';
import { type AssetId, byId, byText, findingId } from '@/graph/model/ids';
import type { Reason } from '@/graph/model/reason';
import type { ExposurePath, Finding } from './assessment';
import type { ClassGraph } from './compile';
import type { GraphIndex } from './graph-index';
import type { Stretch } from './stretch';
import type { Judge, Judged } from './techniques/judge';

/** Reasons kept per finding, in id order of what gave them; the rest are more of the same. */
const REASONS_SHOWN = 5;

type Draft = {
  readonly technique: Technique;
  readonly asset: AssetId;
  verdict: Finding['verdict'];
  readonly classes: Set<AttackClass>;
  readonly because: Map<string, Reason>;
  readonly stretches: Set<string>;
};

/** Assets poison of a class can arrive at. */
function reachedIn(classGraph: ClassGraph): ReadonlySet<string> {
  const all = [...classGraph.stretches.values()];
  const entries = all.filter((stretch) => stretch.from === null).map((stretch) => stretch.to);
  return spread(entries, crossingsOf(all));
}

/** Stretches of a class that poison can take on its way from an entry to a target. */
function liveStretches(
  classGraph: ClassGraph,
  reached: ReadonlySet<string>,
  targets: ReadonlySet<string>,
): readonly Stretch[] {
  const all = [...classGraph.stretches.values()];
  const towards = spread(
    [...targets],
    crossingsOf(all).map(([from, to]) => [to, from]),
  );
  return all.filter(
    (stretch) => (stretch.from === null || reached.has(stretch.from)) && towards.has(stretch.to),
  );
}

const crossingsOf = (stretches: readonly Stretch[]): readonly (readonly [string, string])[] =>
  stretches.flatMap(({ from, to }) => (from === null ? [] : [[from, to] as const]));

function spread(from: readonly string[], arcs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const [start, end] of arcs) {
    const ends = next.get(start);
    if (ends) ends.push(end);
    else next.set(start, [end]);
  }
  const reached = new Set(from);
  const queue = [...reached];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const end of next.get(id) ?? []) {
      if (reached.has(end)) continue;
      reached.add(end);
      queue.push(end);
    }
  }
  return reached;
}

/** All findings, in id order. */
export function findingsOf(
  index: GraphIndex,
  classGraphs: readonly ClassGraph[],
  targets: ReadonlySet<string>,
  paths: readonly ExposurePath[],
  judge: Judge,
): readonly Finding[] {
  const tainted = new Set<string>();
  const live = new Map<string, { readonly stretch: Stretch; readonly attacks: AttackClass[] }>();
  for (const classGraph of classGraphs) {
    const reached = reachedIn(classGraph);
    for (const id of reached) tainted.add(id);
    for (const stretch of liveStretches(classGraph, reached, targets)) {
      const known = live.get(stretch.id);
      if (known) known.attacks.push(classGraph.attack);
      else live.set(stretch.id, { stretch, attacks: [classGraph.attack] });
    }
  }
  const drafts = new Map<string, Draft>();
  for (const { stretch, attacks } of live.values()) {
    const asset = index.asset.get(stretch.to)?.id;
    for (const judged of asset ? judge.onStretch(stretch, attacks) : []) {
      if (asset) note(drafts, judged, asset, attacks, stretch.id);
    }
  }
  noteFalseAssurance(drafts, index, tainted, judge);
  const through = pathsThrough(paths);
  return [...drafts.values()].map((draft) => finish(draft, through)).sort(byId);
}

function note(
  drafts: Map<string, Draft>,
  judged: Judged,
  asset: AssetId,
  attacks: readonly AttackClass[],
  stretch: string,
): void {
  const id = `${judged.technique.id}@${asset}`;
  const draft = drafts.get(id) ?? newDraft(judged.technique, asset);
  drafts.set(id, draft);
  if (judged.verdict === 'applies') draft.verdict = 'applies';
  for (const attack of attacks) if (judged.classes.includes(attack)) draft.classes.add(attack);
  draft.stretches.add(stretch);
  if (draft.because.size >= REASONS_SHOWN) return;
  for (const reason of judged.because) draft.because.set(keyOf(reason), reason);
}

const newDraft = (technique: Technique, asset: AssetId): Draft => ({
  technique,
  asset,
  verdict: 'unknown',
  classes: new Set(),
  because: new Map(),
  stretches: new Set(),
});

const keyOf = ({ code, params }: Reason): string => `${code}\0${Object.values(params).join('\0')}`;

/** A benchmark carries no poison into weights, but a poisoned one vouches for a poisoned model. */
function noteFalseAssurance(
  drafts: Map<string, Draft>,
  index: GraphIndex,
  tainted: ReadonlySet<string>,
  judge: Judge,
): void {
  for (const association of index.associations) {
    const asset = index.asset.get(association.to)?.id;
    if (association.kind !== 'evaluates' || !tainted.has(association.from) || !asset) continue;
    for (const judged of judge.onAssociation(association))
      note(drafts, judged, asset, judged.classes, association.id);
  }
}

function pathsThrough(paths: readonly ExposurePath[]): ReadonlyMap<string, readonly string[]> {
  const through = new Map<string, string[]>();
  for (const path of paths) {
    for (const step of path.steps) {
      const key = `${step.influence ?? `entry:${step.to}`}`;
      const list = through.get(key);
      if (list) list.push(path.id);
      else through.set(key, [path.id]);
    }
  }
  return through;
}

function finish(draft: Draft, through: ReadonlyMap<string, readonly string[]>): Finding {
  const paths = new Set([...draft.stretches].flatMap((stretch) => through.get(stretch) ?? []));
  return {
    id: findingId.parse(`${draft.technique.id}@${draft.asset}`),
    technique: draft.technique.id,
    techniques: [...new Set([draft.technique.key, ...draft.technique.references])],
    asset: draft.asset,
    verdict: draft.verdict,
    classes: [...draft.classes].sort(byText),
    because: [...draft.because.values()].slice(0, REASONS_SHOWN),
    paths: [...paths].sort(byText),
  };
}
