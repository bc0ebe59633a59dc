/**
 * Reads `headwater/graph@1`, our own format, in YAML or JSON. People write it by hand, so nothing is guessed:
 * an unknown kind, a dangling id or a misspelt field is an error with its line, its column and a suggestion.
 */
import type { Triple } from '../../model/applied-control';
import { type AssetFields, assetFields, settleAsset } from '../../model/asset';
import { canonical } from '../../model/canonical';
import type { Basis } from '../../model/evidence';
import { assetId } from '../../model/ids';
import { type InfluenceFields, influenceFields } from '../../model/influence';
import { type InfluenceKind, influenceKind } from '../../model/influence-kinds';
import {
  HEADWATER_SCHEMA,
  type HeadwaterAsset,
  type HeadwaterFile,
  type HeadwaterInfluence,
  type HeadwaterSubject,
  type HeadwaterUpstream,
} from '../headwater-format';
import { canonicalKey, keysOfId } from '../identity';
import type { ProposalBuilder, ProposedSubject } from '../proposal';
import { member, type Reader } from '../reader';
import { HeadwaterCheck } from './headwater-check';

export const headwaterReader: Reader = {
  title: 'headwater.yaml and headwater.json',
  recognises: ({ values }) => {
    const schema = member(values[0], 'schema');
    return typeof schema === 'string' && schema.startsWith('headwater/graph');
  },
  read: (file, into) => {
    const check = new HeadwaterCheck(file);
    const content = check.content();
    new HeadwaterStatements(content, check, into).state();
    return HEADWATER_SCHEMA;
  },
};

type Path = readonly (string | number)[];

/** Made once: building a schema costs more than using it. */
const statedFields = assetFields.partial();

/** Turns checked content into statements; collects every dangling reference before refusing the file. */
class HeadwaterStatements {
  readonly #content: HeadwaterFile;
  readonly #check: HeadwaterCheck;
  readonly #into: ProposalBuilder;
  readonly #assets: ReadonlyMap<string, HeadwaterAsset>;
  readonly #influences = new Map<string, Extract<ProposedSubject, { kind: InfluenceKind }>>();

  constructor(content: HeadwaterFile, check: HeadwaterCheck, into: ProposalBuilder) {
    this.#content = content;
    this.#check = check;
    this.#into = into;
    this.#assets = new Map(Object.entries(content.assets ?? {}));
  }

  state(): void {
    for (const [id, entry] of this.#assets) this.#asset(id, entry);
    for (const [id, entry] of this.#assets) this.#upstream(id, entry);
    this.#content.influences?.forEach((entry, index) => {
      this.#influence(entry, ['influences', index]);
    });
    this.#controls();
    this.#estimates();
    for (const { finding, ...rest } of this.#content.treatments ?? [])
      this.#into.treatment({ id: finding, ...rest });
    for (const input of this.#content.inputs ?? []) this.#into.input(input);
    this.#check.refuseIfAny();
  }

  #asset(id: string, entry: HeadwaterAsset): void {
    const at = this.#check.place(['assets', id]);
    const { identities = [], basis = 'declared', from: _, evidence, ...stated } = entry;
    const { kind, name, ...more } = statedFields.parse(stated);
    const fields: Partial<AssetFields> = {
      ...more,
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
    };
    if (!evidence) {
      const says = basis === 'inferred' ? { inferred: fields } : { declared: fields };
      const named = fields.name === undefined ? { ...says, inferred: { ...says.inferred, name: id } } : says;
      this.#into.asset(id, at, named, [...keysOfId(id), ...identities.map(canonicalKey)]);
      return;
    }
    this.#into.carried(id, identities, evidence, id);
    const edited = changedFields(fields, settled(id, identities, evidence, fields));
    if (Object.keys(edited).length > 0) this.#into.asset(id, at, { declared: edited });
  }

  #upstream(id: string, entry: HeadwaterAsset): void {
    for (const [key, value] of Object.entries(entry.from ?? {})) {
      if (value === undefined) continue;
      const kind = influenceKind.parse(key);
      const list: readonly HeadwaterUpstream[] = Array.isArray(value) ? value : [value];
      list.forEach((item, index) => {
        const path: Path = ['assets', id, 'from', key, ...(Array.isArray(value) ? [index] : [])];
        const rest = typeof item === 'string' ? { asset: item } : item;
        const { asset: from, ...said } = rest;
        const whole = { ...said, kind, from: assetId.parse(from), to: assetId.parse(id) };
        this.#influence(whole, path, typeof item === 'string' ? path : [...path, 'asset']);
      });
    }
  }

