/**
 * Which number stands on an entry or an influence, and where it came from: an estimate made here before the
 * catalogue's default, the more specific before the more general.
 */
import type { Triple } from '@/graph/model/applied-control';
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import type { Catalogue, EntryKind, Prior } from '@/graph/model/catalogue';
import type { Estimate } from '@/graph/model/estimate';
import { byText } from '@/graph/model/ids';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import type { NumberSource } from './assessment';

export type SourcedNumber = { readonly value: Triple; readonly source: NumberSource };

export type Priors = {
  readonly access: (entry: EntryKind, attack: AttackClass) => SourcedNumber | undefined;
  readonly transfer: (influence: InfluenceKind, attack: AttackClass) => SourcedNumber | undefined;
  /** The prior itself, for provenance. */
  readonly prior: (id: string) => Prior | undefined;
};

/** Priors of a catalogue, looked up by key. A prior that names its classes stands before one for all classes. */
export function priorsOf(catalogue: Catalogue): Priors {
  const byKey = new Map<string, SourcedNumber>();
  const general = catalogue.priors.filter((prior) => prior.classes.length === 0);
  const specific = catalogue.priors.filter((prior) => prior.classes.length > 0);
  for (const prior of [...general, ...specific].sort((a, b) =>
    a.classes.length === 0 && b.classes.length > 0
      ? -1
      : a.classes.length > 0 && b.classes.length === 0
        ? 1
        : byText(a.id, b.id),
  )) {
    const about = prior.quantity === 'access' ? prior.entry : prior.influence;
    for (const attack of prior.classes.length > 0 ? prior.classes : ATTACK_CLASSES) {
      byKey.set(`${prior.quantity} ${about} ${attack}`, {
        value: prior.value,
        source: { kind: 'prior', id: prior.id },
      });
    }
  }
  const byId = new Map(catalogue.priors.map((prior) => [prior.id, prior]));
  return {
    access: (entry, attack) => byKey.get(`access ${entry} ${attack}`),
    transfer: (influence, attack) => byKey.get(`transfer ${influence} ${attack}`),
    prior: (id) => byId.get(id),
  };
}

/** The estimate that holds for a class, if any: one naming the class before one for all; ties by id. */
export function estimateFor(
  estimates: readonly Estimate[],
  quantity: Estimate['quantity'],
  attack: AttackClass,
): SourcedNumber | undefined {
  const fitting = estimates.filter(
    (item) => item.quantity === quantity && (item.classes.length === 0 || item.classes.includes(attack)),
  );
  const best = fitting.sort(
    (a, b) => Number(a.classes.length === 0) - Number(b.classes.length === 0) || byText(a.id, b.id),
  )[0];
  return best && { value: best.value, source: { kind: 'estimate', id: best.id } };
}
