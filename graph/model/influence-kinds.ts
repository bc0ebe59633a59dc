/**
 * The closed union of influences, each directed the way poison travels: from what is written to what is
 * made from it. Many formats state the reverse ("model trainedOn dataset"); readers turn it round.
 */
import { z } from 'zod';
import { ASSET_KIND_FACTS, type AssetKind } from './asset-kinds';
import { ATTACK_CLASSES, type AttackClass } from './attack-classes';

type InfluenceKindFacts = {
  readonly from: readonly AssetKind[];
  readonly to: readonly AssetKind[];
  /** Empty: an association, which carries no poison. */
  readonly classes: readonly AttackClass[];
};

const DATA = ['dataset', 'label-set', 'feedback', 'feature-store'] as const;
const CONTEXT_STORES = ['knowledge-base', 'memory'] as const;
const MODELS = ['model', 'adapter', 'artifact'] as const;
const OUTSIDERS = ['source', 'party'] as const;
const RUNNERS = ['pipeline', 'infrastructure'] as const;
const SERVED = ['system', 'agent', 'tool'] as const;
const ANYTHING: readonly AssetKind[] = [
  ...OUTSIDERS,
  ...DATA,
  ...CONTEXT_STORES,
  ...MODELS,
  ...RUNNERS,
  ...SERVED,
  'evaluation',
  'registry',
  'decision',
];
const ALL = ATTACK_CLASSES;
const LEARNED = ['availability', 'targeted', 'backdoor'] as const;
const DATA_BORNE = [...LEARNED, 'context'] as const;
const WEIGHT_BORNE = [...LEARNED, 'tampering', 'code'] as const;

