/**
 * What a newer edition of a taxonomy changes, and which of that touches an organisation: ids it uses that were retired
 * or renamed, techniques it did not have before, controls that lose or gain links. Pure; nothing is applied.
 */
import type { ReferenceControl, Taxonomy, TaxonomyEntry } from '@/graph/model/catalogue';
import { byText, type TaxonomyKey } from '@/graph/model/ids';

export type TaxonomyChange =
  | { readonly kind: 'added'; readonly id: string; readonly name: string }
  /** Gone from the newer edition; `successor` where the older entry names one that is there. */
  | {
      readonly kind: 'retired';
      readonly id: string;
      readonly name: string;
      readonly successor: string | null;
    }
  | { readonly kind: 'renamed'; readonly id: string; readonly from: string; readonly to: string }
  | {
      readonly kind: 'maturity';
      readonly id: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  /** Ids that an entry's relation gained and lost, for example techniques a mitigation answers. */
  | {
      readonly kind: 'links';
      readonly id: string;
      readonly relation: string;
      readonly gained: readonly string[];
      readonly lost: readonly string[];
    };

const shortId = (key: TaxonomyKey): string => key.slice(key.indexOf('/') + 1);

/** All changes from one edition to another of the same scheme, by id and kind. */
export function compareTaxonomies(before: Taxonomy, after: Taxonomy): readonly TaxonomyChange[] {
  const older = new Map(before.entries.map((entry) => [entry.id, entry]));
  const newer = new Map(after.entries.map((entry) => [entry.id, entry]));
  const changes: TaxonomyChange[] = [];
  for (const [id, entry] of newer) {
    const previous = older.get(id);
    if (previous === undefined) changes.push({ kind: 'added', id, name: entry.name });
    else changes.push(...changesOf(previous, entry));
  }
  for (const [id, { name, supersededBy }] of older) {
    if (newer.has(id)) continue;
    const successor = supersededBy === undefined ? undefined : shortId(supersededBy);
    const found = successor !== undefined && newer.has(successor) ? successor : null;
    changes.push({ kind: 'retired', id, name, successor: found });
  }
  return changes.sort((a, b) => byText(a.id, b.id) || byText(a.kind, b.kind));
}

function changesOf(before: TaxonomyEntry, after: TaxonomyEntry): readonly TaxonomyChange[] {
  const { id } = before;
  const changes: TaxonomyChange[] = [];
  if (before.name !== after.name) changes.push({ kind: 'renamed', id, from: before.name, to: after.name });
  if (before.maturity !== after.maturity)
    changes.push({ kind: 'maturity', id, from: before.maturity ?? null, to: after.maturity ?? null });
  const relations = new Set([...Object.keys(before.relations ?? {}), ...Object.keys(after.relations ?? {})]);
  for (const relation of [...relations].sort(byText)) {
    const had = new Set((before.relations?.[relation] ?? []).map(shortId));
    const has = new Set((after.relations?.[relation] ?? []).map(shortId));
    const gained = [...has].filter((other) => !had.has(other)).sort(byText);
    const lost = [...had].filter((other) => !has.has(other)).sort(byText);
    if (gained.length > 0 || lost.length > 0) changes.push({ kind: 'links', id, relation, gained, lost });
  }
  return changes;
}

/** What an organisation uses of a taxonomy. */
export type InUse = {
  /** Techniques with a finding here. */
  readonly techniques: ReadonlySet<string>;
  /** Techniques the catalogue has a page and a rule for. */
  readonly known: ReadonlySet<string>;
  /** Controls applied here. */
  readonly controls: readonly ReferenceControl[];
};

export type TaxonomyImpact = {
  /** Changes of techniques with a finding here. */
  readonly findings: readonly TaxonomyChange[];
  /** New techniques that rules already look for. */
  readonly applicable: readonly TaxonomyChange[];
  /** For each applied control, changes of mitigations it refers to. */
  readonly controls: readonly { readonly control: string; readonly changes: readonly TaxonomyChange[] }[];
};

/** The part of the changes that touches an organisation. */
export function impactOf(changes: readonly TaxonomyChange[], used: InUse): TaxonomyImpact {
  const controls = used.controls.flatMap((control) => {
    const referred = new Set(control.references.map(shortId));
    const touched = changes.filter((change) => change.kind !== 'added' && referred.has(change.id));
    return touched.length > 0 ? [{ control: control.id, changes: touched }] : [];
  });
  return {
    findings: changes.filter((change) => change.kind !== 'added' && used.techniques.has(change.id)),
    applicable: changes.filter((change) => change.kind === 'added' && used.known.has(change.id)),
    controls: controls.sort((a, b) => byText(a.control, b.control)),
  };
}
