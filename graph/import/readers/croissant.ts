/**
 * Reads Croissant dataset descriptions (0.8 to 1.1): the dataset, where its files come from, who made and
 * labelled it. Keys may bear the prefix `sc:` or none. No context is ever fetched.
 */
import type { AssetFields } from '../../model/asset';
import type { AssetFacts } from '../../model/facts';
import { Cursor } from '../cursor';
import { hubFields, stateMention } from '../hub-placeholder';
import { digestKey, hubKey, hubReference } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

export const croissantReader: Reader = {
  title: 'Croissant (0.8–1.1)',
  recognises: ({ form, values }) => {
    if (form !== 'json') return false;
    const [value] = values;
    if (
      list(member(value, 'conformsTo')).some((item) =>
        /mlcommons\.org\/croissant/.test(JSON.stringify(item) ?? ''),
      )
    )
      return true;
    return (
      list(member(value, '@type')).some(
        (type) => typeof type === 'string' && /(^|[:/])Dataset$/.test(type),
      ) &&
      (member(value, 'distribution') !== undefined || member(value, 'recordSet') !== undefined)
    );
  },
  read: ({ values }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    const edition =
      /croissant\/([\d.]+)/.exec(JSON.stringify(root.get('conformsTo').value) ?? '')?.[1] ?? '0.8';
    new CroissantReading(root, into).read();
    return `croissant-${edition}`;
  },
};

const DATASET = 'dataset';

const NOTED = [
  'dataCollection',
  'dataCollectionType',
  'dataCollectionRawData',
  'dataAnnotationProtocol',
  'dataAnnotationPlatform',
  'dataAnnotationAnalysis',
  'annotatorDemographics',
  'annotationsPerItem',
  'machineAnnotationTools',
  'dataPreprocessingProtocol',
  'dataManipulationProtocol',
  'dataImputationProtocol',
  'personalSensitiveInformation',
  'dataBiases',
  'dataLimitations',
  'dataReleaseMaintenancePlan',
];

class CroissantReading {
  readonly #root: Cursor;
  readonly #into: ProposalBuilder;

  constructor(root: Cursor, into: ProposalBuilder) {
    this.#root = root;
    this.#into = into;
  }

  read(): void {
    const name = this.#property(this.#root, 'name').text() ?? 'unnamed dataset';
    this.#stateDataset(name);
    this.#distribution();
    this.#parties();
    this.#provenance();
    this.#labels(name);
  }

