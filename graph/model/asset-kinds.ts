/** The closed union of asset kinds. One Neo4j label each; one drawing shape per family. */
import { z } from 'zod';
import { ATTACK_CLASSES, type AttackClass } from './attack-classes';

/** Decides the shape a station has on a chart. */
export type AssetFamily = 'source' | 'party' | 'data' | 'process' | 'model' | 'system';

type AssetKindFacts = {
  readonly family: AssetFamily;
  /** May stand as a target where the input names no crown assets. */
  readonly reliedOn: boolean;
  /** Is an origin outside the organisation unless something says otherwise. */
  readonly outside: boolean;
  /** What somebody who can write to it can plant: no code in a table, no instruction for a reader in weights. */
  readonly plantable: readonly AttackClass[];
  /** Has an upstream that somebody ought to know: without one its lineage is unknown, never clean. */
  readonly hasLineage: boolean;
};

const DATA_BORNE: readonly AttackClass[] = ['availability', 'targeted', 'backdoor', 'context'];
const WEIGHT_BORNE: readonly AttackClass[] = ['availability', 'targeted', 'backdoor', 'tampering', 'code'];

const PLANTABLE: Readonly<Record<AssetFamily, readonly AttackClass[]>> = {
  source: ATTACK_CLASSES,
  party: ATTACK_CLASSES,
  data: DATA_BORNE,
  process: ATTACK_CLASSES,
  model: WEIGHT_BORNE,
  system: ATTACK_CLASSES,
};

const facts = (family: AssetFamily, more: Partial<Omit<AssetKindFacts, 'family'>> = {}): AssetKindFacts => ({
  family,
  reliedOn: false,
  outside: false,
  hasLineage: false,
  plantable: PLANTABLE[family],
  ...more,
});

export const ASSET_KIND_FACTS = {
  source: facts('source', { outside: true }),
  party: facts('party'),
  dataset: facts('data', { hasLineage: true }),
  'label-set': facts('data', { hasLineage: true }),
  feedback: facts('data', { hasLineage: true }),
  'feature-store': facts('data', { hasLineage: true }),
  model: facts('model', { reliedOn: true, hasLineage: true }),
  adapter: facts('model', { hasLineage: true }),
  artifact: facts('model', { hasLineage: true }),
  pipeline: facts('process'),
  evaluation: facts('process'),
  registry: facts('system'),
  'knowledge-base': facts('data', { hasLineage: true }),
  memory: facts('data', { hasLineage: true }),
  tool: facts('system', { hasLineage: true, plantable: ['context', 'code'] }),
  agent: facts('system', { reliedOn: true, plantable: ['context', 'code', 'tampering'] }),
  infrastructure: facts('process'),
  system: facts('system', { reliedOn: true }),
  decision: facts('system', { reliedOn: true }),
} as const satisfies Record<string, AssetKindFacts>;

export type AssetKind = keyof typeof ASSET_KIND_FACTS;

export const ASSET_KINDS = Object.keys(ASSET_KIND_FACTS) as readonly AssetKind[] as readonly [
  AssetKind,
  ...AssetKind[],
];

export const assetKind = z.enum(ASSET_KINDS);
