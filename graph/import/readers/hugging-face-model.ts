/** A Hugging Face model card: the model, its bases, its datasets and its benchmarks. */
import type { AssetFields } from '../../model/asset';
import type { AssetFacts } from '../../model/facts';
import type { Cursor } from '../cursor';
import { doubtAboutName } from '../dataset-name';
import { hubFields, stateMention } from '../hub-placeholder';
import { hubKey } from '../identity';
import { impliedRelation, type Relation, relationNamed, saysAdapter, serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import type { ParsedFile } from '../reader';
import { headingOf, ownHubEntry, sharedFields, stemOf } from './hugging-face-card';

const CARD = 'card';

export class ModelCard {
  readonly #card: Cursor;
  readonly #file: ParsedFile;
  readonly #into: ProposalBuilder;
  readonly #words: readonly string[];
  readonly #bases: readonly Cursor[];

  constructor(card: Cursor, file: ParsedFile, into: ProposalBuilder) {
    this.#card = card;
    this.#file = file;
    this.#into = into;
    this.#words = [...card.get('tags').items(), card.get('library_name')].flatMap(
      (item) => item.maybeText() ?? [],
    );
    this.#bases = card
      .get('base_model')
      .items()
      .filter((item) => item.text() !== undefined);
  }

  read(): void {
    const stated = relationNamed(this.#card.get('base_model_relation').text());
    const adapter = stated === 'adapter' || (stated === undefined && this.#words.some(saysAdapter));
    this.#stateModel(adapter, stated);
    for (const base of this.#bases) this.#base(base, stated);
    const kind = this.#bases.length > 0 ? 'tunes' : 'trains';
    for (const item of [...this.#card.get('datasets').items(), ...this.#card.get('buckets').items()]) {
      const text = item.text();
      if (text === undefined) continue;
      const key = stateMention(this.#into, { type: 'dataset', text, at: item.at });
      this.#into.influence(kind, key, CARD, item.at, { role: 'train' });
    }
    this.#benchmarks();
  }

  #stateModel(adapter: boolean, stated: Relation | undefined): void {
    const card = this.#card;
    const index = card.get('model-index').objects()[0]?.get('name').maybeText();
    const heading = headingOf(this.#file.body);
    const stem = stemOf(this.#file.name);
    const own = ownHubEntry(this.#file, 'model', [index, heading, stem]);
    const declaredName = card.get('model_name').maybeText() ?? index;
    const upstream = this.#bases.length + card.get('datasets').items().length;
    const facts: AssetFacts = this.#facts();
    const { facts: gates, ...shared } = sharedFields(card);
    const declared: Partial<AssetFields> = {
      ...shared,
      ...(declaredName === undefined ? {} : { name: declaredName }),
      ...(stated === 'adapter' || !adapter ? { kind: adapter ? 'adapter' : 'model' } : {}),
      ...(gates ? { facts: gates } : {}),
    };
    const hub = own ? hubFields('model', own.id) : {};
    const inferred: Partial<AssetFields> = {
      ...hub,
      kind: adapter ? 'adapter' : 'model',
      name: own?.id.split('/').at(-1) ?? heading ?? stem,
      lineage: upstream > 0 ? 'partial' : 'unknown',
      facts: { ...hub.facts, ...facts },
    };
    this.#into.asset(
      CARD,
      this.#card.at || '/',
      { declared, inferred },
      own ? [hubKey('model', own.id)] : [],
    );
  }

  #facts(): AssetFacts {
    const serialization = serializationOf(this.#words);
    const remoteCode =
      this.#words.includes('custom_code') || /trust_remote_code\s*=\s*True/.test(this.#file.body);
    return {
      ...(serialization ? { serialization } : {}),
      ...(remoteCode ? { remoteCode: true } : {}),
    };
  }

  #base(base: Cursor, stated: Relation | undefined): void {
    const text = base.text();
    if (text === undefined) return;
    const key = stateMention(this.#into, { type: 'model', text, at: base.at });
    this.#into.influence('base-of', key, CARD, base.at, stated ? { relation: stated } : {});
    if (stated) return;
    const relation = impliedRelation(this.#words, this.#bases.length);
    this.#into.influence('base-of', key, CARD, base.at, { relation }, 'inferred');
  }

  #benchmarks(): void {
    const results = this.#card
      .get('model-index')
      .objects()
      .flatMap((model) => model.get('results').objects());
    for (const result of results) {
      const dataset = result.get('dataset');
      const name = dataset.get('name').maybeText();
      const type = dataset.get('type').maybeText();
      const onHub = type !== undefined && doubtAboutName(type) !== 'stop-word';
      const text = onHub ? type : (name ?? type);
      if (text === undefined) continue;
      const key = stateMention(this.#into, {
        type: 'dataset',
        text,
        onHub,
        at: dataset.at,
        revision: dataset.get('revision').maybeText(),
        also: { facts: { origin: 'outside', role: 'test' }, ...(name ? { description: name } : {}) },
      });
      this.#into.influence('evaluates', key, CARD, dataset.at, { role: 'test' });
    }
  }
}