  #influence(entry: HeadwaterInfluence, path: Path, fromPath: Path = [...path, 'from']): void {
    const { kind, from, to, basis = 'declared', evidence, ...says } = entry;
    if (!this.#known(from, fromPath) || !this.#known(to, [...path, 'to'])) return;
    this.#influences.set(`${kind}:${from}>${to}`, { kind, from, to });
    const fields: InfluenceFields = influenceFields.parse(says);
    if (evidence) this.#into.carriedInfluence(kind, from, to, evidence);
    else this.#into.influence(kind, from, to, this.#check.place(path), fields, basis satisfies Basis);
  }

  #known(id: string, path: Path): boolean {
    if (this.#assets.has(id)) return true;
    this.#check.dangling(path, id, this.#assets.keys());
    return false;
  }

  #subject(on: HeadwaterSubject, path: Path): ProposedSubject | undefined {
    if (typeof on === 'string' && this.#assets.has(on)) return { asset: on };
    const id = typeof on === 'string' ? on : `${on.kind}:${on.from}>${on.to}`;
    const influence = this.#influences.get(id);
    if (!influence) this.#check.dangling(path, id, [...this.#assets.keys(), ...this.#influences.keys()]);
    return influence;
  }

  #controls(): void {
    this.#content.controls?.forEach((entry, index) => {
      const { on, effectiveness, evidence = [], statedBy, at, ...rest } = entry;
      const path: Path = ['controls', index];
      const subjects: readonly HeadwaterSubject[] = Array.isArray(on) ? on : [on];
      subjects.forEach((item, position) => {
        const subject = this.#subject(item, [...path, 'on', ...(Array.isArray(on) ? [position] : [])]);
        if (!subject) return;
        const record = {
          ...rest,
          ...(effectiveness === undefined ? {} : { effectiveness: tripleOf(effectiveness) }),
          evidence,
          statedBy: statedBy ?? this.#into.source,
          at: at ?? this.#check.place(path),
        };
        this.#into.control({ subject, record });
      });
    });
  }

  #estimates(): void {
    this.#content.estimates?.forEach((entry, index) => {
      const { on, value, classes = [], id, statedBy, at, ...rest } = entry;
      const path: Path = ['estimates', index];
      const subject = this.#subject(on, [...path, 'on']);
      if (!subject) return;
      const record = {
        ...rest,
        classes,
        value: tripleOf(value),
        statedBy: statedBy ?? this.#into.source,
        at: at ?? this.#check.place(path),
      };
      this.#into.estimate({ subject, id, record });
    });
  }
}

const tripleOf = (value: number | Triple): Triple =>
  typeof value === 'number' ? { low: value, likely: value, high: value } : value;

/** Fields as the carried evidence settles them; kind and name as written where the evidence lacks them. */
function settled(
  id: string,
  keys: readonly string[],
  evidence: NonNullable<HeadwaterAsset['evidence']>,
  fields: Partial<AssetFields>,
): Partial<AssetFields> {
  const stated = evidence.flatMap(({ says }) => Object.keys(says));
  if (!stated.includes('kind') || !stated.includes('name')) {
    const { kind, name } = fields;
    const basis = { source: 'file:-', at: '', basis: 'inferred', says: { kind, name } } as const;
    return withoutKeys(settleAsset(assetId.parse(id), keys, [...evidence, basis]), stated);
  }
  return settleAsset(assetId.parse(id), keys, evidence);
}

function withoutKeys(fields: Partial<AssetFields>, stated: readonly string[]): Partial<AssetFields> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => stated.includes(key)));
}

/** What somebody changed by hand in an exported file. */
function changedFields(fields: Partial<AssetFields>, before: Partial<AssetFields>): Partial<AssetFields> {
  const changed = Object.entries(fields).filter(
    ([key, value]) => canonical(value) !== canonical(before[key as keyof AssetFields] ?? null),
  );
  return Object.fromEntries(changed);
}
