/**
 * An assessment written by hand: every kind of number, control and verdict once, and nothing that
 * changes when knowledge or engine do. Golden files rest on it.
 */
import type { Assessment, ExposurePath, Likelihood, PathStep, ThreeWay } from '@/graph/exposure/assessment';
import { appliedControl } from '@/graph/model/applied-control';
import { type AssetFields, settleAsset } from '@/graph/model/asset';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { appliedControlId, assetId, controlId, findingId, influenceId, techniqueId } from '@/graph/model/ids';
import { settleInfluence } from '@/graph/model/influence';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import { inputFile } from '@/graph/model/input-file';
import { makeSnapshot, type Snapshot } from '@/graph/model/snapshot';
import { treatment } from '@/graph/model/treatment';
import { LLM_2025, LLM_2026, POISONING, SMALL_CATALOGUE } from './small-catalogue';

const id = (text: string) => assetId.parse(text);

const SOURCE = 'file:small.yaml';
const station = (name: string, kind: AssetFields['kind'], title: string, says: Partial<AssetFields> = {}) =>
  settleAsset(
    id(name),
    [],
    [{ source: SOURCE, at: `/assets/${name}`, basis: 'declared', says: { kind, name: title, ...says } }],
  );
const stream = (kind: InfluenceKind, from: string, to: string) =>
  settleInfluence(kind, id(from), id(to), [
    { source: SOURCE, at: '/influences', basis: 'declared', says: {} },
  ]);

/** A snapshot of the small story; `names` replaces names, to try hostile ones. */
export function smallSnapshot(names: Readonly<Record<string, string>> = {}): Snapshot {
  return makeSnapshot({
    asset: [
      station('forum', 'source', names['forum'] ?? 'Public forum', { boundary: 'Open web' }),
      station('corpus', 'dataset', names['corpus'] ?? 'Forum corpus', {
        owner: 'Data team',
        boundary: 'Platform',
      }),
      station('model', 'model', names['model'] ?? 'Answer model', {
        owner: 'Model team',
        crown: true,
        impact: 0.8,
        boundary: 'Platform',
      }),
    ],
    influence: [stream('ingests', 'forum', 'corpus'), stream('trains', 'corpus', 'model')],
    control: [
      appliedControl.parse({
        id: 'PC-01@corpus',
        control: 'PC-01',
        subject: 'corpus',
        status: 'implemented',
        owner: 'Data team',
        evidence: [
          {
            title: 'Digest manifest',
            collected: '2026-09-01',
            expires: '2027-09-01',
            sha256: 'e'.repeat(64),
          },
        ],
        statedBy: SOURCE,
        at: '/controls/0',
      }),
    ],
    treatment: [
      treatment.parse({
        id: 'AML.T0020@corpus',
        decision: 'accept',
        reason: 'Until the licensed corpus arrives.',
        expires: '2027-01-31',
        decidedBy: 'A. Owner',
        decidedOn: '2026-11-02',
      }),
    ],
    input: [
      inputFile.parse({
        id: 'small.yaml',
        format: 'headwater/graph@1',
        sha256: 'a'.repeat(64),
        bytes: 900,
        assets: 3,
        influences: 2,
        warnings: [],
      }),
    ],
  });
}

const exact = (value: number): Likelihood => ({ kind: 'exact', value, low: value, high: value });
const NEVER: ThreeWay = { inherent: exact(0), current: exact(0), planned: exact(0) };

const STEPS: readonly PathStep[] = [
  {
    from: null,
    to: id('forum'),
    influence: null,
    techniques: [],
    likelihood: 0.2,
    inherent: 0.2,
    planned: 0.2,
    controls: [],
    source: { kind: 'prior', id: 'access.public-web' },
    because: [{ code: 'entry-writers-public', params: { name: 'Public forum' } }],
  },
  {
    from: id('forum'),
    to: id('corpus'),
    influence: influenceId.parse('ingests:forum>corpus'),
    techniques: [POISONING],
    likelihood: 0.4,
    inherent: 0.8,
    planned: 0.4,
    controls: [appliedControlId.parse('PC-01@corpus')],
    source: { kind: 'estimate', id: 'transfer:ingests:forum>corpus' },
    because: [{ code: 'entry-outside', params: { name: 'Forum corpus' } }],
  },
  {
    from: id('corpus'),
    to: id('model'),
    influence: influenceId.parse('trains:corpus>model'),
    techniques: [POISONING],
    likelihood: 0.3,
    inherent: 0.3,
    planned: 0.3,
    controls: [],
    source: { kind: 'prior', id: 'transfer.trains' },
    because: [],
  },
];