export const INFLUENCE_KIND_FACTS = {
  /** An origin gives something to the organisation. */
  supplies: { from: [...OUTSIDERS, 'registry', 'system'], to: ANYTHING, classes: ALL },
  /** Somebody or something may change the content. */
  writes: { from: [...OUTSIDERS, ...SERVED, ...RUNNERS, ...MODELS], to: ANYTHING, classes: ALL },
  /** Somebody, or a set of labels somebody made, decides the labels of data. */
  labels: { from: [...OUTSIDERS, ...MODELS, 'label-set', 'pipeline', 'system'], to: DATA, classes: LEARNED },
  /** A step reads data. */
  ingests: {
    from: [...OUTSIDERS, ...DATA, ...CONTEXT_STORES, 'system', 'registry'],
    to: [...RUNNERS, ...DATA, ...CONTEXT_STORES, 'tool', 'agent', 'system', 'evaluation'],
    classes: DATA_BORNE,
  },
  /** Data is made from data; a dataset from a model's output. */
  derives: {
    from: [...OUTSIDERS, ...DATA, ...CONTEXT_STORES, ...MODELS],
    to: [...DATA, ...CONTEXT_STORES, ...MODELS],
    classes: DATA_BORNE,
  },
  /** Data shapes weights in training. */
  trains: { from: [...DATA, ...CONTEXT_STORES, 'source'], to: [...MODELS, 'pipeline'], classes: LEARNED },
  /** Data shapes weights in fine-tuning. */
  tunes: { from: [...DATA, ...CONTEXT_STORES, 'source'], to: [...MODELS, 'pipeline'], classes: LEARNED },
  /** Preferences shape behaviour (RLHF, DPO). */
  aligns: { from: [...DATA, ...MODELS, ...OUTSIDERS], to: [...MODELS, 'pipeline'], classes: LEARNED },
  /** A model starts from another's weights. */
  'base-of': { from: MODELS, to: [...MODELS, 'pipeline'], classes: WEIGHT_BORNE },
  /** An adapter changes a model. */
  adapts: { from: MODELS, to: [...MODELS, ...SERVED], classes: WEIGHT_BORNE },
  /** Weights are merged into another model. */
  merges: { from: MODELS, to: [...MODELS, 'pipeline'], classes: WEIGHT_BORNE },
  /** A step makes something. */
  produces: {
    from: [...RUNNERS, 'agent', 'system'],
    to: [...DATA, ...CONTEXT_STORES, ...MODELS, 'evaluation'],
    classes: ALL,
  },
  /** A file form of a model: serialised, quantised, tokenised. */
  packages: { from: [...MODELS, ...RUNNERS], to: [...MODELS, 'infrastructure'], classes: WEIGHT_BORNE },
  /** A place where things lie and could be exchanged. */
  hosts: { from: ['registry', 'infrastructure', ...OUTSIDERS], to: ANYTHING, classes: ALL },
  /** Content enters an index. */
  indexes: {
    from: [...OUTSIDERS, ...DATA, ...CONTEXT_STORES, 'pipeline', 'system', 'tool'],
    to: CONTEXT_STORES,
    classes: ['context'],
  },
  /** Content is read into a model's context. */
  retrieves: {
    from: [...CONTEXT_STORES, ...DATA, 'tool', 'source'],
    to: [...MODELS, ...SERVED],
    classes: ['context'],
  },
  /** Content is kept for later turns. */
  remembers: { from: [...SERVED, ...MODELS, ...OUTSIDERS], to: ['memory'], classes: ['context'] },
  /** A tool is called; what it says and does comes back. */
  invokes: { from: ['tool', 'agent', 'system', ...MODELS], to: [...SERVED], classes: ['context', 'code'] },
  /** A step or registry puts a model into service. */
  deploys: { from: [...RUNNERS, 'registry', ...MODELS], to: [...SERVED], classes: WEIGHT_BORNE },
  /** A model answers for a system. */
  serves: { from: MODELS, to: [...SERVED, 'decision'], classes: ALL },
  /** What users or systems say comes back as data. */
  'feeds-back': {
    from: [...SERVED, ...MODELS, ...OUTSIDERS, 'decision'],
    to: [...DATA, ...CONTEXT_STORES],
    classes: DATA_BORNE,
  },
  /** A participant's update enters a shared model. */
  aggregates: {
    from: [...OUTSIDERS, ...MODELS, ...DATA, 'system'],
    to: [...MODELS, 'pipeline'],
    classes: [...LEARNED, 'tampering'],
  },
  /** Infrastructure runs a step. */
  runs: {
    from: [...RUNNERS, ...OUTSIDERS, 'artifact', 'tool'],
    to: [...RUNNERS, ...SERVED, 'evaluation', 'registry'],
    classes: ALL,
  },
  /** People or processes act on an answer. */
  decides: {
    from: [...SERVED, ...MODELS],
    to: ['decision', 'system'],
    classes: [...DATA_BORNE, 'tampering'],
  },
  /** A benchmark judges a model: a poisoned one is false assurance, its own finding. */
  evaluates: {
    from: [...DATA, 'evaluation', 'pipeline', 'source'],
    to: [...MODELS, ...SERVED, 'evaluation', 'pipeline'],
    classes: [],
  },
  /** The same thing at another time. */
  'version-of': { from: ANYTHING, to: ANYTHING, classes: [] },
  /** A document describes a thing. */
  documents: { from: ANYTHING, to: ANYTHING, classes: [] },
} as const satisfies Record<string, InfluenceKindFacts>;

export type InfluenceKind = keyof typeof INFLUENCE_KIND_FACTS;

export const INFLUENCE_KINDS = Object.keys(INFLUENCE_KIND_FACTS) as readonly InfluenceKind[] as readonly [
  InfluenceKind,
  ...InfluenceKind[],
];

export const influenceKind = z.enum(INFLUENCE_KINDS);

/** The table entry of one kind, widened so that callers need not know its literal types. */
export const influenceFacts = (kind: InfluenceKind): InfluenceKindFacts => INFLUENCE_KIND_FACTS[kind];

/** True where an influence of this kind can carry poison of this class. */
export const carries = (kind: InfluenceKind, attack: AttackClass): boolean =>
  influenceFacts(kind).classes.includes(attack);

/** Kinds that hand over or change a thing as a whole: they carry what can be planted in that thing, no more. */
const HANDING_OVER: readonly InfluenceKind[] = ['supplies', 'writes', 'hosts', 'produces'];

/** True where an influence of this kind can carry poison of this class into an asset of that kind. */
export const carriesInto = (kind: InfluenceKind, attack: AttackClass, to: AssetKind): boolean =>
  carries(kind, attack) && (!HANDING_OVER.includes(kind) || ASSET_KIND_FACTS[to].plantable.includes(attack));

/** True where the kind may join these two kinds of asset. */
export const mayJoin = (kind: InfluenceKind, from: AssetKind, to: AssetKind): boolean =>
  influenceFacts(kind).from.includes(from) && influenceFacts(kind).to.includes(to);