  #property(of: Cursor, name: string): Cursor {
    for (const prefix of ['', 'sc:', 'schema:', 'cr:', 'https://schema.org/']) {
      const found = of.get(`${prefix}${name}`);
      if (found.exists) return found;
    }
    return of.get(name);
  }

  #rai(name: string): string | undefined {
    for (const key of [`rai:${name}`, name]) {
      const texts = this.#root
        .get(key)
        .items()
        .flatMap((item) => item.maybeText() ?? []);
      if (texts.length > 0) return texts.join('; ');
    }
    return undefined;
  }

  #stateDataset(name: string): void {
    const url =
      this.#property(this.#root, 'url').maybeText() ??
      this.#property(this.#root, 'sameAs').items()[0]?.maybeText();
    const hub = url === undefined ? undefined : hubReference(url);
    const live = this.#property(this.#root, 'isLiveDataset').flag();
    const digests = this.#files().flatMap((file) => fileDigests(file));
    const notes = Object.fromEntries(
      NOTED.flatMap((key) => (this.#rai(key) === undefined ? [] : [[`rai:${key}`, this.#rai(key) ?? '']])),
    );
    const declared: Partial<AssetFields> = {
      kind: 'dataset',
      name,
      description: this.#property(this.#root, 'description').maybeText(),
      version: this.#property(this.#root, 'version').maybeText(),
      licence:
        this.#property(this.#root, 'license')
          .items()
          .flatMap((item) => item.maybeText() ?? [])
          .join(', ') || undefined,
      location: url,
      digests,
      facts: {
        ...(live === undefined ? {} : { live }),
        ...(digests.length > 0 ? { integrity: 'hash' } : {}),
      },
      properties: notes,
    };
    const onHub = hub?.type === 'dataset' ? hub : undefined;
    this.#into.asset(
      DATASET,
      '/',
      { declared, inferred: onHub ? hubFields('dataset', onHub.id) : {} },
      onHub ? [hubKey('dataset', onHub.id)] : [],
    );
  }

  #files(): readonly Cursor[] {
    return this.#property(this.#root, 'distribution')
      .objects()
      .filter((item) => /FileObject/.test(item.get('@type').maybeText() ?? ''));
  }

  /** Files that lie somewhere else than the dataset itself come from a source. */
  #distribution(): void {
    const own = hostAndPath(this.#property(this.#root, 'url').maybeText());
    for (const file of this.#files()) {
      const url = this.#property(file, 'contentUrl').maybeText();
      if (url === undefined || !/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) continue;
      const place = hostAndPath(url);
      if (own !== undefined && place !== undefined && (place.startsWith(own) || own.startsWith(place)))
        continue;
      const host = /^[a-z0-9+.-]+:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url;
      const key = this.#into.asset(
        `source:${host}`,
        file.at,
        {
          declared: { kind: 'source', name: host, location: url },
          inferred: { facts: { origin: 'outside' } },
        },
        [`name:source/host/${host.toLowerCase()}`],
      );
      this.#into.influence('supplies', key, DATASET, file.at);
    }
  }

  #parties(): void {
    for (const role of ['creator', 'publisher', 'maintainer']) {
      for (const item of this.#property(this.#root, role).items()) {
        const name = item.isObject ? this.#property(item, 'name').maybeText() : item.maybeText();
        if (name === undefined) continue;
        const key = this.#into.asset(`party:${name.toLowerCase()}`, item.at, {
          declared: { kind: 'party', name },
        });
        this.#into.influence(role === 'maintainer' ? 'writes' : 'supplies', key, DATASET, item.at, {
          note: role,
        });
      }
    }
  }

  #provenance(): void {
    for (const origin of this.#root.get('prov:wasDerivedFrom').items()) {
      const text = origin.isObject
        ? (origin.get('prov:atLocation').maybeText() ?? origin.get('@id').maybeText())
        : origin.maybeText();
      if (text === undefined) continue;
      const hub = hubReference(text);
      const label = origin.get('prov:label').maybeText() ?? text;
      const key = hub
        ? stateMention(this.#into, { type: 'dataset', text, at: origin.at })
        : this.#into.asset(
            `dataset:${text}`,
            origin.at,
            { declared: { kind: 'dataset', name: label, location: text } },
            /^https?:/.test(text) ? [text] : [],
          );
      this.#into.influence('derives', key, DATASET, origin.at);
    }
    for (const activity of this.#root.get('prov:wasGeneratedBy').objects()) this.#activity(activity);
  }

  #activity(activity: Cursor): void {
    const id = activity.get('@id').maybeText() ?? activity.at;
    const description =
      activity.get('prov:description').maybeText() ?? activity.get('prov:label').maybeText();
    const key = this.#into.asset(`activity:${id}`, activity.at, {
      declared: { kind: 'pipeline', name: activity.get('prov:label').maybeText() ?? id, description },
    });
    this.#into.influence('produces', key, DATASET, activity.at);
    for (const agent of activity.get('prov:wasAssociatedWith').objects()) {
      const name = this.#property(agent, 'name').maybeText() ?? agent.get('@id').maybeText();
      if (name === undefined) continue;
      const software = /SoftwareAgent/.test(agent.get('@type').maybeText() ?? '');
      const kind = software ? 'tool' : 'party';
      const who = this.#into.asset(`${kind}:${name.toLowerCase()}`, agent.at, { declared: { kind, name } });
      this.#into.influence(software ? 'runs' : 'writes', who, key, agent.at);
    }
  }

  /** Annotators are a set of labels of their own: whoever wrote them decides what is learned. */
  #labels(name: string): void {
    const platform = this.#rai('dataAnnotationPlatform');
    const protocol = this.#rai('dataAnnotationProtocol');
    const machines = this.#rai('machineAnnotationTools');
    if (
      platform === undefined &&
      protocol === undefined &&
      machines === undefined &&
      this.#rai('annotatorDemographics') === undefined
    )
      return;
    const annotators = annotatorsIn(
      [platform, protocol, this.#rai('annotatorDemographics')].join(' '),
      machines,
    );
    const facts: AssetFacts = {
      ...(annotators ? { annotators } : {}),
      ...(annotators === 'crowd' ? { origin: 'outside', writers: 'crowd' } : {}),
    };
    const at = this.#root.get('rai:dataAnnotationPlatform').at;
    const key = this.#into.asset('labels', at, {
      declared: { kind: 'label-set', name: `Labels of ${name}`, description: platform ?? protocol },
      inferred: { facts },
    });
    this.#into.influence('labels', key, DATASET, at);
    if (annotators) this.#into.asset(DATASET, at, { inferred: { facts: { annotators } } });
  }
}

function annotatorsIn(text: string, machines: string | undefined): AssetFacts['annotators'] {
  if (/crowd|turk|mturk|prolific|toloka|appen|scale ai|raters?\b/i.test(text)) return 'crowd';
  if (machines !== undefined && !/^(none|n\/a|no)\b/i.test(machines)) return 'machine';
  return /expert|professional|trained annotator/i.test(text) ? 'expert' : undefined;
}

const hostAndPath = (url: string | undefined): string | undefined =>
  url
    ?.replace(/^[a-z]+:\/\/(www\.)?/i, '')
    .replace(/\/(tree|blob|resolve)\/.*$/, '')
    .replace(/\/$/, '')
    .toLowerCase();

/** Real digests only: some exporters put the address of an issue where the hash should stand. */
const fileDigests = (file: Cursor): readonly string[] =>
  ['sha256', 'md5'].flatMap((name) => digestKey(name, file.get(name).maybeText() ?? '') ?? []);