const PATH: ExposurePath = {
  id: 'backdoor:0123456789ab',
  attack: 'backdoor',
  target: id('model'),
  entry: id('forum'),
  likelihood: 0.024,
  inherent: 0.048,
  planned: 0.024,
  steps: STEPS,
};

const WORST: ThreeWay = {
  inherent: exact(0.048),
  current: { kind: 'bounded', value: 0.031, low: 0.024, high: 0.031 },
  planned: { kind: 'estimated', value: 0.022, low: 0.02, high: 0.024 },
};

const TARGET: Assessment['targets'][number] = {
  asset: id('model'),
  impact: 0.8,
  impactBasis: 'stated',
  lineage: 'partly',
  exposure: WORST,
  worstClass: 'backdoor',
  byClass: {
    ...Object.fromEntries(ATTACK_CLASSES.map((attack) => [attack, NEVER])),
    backdoor: WORST,
  } as Assessment['targets'][number]['byClass'],
  risk: { kind: 'bounded', value: 0.0248, low: 0.0192, high: 0.0248 },
  paths: [PATH],
  chokePoints: [{ asset: id('corpus'), attack: 'backdoor', kind: 'dominator', reduction: exact(0.024) }],
};

const FINDINGS: Assessment['findings'] = [
  {
    id: findingId.parse('AML.T0020@corpus'),
    technique: techniqueId.parse('AML.T0020'),
    techniques: [POISONING, LLM_2025, LLM_2026],
    asset: id('corpus'),
    verdict: 'applies',
    classes: ['backdoor'],
    because: [{ code: 'entry-outside', params: { name: 'Forum corpus' } }],
    paths: [PATH.id],
  },
  {
    id: findingId.parse('AML.T0020@model'),
    technique: techniqueId.parse('AML.T0020'),
    techniques: [POISONING],
    asset: id('model'),
    verdict: 'unknown',
    classes: ['backdoor'],
    because: [{ code: 'no-such-code', params: { asset: 'model', count: 3 } }],
    paths: [],
  },
];

/** The assessment of the small snapshot, with one number of each kind. */
export function smallAssessment(snapshot: Snapshot = smallSnapshot()): Assessment {
  return {
    engine: 'headwater-engine 0',
    catalogue: { version: SMALL_CATALOGUE.version, hash: SMALL_CATALOGUE.hash },
    snapshot: { hash: snapshot.hash, assets: snapshot.assets.length, influences: snapshot.influences.length },
    settings: { topPaths: 10, stateBudget: 20_000, seed: 1, detailedTargets: 100, asOf: '2026-11-20' },
    targets: [TARGET],
    findings: FINDINGS,
    controls: [
      {
        id: appliedControlId.parse('PC-01@corpus'),
        control: controlId.parse('PC-01'),
        subject: 'corpus',
        status: 'implemented',
        stated: 'applied',
        evidence: 'fresh',
        current: 0.5,
        planned: 0.5,
      },
    ],
    loops: [{ assets: [id('corpus'), id('model')], influences: [influenceId.parse('trains:corpus>model')] }],
    lineage: { corpus: 'known', model: 'partly' },
    coverage: {
      lineage: { known: 1, partly: 1, unknown: 0 },
      withOwner: 2,
      withEvidence: 3,
      assets: 3,
      controlledPaths: { count: 1, of: 1 },
    },
    confidence: {
      basis: { confirmed: 0, declared: 1, inferred: 0 },
      ownNumbers: { count: 1, of: 3 },
      publishedPriors: { count: 1, of: 2 },
    },
    assumptions: [],
    warnings: [],
    notAssessed: [],
  };
}
