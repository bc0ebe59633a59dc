/**
 * Reads OpenLineage run, job and dataset events: one object, a list, or one per line. A job is a pipeline
 * known by namespace and name; data flows from inputs to the job and from the job to outputs.
 *
 * Environment facets are never read: they may hold secrets.
 */
import type { AssetFields } from '../../model/asset';
import type { Basis } from '../../model/evidence';
import { Cursor } from '../cursor';
import { looksLikeWeights, serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const isEvent = (value: unknown): boolean => {
  if (
    member(value, 'job') !== undefined &&
    (member(value, 'run') !== undefined ||
      member(value, 'eventType') !== undefined ||
      member(value, 'inputs') !== undefined ||
      member(value, 'outputs') !== undefined)
  )
    return true;
  if (
    member(value, 'eventType') !== undefined &&
    (member(value, 'inputs') !== undefined || member(value, 'outputs') !== undefined)
  )
    return true;
  const urls = [member(value, 'schemaURL'), member(member(value, 'lineage'), '_schemaURL')];
  return urls.some((url) => typeof url === 'string' && /openlineage/i.test(url));
};

export const openLineageReader: Reader = {
  title: 'OpenLineage events (JSON, JSON Lines)',
  recognises: ({ form, values }) => {
    if (form !== 'json' && form !== 'json-lines') return false;
    const [value] = values;
    return isEvent(Array.isArray(value) ? value[0] : value);
  },
  read: ({ form, values }, into) => {
    const reading = new OpenLineageReading(into);
    const [first] = values;
    if (form === 'json-lines')
      values.forEach((value, index) => {
        reading.event(new Cursor(value, `line ${index + 1}`, into.warn));
      });
    else for (const event of new Cursor(first, '', into.warn).objects()) reading.event(event);
    return 'openlineage';
  },
};

class OpenLineageReading {
  readonly #into: ProposalBuilder;
  /** Output edges confirmed by a run that did not fail. */
  readonly #seen = new Set<string>();

  constructor(into: ProposalBuilder) {
    this.#into = into;
  }

  event(event: Cursor): void {
    this.#checkTime(event);
    const own = event.get('dataset');
    const about = own.isObject ? this.#dataset(own) : undefined;
    if (about) this.#lineage(own, about, new Set());
    if (event.get('lineage').isObject && !event.get('outputs').exists)
      event.warn('A lineage facet on its own does not say which dataset it belongs to; nothing was drawn.');
    const job = this.#job(event.get('job'));
    const inputs = new Set(
      event
        .get('inputs')
        .objects()
        .flatMap((input) => this.#input(input, job)),
    );
    const failed = /^(FAIL|ABORT)$/.test(event.get('eventType').maybeText() ?? '');
    for (const output of event.get('outputs').objects()) {
      const key = this.#dataset(output);
      if (key && job) this.#join('produces', job, key, output.at, failed ? 'inferred' : 'declared');
      if (key) this.#lineage(output, key, job ? inputs : new Set());
    }
  }

  #input(input: Cursor, job: string | undefined): readonly string[] {
    const key = this.#dataset(input);
    if (key && job) this.#join('ingests', key, job, input.at, 'declared');
    return key ? [key] : [];
  }

  #checkTime(event: Cursor): void {
    const time = event.get('eventTime').maybeText();
    if (time === undefined || !Number.isNaN(Date.parse(time)) || this.#seen.has('time')) return;
    this.#seen.add('time');
    event.get('eventTime').warn(`“${time.slice(0, 60)}” is no time; times of this file are not used.`);
  }

  #join(kind: 'ingests' | 'produces' | 'derives', from: string, to: string, at: string, basis: Basis): void {
    const id = `${kind}\0${from}\0${to}\0${basis}`;
    if (this.#seen.has(id) || from === to) return;
    this.#seen.add(id);
    this.#into.influence(
      kind,
      from,
      to,
      at,
      basis === 'inferred' && kind === 'produces' ? { note: 'the run failed' } : {},
      basis,
    );
  }

  #job(job: Cursor): string | undefined {
    const namespace = job.get('namespace').maybeText() ?? '';
    const name = job.get('name').maybeText() ?? namespace;
    if (name === '') return undefined;
    const key = `ol:job:${namespace}#${name}`;
    if (this.#seen.has(key)) return key;
    this.#seen.add(key);
    const facets = job.get('facets');
    this.#into.asset(
      key,
      job.at,
      {
        declared: {
          name,
          description: facets.get('documentation', 'description').maybeText(),
          owner: facets.get('ownership', 'owners').objects()[0]?.get('name').maybeText(),
          location: facets.get('sourceCodeLocation', 'url').maybeText(),
          version: facets.get('sourceCodeLocation', 'version').maybeText(),
          properties: { namespace, ...jobType(facets) },
        },
        inferred: { kind: 'pipeline' },
      },
      [key],
    );
    return key;
  }

  #dataset(dataset: Cursor): string | undefined {
    const name = dataset.get('name').maybeText();
    if (name === undefined) {
      dataset.warn('This dataset has no name; skipped.');
      return undefined;
    }
    const namespace = dataset.get('namespace').maybeText() ?? '';
    const key = keyOf(dataset);
    if (this.#seen.has(key)) return key;
    this.#seen.add(key);
    const facets = dataset.get('facets');
    const model =
      looksLikeWeights(name) ||
      /(^|\/)models?:?\//.test(name) ||
      facets.keys().some((facet) => /model/i.test(facet) && facet !== 'datasetModel');
    const aliases = facets
      .get('symlinks', 'identifiers')
      .objects()
      .flatMap((item) => {
        const alias = item.get('name').maybeText();
        return alias ? [`ol:${item.get('namespace').maybeText() ?? ''}#${alias}`] : [];
      });
    const serialization = model ? serializationOf([name]) : undefined;
    const fields: Partial<AssetFields> = {
      name,
      description: facets.get('documentation', 'description').maybeText(),
      owner: facets.get('ownership', 'owners').objects()[0]?.get('name').maybeText(),
      location: facets.get('dataSource', 'uri').maybeText(),
      version: facets.get('version', 'datasetVersion').maybeText(),
      properties: { namespace },
    };
    this.#into.asset(
      key,
      dataset.at,
      {
        declared: fields,
        inferred: {
          kind: model ? 'model' : 'dataset',
          ...(serialization ? { facts: { serialization } } : {}),
        },
      },
      [key, ...aliases],
    );
    return key;
  }

  /** Lineage of a dataset that the job's inputs do not already tell: by column, or by the newer lineage facet. */
  #lineage(output: Cursor, to: string, told: ReadonlySet<string>): void {
    const columns = output
      .get('facets', 'columnLineage', 'fields')
      .entries()
      .flatMap(([, field]) => field.get('inputFields').objects());
    const explicit = output.get('facets', 'lineage');
    const more = ['inputs', 'datasets', 'upstream'].flatMap((key) => explicit.get(key).objects());
    for (const input of [
      ...columns,
      ...output.get('facets', 'columnLineage', 'dataset').objects(),
      ...more,
    ]) {
      if (input.get('name').maybeText() === undefined) continue;
      if (told.size > 0 && !this.#seen.has(keyOf(input))) continue;
      const from = this.#dataset(input);
      if (from && !told.has(from)) this.#join('derives', from, to, input.at, 'declared');
    }
  }
}

const keyOf = (dataset: Cursor): string =>
  `ol:${dataset.get('namespace').maybeText() ?? ''}#${dataset.get('name').maybeText() ?? ''}`;

function jobType(facets: Cursor): Record<string, string> {
  const type = facets.get('jobType');
  const text = ['integration', 'jobType', 'processingType'].flatMap((key) => type.get(key).maybeText() ?? []);
  return text.length > 0 ? { jobType: text.join(' ') } : {};
}
