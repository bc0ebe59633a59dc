/**
 * Reads SPDX 3.0 JSON-LD with the AI and Dataset profiles, flat, by `type` and `spdxId`: no context is ever
 * fetched. SPDX says what a model was trained on; here influence runs the other way, from data to model.
 *
 * Files that a model or dataset package contains stand for the package itself; scripts that generate
 * something are pipelines.
 */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import { stateMention } from '../hub-placeholder';
import { refuse } from '../parse-text';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';
import { kindOfElement, type Spdx3Element, stateElement } from './spdx3-element';

export const spdx3Reader: Reader = {
  title: 'SPDX 3.0 (JSON-LD, AI and Dataset profiles)',
  recognises: ({ form, values }) => {
    if (form !== 'json') return false;
    const context = JSON.stringify(member(values[0], '@context') ?? '').slice(0, 2000);
    return /spdx\.org\/rdf\/3/.test(context) || typeof member(values[0], 'spdxVersion') === 'string';
  },
  read: (file, into) => {
    const [value] = file.values;
    const version = member(value, 'spdxVersion');
    if (typeof version === 'string')
      throw refuse(
        file.name,
        '',
        `this is ${version}, which has no way to speak of models and data.`,
        'Export it as SPDX 3.0 or CycloneDX.',
      );
    return new Spdx3Reading(new Cursor(value, '', into.warn), into).read();
  },
};

type Relation = {
  readonly type: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly at: Cursor;
};

const PACKAGE = /AIPackage$|DatasetPackage$/i;

class Spdx3Reading {
  readonly #root: Cursor;
  readonly #into: ProposalBuilder;
  readonly #elements = new Map<string, Spdx3Element>();
  readonly #relations: Relation[] = [];
  /** A contained file and the package it stands for. */
  readonly #partOf = new Map<string, string>();

  constructor(root: Cursor, into: ProposalBuilder) {
    this.#root = root;
    this.#into = into;
  }

