/** Reads what the Hugging Face API answers for a model or dataset (`/api/models/…`, `/api/datasets/…`), pinned by its commit. */
import type { AssetFields } from '../../model/asset';
import { Cursor } from '../cursor';
import { hubFields, stateMention } from '../hub-placeholder';
import { hubKey, isHubName } from '../identity';
import {
  impliedRelation,
  looksLikeWeights,
  type Relation,
  relationNamed,
  saysAdapter,
  serializationOf,
} from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const isAnswer = (value: unknown): boolean => {
  const id = member(value, 'id') ?? member(value, 'modelId');
  return (
    typeof id === 'string' &&
    isHubName(id) &&
    Array.isArray(member(value, 'tags')) &&
    (member(value, 'cardData') !== undefined ||
      member(value, 'siblings') !== undefined ||
      member(value, 'sha') !== undefined)
  );
};

export const huggingFaceApiReader: Reader = {
  title: 'Hugging Face API JSON',
  recognises: ({ form, values }) =>
    form === 'json' && isAnswer(Array.isArray(values[0]) ? values[0][0] : values[0]),
  read: ({ values }, into) => {
    for (const item of new Cursor(values[0], '', into.warn).objects()) stateAnswer(into, item);
    return 'hugging-face-api';
  },
};

function stateAnswer(into: ProposalBuilder, item: Cursor): void {
  const id = item.get('id').maybeText() ?? item.get('modelId').maybeText();
  if (id === undefined || !isHubName(id)) {
    item.warn('This entry has no hub id; skipped.');
    return;
  }
  const tags = item.get('tags').texts();
  const dataset =
    tags.some((tag) => /^(task_categories|size_categories|annotations_creators):/.test(tag)) &&
    !item.get('pipeline_tag').exists;
  const type = dataset ? 'dataset' : 'model';
  const files = item
    .get('siblings')
    .objects()
    .flatMap((file) => file.get('rfilename').maybeText() ?? []);
  const words = [...tags, item.get('library_name').maybeText() ?? ''];
  const adapter = type === 'model' && (words.some(saysAdapter) || files.includes('adapter_config.json'));
  const revision = item.get('sha').maybeText();
  const serialization =
    type === 'model' ? (serializationOf(files.filter(looksLikeWeights)) ?? serializationOf(tags)) : undefined;
  const hub = hubFields(type, id, revision);
  const key = hubKey(type, id);
  const gated = item.get('gated').value;
  const declared: Partial<AssetFields> = {
    name: id.split('/').at(-1) ?? id,
    version: revision,
    supplier: item.get('author').maybeText(),
    licence: tags.find((tag) => tag.startsWith('license:'))?.slice(8),
    tags: tags.filter((tag) => !tag.includes(':')),
    facts: { ...(gated === undefined ? {} : { gated: gated !== false }) },
    properties: {
      pipeline_tag: item.get('pipeline_tag').maybeText() ?? '',
      library_name: item.get('library_name').maybeText() ?? '',
    },
  };
  const facts = {
    ...hub.facts,
    ...(serialization ? { serialization } : {}),
    ...(tags.includes('custom_code') ? { remoteCode: true } : {}),
  };
  into.asset(
    key,
    item.at || '/',
    { declared, inferred: { ...hub, kind: adapter ? 'adapter' : type, facts } },
    [key],
  );
  if (type === 'model') stateUpstream(into, item, key, words);
}

type BaseMention = { readonly at: string; readonly relation: Relation | undefined };

/** Bases and datasets of the card data and of the tags; a tag that names the relation says more. */
function upstreamOf(item: Cursor): {
  bases: ReadonlyMap<string, BaseMention>;
  datasets: ReadonlyMap<string, string>;
} {
  const card = item.get('cardData');
  const stated = relationNamed(card.get('base_model_relation').maybeText());
  const bases = new Map<string, BaseMention>();
  const datasets = new Map<string, string>();
  for (const base of card.get('base_model').items())
    bases.set(base.text() ?? '', { at: base.at, relation: stated });
  for (const dataset of card.get('datasets').items()) datasets.set(dataset.text() ?? '', dataset.at);
  for (const tag of item.get('tags').items()) {
    const [, kind, relation, name = ''] =
      /^(base_model|dataset):(?:(\w+):)?(.+)$/.exec(tag.text() ?? '') ?? [];
    if (kind === 'base_model')
      bases.set(name, { at: tag.at, relation: relationNamed(relation) ?? bases.get(name)?.relation });
    if (kind === 'dataset' && !datasets.has(name)) datasets.set(name, tag.at);
  }
  bases.delete('');
  datasets.delete('');
  return { bases, datasets };
}

function stateUpstream(into: ProposalBuilder, item: Cursor, key: string, words: readonly string[]): void {
  const { bases, datasets } = upstreamOf(item);
  for (const [text, { at, relation }] of bases) {
    const base = stateMention(into, { type: 'model', text, at });
    if (relation) into.influence('base-of', base, key, at, { relation });
    else
      into.influence('base-of', base, key, at, { relation: impliedRelation(words, bases.size) }, 'inferred');
  }
  for (const [text, at] of datasets) {
    const dataset = stateMention(into, { type: 'dataset', text, at });
    into.influence(bases.size > 0 ? 'tunes' : 'trains', dataset, key, at, { role: 'train' });
  }
}
