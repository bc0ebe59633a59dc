/**
 * Whether the catalogue holds together: every id resolves in the edition it names, no retired id stands without
 * its successor, every number rests on figures that exist, and exactly one prior answers each question.
 */
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import { type Catalogue, ENTRY_KINDS, type Prior, type TaxonomyEntry } from '@/graph/model/catalogue';
import type { ErrorDetail } from '@/graph/model/errors';
import type { TaxonomyKey } from '@/graph/model/ids';
import { INFLUENCE_KINDS, influenceFacts } from '@/graph/model/influence-kinds';
import { idsInProse } from './ids-in-prose';

type Content = Omit<Catalogue, 'version' | 'hash'>;
type Index = ReadonlyMap<string, TaxonomyEntry>;

/** Faults, each with its place; empty where the content holds together. */
export function crossCheck(content: Content): readonly ErrorDetail[] {
  const index: Index = new Map(
    content.taxonomies.flatMap((taxonomy) => taxonomy.entries.map((entry) => [entry.key, entry] as const)),
  );
  return [
    ...duplicates(content),
    ...content.taxonomies.flatMap((taxonomy) =>
      taxonomy.entries.flatMap((entry) => entryFaults(index, entry)),
    ),
    ...content.techniques.flatMap((technique) => techniqueFaults(index, technique)),
    ...controlFaults(index, content),
    ...figureFaults(content),
    ...content.crosswalk.flatMap((row) =>
      [row.from, row.to]
        .filter((key) => !index.has(key))
        .map((key) => fault(`crosswalk ${row.from} > ${row.to}`, `${key} is in no taxonomy`)),
    ),
    ...priorFaults(content.priors),
  ];
}

const fault = (at: string, message: string): ErrorDetail => ({ at, message });

function duplicates(content: Content): readonly ErrorDetail[] {
  const groups: readonly (readonly string[])[] = [
    content.taxonomies.flatMap((taxonomy) => taxonomy.entries.map((entry) => entry.key)),
    content.techniques.map((technique) => technique.id),
    content.controls.map((control) => control.id),
    content.priors.map((prior) => prior.id),
    content.figures.map((figure) => figure.id),
    content.crosswalk.map((row) => `${row.from} > ${row.to} (${row.authority})`),
  ];
  return groups.flatMap((ids) => {
    const seen = new Set<string>();
    return ids.flatMap((id) => (seen.size === seen.add(id).size ? [fault(id, 'stands there twice')] : []));
  });
}

function entryFaults(index: Index, entry: TaxonomyEntry): readonly ErrorDetail[] {
  const named = [
    entry.parent,
    entry.supersededBy,
    ...(entry.tactics ?? []),
    ...Object.values(entry.relations ?? {}).flat(),
  ];
  return [
    ...named.flatMap((key) =>
      key === undefined || index.has(key) ? [] : [fault(entry.key, `names ${key}, which is in no taxonomy`)],
    ),
    ...idsInProse(entry.key, entry.summary ?? '', index),
  ];
}

/** A retired id must stand beside the id that replaced it. */
function retiredFaults(index: Index, at: string, keys: readonly TaxonomyKey[]): readonly ErrorDetail[] {
  return keys.flatMap((key) => {
    const entry = index.get(key);
    if (entry === undefined) return [fault(at, `refers to ${key}, which is in no taxonomy`)];
    const successor = entry.supersededBy;
    return successor === undefined || keys.includes(successor)
      ? []
      : [fault(at, `refers to ${key} without its successor ${successor}`)];
  });
}

function techniqueFaults(index: Index, technique: Content['techniques'][number]): readonly ErrorDetail[] {
  const { id, key, title, references } = technique;
  const entry = index.get(key);
  const named = key.endsWith(`/${id}`) ? [] : [fault(id, `its key ${key} is another technique's`)];
  const titled =
    entry === undefined || entry.name === title ? [] : [fault(id, `${key} is called ${entry.name}`)];
  const prose = [technique.summary, technique.why, ...technique.preconditions, ...technique.falsePositives];
  return [
    ...named,
    ...titled,
    ...retiredFaults(index, id, [key, ...references]),
    ...idsInProse(id, [...prose, ...technique.check].join('\n'), index),
  ];
}

function controlFaults(index: Index, content: Content): readonly ErrorDetail[] {
  const known = new Set<string>(content.techniques.map((technique) => technique.id));
  return content.controls.flatMap((control) => [
    ...retiredFaults(index, control.id, control.references),
    ...control.techniques
      .filter((id) => !known.has(id))
      .map((id) => fault(control.id, `acts on ${id}, which has no page in content/techniques`)),
    ...idsInProse(
      control.id,
      [control.summary, control.derivation, ...control.auditEvidence].join('\n'),
      index,
    ),
    ...(control.effectiveness.likely <= 0.9
      ? []
      : [fault(control.id, 'no single control is likelier than 0.9')]),
    ...(control.reduces === 'none' && control.effectiveness.high > 0
      ? [fault(control.id, 'reduces nothing and yet has an effectiveness')]
      : []),
  ]);
}

function figureFaults(content: Content): readonly ErrorDetail[] {
  const known = new Set(content.figures.map((figure) => figure.id));
  return [...content.controls, ...content.priors].flatMap((item) => [
    ...item.figures
      .filter((id) => !known.has(id))
      .map((id) => fault(item.id, `rests on figure ${id}, which is not in content/figures`)),
    ...(item.basis !== 'judgement' && item.figures.length === 0
      ? [fault(item.id, `claims to be ${item.basis} and cites no figure`)]
      : []),
  ]);
}

function priorFaults(priors: readonly Prior[]): readonly ErrorDetail[] {
  const applies = (prior: Prior, attack: AttackClass) =>
    prior.classes.length === 0 || prior.classes.includes(attack);
  const one = (at: string, count: number) =>
    count === 1 ? [] : [fault(at, `${count} priors apply where exactly one must`)];
  const transfer = INFLUENCE_KINDS.flatMap((kind) =>
    influenceFacts(kind).classes.flatMap((attack) =>
      one(
        `transfer ${kind} ${attack}`,
        priors.filter((p) => p.quantity === 'transfer' && p.influence === kind && applies(p, attack)).length,
      ),
    ),
  );
  const access = ENTRY_KINDS.flatMap((entry) =>
    ATTACK_CLASSES.flatMap((attack) =>
      one(
        `access ${entry} ${attack}`,
        priors.filter((p) => p.quantity === 'access' && p.entry === entry && applies(p, attack)).length,
      ),
    ),
  );
  return [...transfer, ...access];
}
