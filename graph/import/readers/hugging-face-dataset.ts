/** A Hugging Face dataset card: the dataset, what it was made from, and who wrote its text and labels. */
import type { AssetFields } from '../../model/asset';
import type { AssetFacts } from '../../model/facts';
import type { Cursor } from '../cursor';
import { hubFields, stateMention } from '../hub-placeholder';
import { hubKey } from '../identity';
import type { ProposalBuilder } from '../proposal';
import type { ParsedFile } from '../reader';
import { headingOf, ownHubEntry, sharedFields, stemOf } from './hugging-face-card';

const CARD = 'card';

type Annotators = NonNullable<AssetFacts['annotators']>;

const ANNOTATORS: Readonly<Record<string, Annotators>> = {
  crowdsourced: 'crowd',
  'crowd-sourced': 'crowd',
  found: 'found',
  'expert-generated': 'expert',
  expert: 'expert',
  'machine-generated': 'machine',
  'no-annotation': 'none',
};

export class DatasetCard {
  readonly #card: Cursor;
  readonly #file: ParsedFile;
  readonly #into: ProposalBuilder;

  constructor(card: Cursor, file: ParsedFile, into: ProposalBuilder) {
    this.#card = card;
    this.#file = file;
    this.#into = into;
  }

  read(): void {
    const name = this.#stateDataset();
    this.#sources();
    this.#labels(name);
  }

  #stateDataset(): string {
    const card = this.#card;
    const pretty = card.get('pretty_name').maybeText();
    const heading = headingOf(this.#file.body);
    const stem = stemOf(this.#file.name);
    const own = ownHubEntry(this.#file, 'dataset', [pretty, heading, stem]);
    const sources = card.get('source_datasets').texts();
    const { facts: gates, ...shared } = sharedFields(card);
    const declared: Partial<AssetFields> = {
      ...shared,
      kind: 'dataset',
      ...(pretty === undefined ? {} : { name: pretty }),
      ...(gates ? { facts: gates } : {}),
    };
    const hub = own ? hubFields('dataset', own.id) : {};
    const writers = this.#writers();
    const inferred: Partial<AssetFields> = {
      ...hub,
      name: own?.id.split('/').at(-1) ?? heading ?? stem,
      lineage: sources.length > 0 && !sources.includes('original') ? 'partial' : 'unknown',
      facts: { ...hub.facts, ...(writers ? { writers } : {}) },
    };
    this.#into.asset(CARD, card.at || '/', { declared, inferred }, own ? [hubKey('dataset', own.id)] : []);
    return pretty ?? inferred.name ?? stem;
  }

  /** Who wrote the text: found text was written by whoever publishes, crowdsourced text by the crowd. */
  #writers(): AssetFacts['writers'] {
    const creators = this.#card.get('language_creators').texts();
    if (creators.includes('found')) return 'public';
    return creators.includes('crowdsourced') ? 'crowd' : undefined;
  }

  #sources(): void {
    for (const item of this.#card.get('source_datasets').items()) {
      const text = item.text();
      if (text === undefined || text === 'original' || text === 'extended') continue;
      const source = text.replace(/^extended\|/, '');
      const key = source.startsWith('other-')
        ? this.#unlisted(source, item.at)
        : stateMention(this.#into, { type: 'dataset', text: source, at: item.at });
      this.#into.influence('derives', key, CARD, item.at);
    }
  }

  /** `other-…` names a source that is not on the hub. */
  #unlisted(source: string, at: string): string {
    return this.#into.asset(`dataset:${source}`, at, {
      declared: { name: source },
      inferred: { kind: 'dataset', lineage: 'unknown' },
    });
  }

  #labels(name: string): void {
    for (const item of this.#card.get('annotations_creators').items()) {
      const text = item.text();
      if (text === undefined) continue;
      const annotators = ANNOTATORS[text];
      if (annotators === undefined) {
        item.warn(`“${text}” is not a creator of annotations that we know; left out.`);
        continue;
      }
      this.#into.asset(CARD, item.at, { declared: { facts: { annotators } } });
      if (annotators === 'none') continue;
      const outside = annotators === 'crowd' || annotators === 'found';
      const key = this.#into.asset(`labels:${annotators}`, item.at, {
        declared: { facts: { annotators } },
        inferred: {
          kind: 'label-set',
          name: `Labels of ${name} (${text})`,
          facts: outside ? { origin: 'outside', writers: annotators === 'crowd' ? 'crowd' : 'public' } : {},
        },
      });
      this.#into.influence('labels', key, CARD, item.at);
    }
  }
}