  read(): string {
    const graph = this.#root.get('@graph');
    for (const element of (graph.exists ? graph : this.#root).objects()) this.#collect(element);
    this.#settleKinds();
    this.#collapse();
    for (const { id, element, kind } of this.#elements.values()) {
      if (kind && kind !== 'party' && !this.#partOf.has(id)) stateElement(this.#into, element, id, kind);
    }
    this.#suppliers();
    for (const relation of this.#relations) this.#state(relation);
    return 'spdx-3.0';
  }

  #collect(element: Cursor): void {
    const type = element.get('type').maybeText() ?? element.get('@type').maybeText() ?? '';
    if (/Relationship$/.test(type)) {
      const from = element.get('from').maybeText();
      const to = element.get('to').texts();
      const relationshipType = element.get('relationshipType').maybeText();
      if (from === undefined || to.length === 0 || relationshipType === undefined)
        element.warn('This relationship lacks an end or a type; skipped.');
      else this.#relations.push({ type: relationshipType, from, to, at: element });
      return;
    }
    const id = element.get('spdxId').maybeText() ?? element.get('@id').maybeText();
    if (id === undefined) return;
    if (this.#elements.has(id)) element.warn(`“${id}” stands here a second time; the first is used.`);
    else this.#elements.set(id, { id, element, type, kind: kindOfElement(type, element) });
  }

  /** Files are what they do: scripts that generate are pipelines, files trained on are data. */
  #settleKinds(): void {
    const become = (ids: readonly string[], kind: AssetKind): void => {
      for (const id of ids) {
        const known = this.#elements.get(id);
        if (known && known.kind === undefined && /File$|Package$/.test(known.type))
          this.#elements.set(id, { ...known, kind });
      }
    };
    const each = (types: readonly string[], act: (relation: Relation) => void): void => {
      for (const relation of this.#relations) if (types.includes(relation.type)) act(relation);
    };
    each(['generates'], ({ from }) => become([from], 'pipeline'));
    each(['trainedOn', 'testedOn'], ({ from, to }) => {
      become([from], 'artifact');
      become(to, 'dataset');
    });
    each(['generates', 'hasOutput'], ({ to }) => become(to, 'dataset'));
    each(['hasInput'], ({ from, to }) => become([from, ...to], 'dataset'));
  }

  /** Data and weights inside a model or dataset package stand for the package. */
  #collapse(): void {
    const contained = new Map<string, readonly string[]>();
    for (const { type, from, to } of this.#relations)
      if (type === 'contains') contained.set(from, [...(contained.get(from) ?? []), ...to]);
    for (const { id, type } of this.#elements.values())
      if (PACKAGE.test(type)) this.#collapseInto(id, contained);
  }

  #collapseInto(id: string, contained: ReadonlyMap<string, readonly string[]>): void {
    const seen = new Set<string>([id]);
    const queue = [...(contained.get(id) ?? [])];
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
      const element = this.#elements.get(part);
      if (seen.has(part) || !element || PACKAGE.test(element.type)) continue;
      seen.add(part);
      if (element.kind !== 'pipeline' && !this.#partOf.has(part)) this.#partOf.set(part, id);
      queue.push(...(contained.get(part) ?? []));
    }
  }

  #suppliers(): void {
    for (const { id, element, kind } of this.#elements.values()) {
      if (!kind || kind === 'party' || this.#partOf.has(id)) continue;
      for (const key of ['suppliedBy', 'originatedBy']) {
        for (const item of element.get(key).items()) {
          const party = this.#elements.get(item.maybeText() ?? '');
          if (party?.kind !== 'party') continue;
          stateElement(this.#into, party.element, party.id, 'party');
          this.#into.influence('supplies', party.id, id, item.at);
        }
      }
    }
  }

  #state({ type, from, to, at }: Relation): void {
    to.forEach((target, index) => {
      const place = to.length > 1 ? `${at.at}/to/${index}` : `${at.at}/to`;
      switch (type) {
        case 'trainedOn':
          this.#join('trains', target, from, place, { role: 'train' }, 'dataset');
          return;
        case 'testedOn':
          this.#join('evaluates', target, from, place, { role: 'test' }, 'dataset');
          return;
        case 'generates':
        case 'hasOutput':
          this.#join('produces', from, target, place);
          return;
        case 'hasInput':
          this.#join(this.#inputKind(from), target, from, place);
          return;
        case 'ancestorOf':
          this.#join(undefined, from, target, place);
          return;
        case 'descendantOf':
        case 'dependsOn':
          this.#join(undefined, target, from, place);
          return;
        default:
      }
    });
  }

  #inputKind(of: string): 'ingests' | 'derives' | undefined {
    const kind = this.#elements.get(this.#partOf.get(of) ?? of)?.kind;
    return kind === 'pipeline' ? 'ingests' : kind === 'dataset' ? 'derives' : undefined;
  }

  #join(
    kind: 'trains' | 'evaluates' | 'produces' | 'ingests' | 'derives' | undefined,
    from: string,
    to: string,
    at: string,
    says: { readonly role?: 'train' | 'test' } = {},
    mention?: 'dataset',
  ): void {
    const fromKey = this.#end(from, at, mention);
    const toKey = this.#end(to, at);
    if (fromKey === undefined || toKey === undefined || fromKey.key === toKey.key) return;
    const found = kind ?? dependencyKind(fromKey.kind, toKey.kind);
    if (found) this.#into.influence(found, fromKey.key, toKey.key, at, says, kind ? 'declared' : 'inferred');
  }

  #end(
    id: string,
    at: string,
    mention?: 'dataset',
  ): { readonly key: string; readonly kind: AssetKind } | undefined {
    const key = this.#partOf.get(id) ?? id;
    const element = this.#elements.get(key);
    if (element?.kind) return { key, kind: element.kind };
    if (element) return undefined;
    if (mention && !/^(https?|urn|_):/.test(id))
      return { key: stateMention(this.#into, { type: mention, text: id, at }), kind: mention };
    this.#into.warn(at, `“${id}” is not in this file; the relationship was left out.`);
    return undefined;
  }
}
