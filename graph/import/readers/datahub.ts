/** Reads DataHub metadata files: change events (MCE) and change proposals (MCP), by urn and aspect. */
import type { AssetKind } from '../../model/asset-kinds';
import type { InfluenceKind } from '../../model/influence-kinds';
import { mayJoin } from '../../model/influence-kinds';
import { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const isEvent = (value: unknown): boolean =>
  member(value, 'proposedSnapshot') !== undefined ||
  (member(value, 'entityUrn') !== undefined && member(value, 'aspectName') !== undefined);

export const datahubReader: Reader = {
  title: 'DataHub metadata (MCE, MCP)',
  recognises: ({ values }) => isEvent(Array.isArray(values[0]) ? values[0][0] : values[0]),
  read: ({ values, form }, into) => {
    const reading = new DatahubReading(into);
    const roots =
      form === 'json-lines'
        ? values.map((value, index) => new Cursor(value, `line ${index + 1}`, into.warn))
        : new Cursor(values[0], '', into.warn).objects();
    for (const event of roots) reading.event(event);
    return 'datahub';
  },
};

const KINDS: Readonly<Record<string, AssetKind>> = {
  dataset: 'dataset',
  mlModel: 'model',
  mlModelGroup: 'registry',
  mlModelDeployment: 'system',
  mlFeature: 'feature-store',
  mlFeatureTable: 'feature-store',
  mlPrimaryKey: 'feature-store',
  dataJob: 'pipeline',
  dataFlow: 'pipeline',
  dataProcessInstance: 'pipeline',
  dashboard: 'system',
  chart: 'system',
  notebook: 'pipeline',
};

type Known = { readonly key: string; readonly kind: AssetKind };

class DatahubReading {
  readonly #into: ProposalBuilder;

  constructor(into: ProposalBuilder) {
    this.#into = into;
  }

  event(event: Cursor): void {
    const snapshot = event.get('proposedSnapshot');
    if (!snapshot.exists) {
      const own = this.#urn(event.get('entityUrn'));
      if (own)
        this.#aspect(own, event.get('aspectName').maybeText() ?? '', this.#content(event.get('aspect')));
      return;
    }
    for (const [, body] of snapshot.entries()) {
      const own = this.#urn(body.get('urn'));
      if (!own) continue;
      for (const aspect of body.get('aspects').objects()) {
        for (const [name, content] of aspect.entries())
          this.#aspect(own, name.split('.').at(-1) ?? name, content);
      }
    }
  }

  /** An aspect as an object, under `json`, or as JSON in text. */
  #content(aspect: Cursor): Cursor {
    if (aspect.get('json').isObject) return aspect.get('json');
    const text = aspect.get('value').maybeText();
    if (text === undefined) return aspect;
    try {
      return new Cursor(JSON.parse(text), aspect.get('value').at, this.#into.warn);
    } catch {
      aspect.warn('This aspect is not valid JSON; left out.');
      return new Cursor(undefined, aspect.at, this.#into.warn);
    }
  }

  /** States what an urn names: `urn:li:dataset:(urn:li:dataPlatform:kafka,orders,PROD)`. */
  #urn(place: Cursor): Known | undefined {
    const urn = place.maybeText();
    const [, type = '', rest = ''] = /^urn:li:(\w+):(.+)$/.exec(urn ?? '') ?? [];
    const kind = KINDS[type];
    if (urn === undefined || kind === undefined) return undefined;
    const platform = /dataPlatform:([^,)]+)/.exec(rest)?.[1];
    const inner = rest.replace(/^\(|\)$/g, '');
    const name =
      type === 'dataJob'
        ? (inner.split(',').at(-1) ?? inner)
        : inner.replace(/^urn:li:[^,]*,/, '').replace(/,[A-Z]+$/, '');
    this.#into.asset(
      urn,
      place.at,
      {
        declared: { name, properties: platform ? { platform } : {} },
        inferred: { kind },
      },
      [urn],
    );
    return { key: urn, kind };
  }

  #aspect(own: Known, name: string, content: Cursor): void {
    switch (name.toLowerCase()) {
      case 'upstreamlineage':
        for (const upstream of content.get('upstreams').objects())
          this.#join('derives', this.#urn(upstream.get('dataset')), own, upstream.at);
        return;
      case 'datajobinputoutput':
        for (const input of content.get('inputDatasets').items())
          this.#join('ingests', this.#urn(input), own, input.at);
        for (const output of content.get('outputDatasets').items())
          this.#join('produces', own, this.#urn(output), output.at);
        return;
      case 'mlmodelproperties':
        this.#model(own, content);
        return;
      case 'mlmodeltrainingdata':
      case 'trainingdata':
        for (const data of content.get('trainingData').objects())
          this.#join('trains', this.#urn(data.get('dataset')), own, data.at);
        return;
      case 'mlmodelevaluationdata':
      case 'evaluationdata':
        for (const data of content.get('evaluationData').objects())
          this.#join('evaluates', this.#urn(data.get('dataset')), own, data.at);
        return;
      case 'mlfeatureproperties':
      case 'mlprimarykeyproperties':
        for (const source of content.get('sources').items())
          this.#join('derives', this.#urn(source), own, source.at);
        return;
      case 'mlfeaturetableproperties':
        for (const feature of content.get('mlFeatures').items())
          this.#join('derives', this.#urn(feature), own, feature.at);
        return;
      case 'ownership': {
        const owner = content
          .get('owners')
          .objects()[0]
          ?.get('owner')
          .maybeText()
          ?.replace(/^urn:li:\w+:/, '');
        if (owner) this.#into.asset(own.key, content.at, { declared: { owner } });
        return;
      }
      default:
        if (/properties$|info$/i.test(name)) this.#describe(own, content);
    }
  }

  #describe(own: Known, content: Cursor): void {
    const declared = {
      description: content.get('description').maybeText(),
      location: content.get('externalUrl').maybeText(),
    };
    const name = content.get('name').maybeText();
    this.#into.asset(own.key, content.at, {
      declared: name === undefined ? declared : { ...declared, name },
    });
    for (const input of [...content.get('inputs').items(), ...content.get('datasets').items()]) {
      const from = this.#urn(input.isObject ? input.get('string') : input);
      const kind = from && dependencyKind(from.kind, own.kind);
      if (kind) this.#join(kind, from, own, input.at);
    }
  }

  #model(own: Known, content: Cursor): void {
    this.#describe(own, content);
    for (const job of content.get('trainingJobs').items())
      this.#join('produces', this.#urn(job), own, job.at);
    for (const feature of content.get('mlFeatures').items())
      this.#join('trains', this.#urn(feature), own, feature.at);
    for (const group of content.get('groups').items()) this.#join('hosts', this.#urn(group), own, group.at);
    for (const system of content.get('deployments').items())
      this.#join('serves', own, this.#urn(system), system.at);
    for (const job of content.get('downstreamJobs').items())
      this.#join('base-of', own, this.#urn(job), job.at);
  }

  #join(kind: InfluenceKind, from: Known | undefined, to: Known | undefined, at: string): void {
    if (!from || !to) return;
    const found = mayJoin(kind, from.kind, to.kind) ? kind : dependencyKind(from.kind, to.kind);
    const says =
      kind === 'trains' ? { role: 'train' as const } : kind === 'evaluates' ? { role: 'test' as const } : {};
    if (found) this.#into.influence(found, from.key, to.key, at, says);
  }
}
