/** A small inventory that has every thing a report must show: several scripts, unknowns, controls in each state. */
import { appliedControl } from '@/graph/model/applied-control';
import { type Asset, type AssetFields, settleAsset } from '@/graph/model/asset';
import { assetId } from '@/graph/model/ids';
import { settleInfluence } from '@/graph/model/influence';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import { inputFile } from '@/graph/model/input-file';
import { makeSnapshot, type Snapshot } from '@/graph/model/snapshot';

const SOURCE = 'file:perception.yaml';

const station = (
  id: string,
  kind: AssetFields['kind'],
  name: string,
  says: Partial<AssetFields> = {},
): Asset =>
  settleAsset(
    assetId.parse(id),
    [],
    [{ source: SOURCE, at: `/assets/${id}`, basis: 'declared', says: { kind, name, ...says } }],
  );

const stream = (kind: InfluenceKind, from: string, to: string) =>
  settleInfluence(kind, assetId.parse(from), assetId.parse(to), [
    { source: SOURCE, at: `/influences/${from}-${to}`, basis: 'declared', says: {} },
  ]);

const ASSETS: readonly Asset[] = [
  station('photo-sites', 'source', 'Public street photo sites', {
    facts: { origin: 'outside', writers: 'public', live: true, pinned: false, integrity: 'none' },
    boundary: 'Open web',
  }),
  station('hub', 'source', 'Public model hub', {
    facts: { origin: 'outside', writers: 'registered' },
    boundary: 'Open web',
  }),
  station('crowd', 'party', 'Annotation crowd', {
    supplier: 'Klickwerk Labels',
    facts: { origin: 'outside', writers: 'crowd' },
  }),
  station('scraped', 'dataset', 'Scraped sign images', {
    owner: 'Data operations',
    facts: {
      writers: 'restricted',
      live: false,
      pinned: false,
      integrity: 'none',
      annotators: 'found',
      records: 1_840_000,
      writableRecords: 1_840_000,
    },
    boundary: 'Data platform',
  }),
  station('bought', 'dataset', 'Sign images bought in 2021', {
    lineage: 'unknown',
    boundary: 'Data platform',
  }),
  station('labels', 'label-set', 'Sign boxes and classes', {
    owner: 'Data operations',
    facts: { writers: 'restricted', annotators: 'crowd', records: 2_600_000 },
    boundary: 'Data platform',
  }),
  station('curated', 'dataset', 'Curated training set, 交通標識 第四版', {
    owner: 'Perception',
    version: '4',
    boundary: 'Data platform',
  }),
  station('backbone', 'model', 'Image backbone', {
    supplier: 'hub',
    facts: { serialization: 'pickle', pinned: false },
  }),
  station('training', 'pipeline', 'Nightly training run', {
    owner: 'Perception',
    boundary: 'Training cluster',
  }),
  station('detector', 'model', 'Traffic-sign detector', {
    owner: 'Perception',
    boundary: 'Training cluster',
  }),
  station('stack', 'system', 'Driving stack, release 2026.3', {
    owner: 'Vehicle software',
    impact: 0.9,
    crown: true,
    boundary: 'Vehicle',
  }),
  station('braking', 'decision', 'Braking at stop signs', { impact: 1, crown: true, boundary: 'Vehicle' }),
];

const CONTROLS = [
  { control: 'PC-01', subject: 'ingests:photo-sites>scraped', status: 'planned', evidence: [] },
  {
    control: 'PC-02',
    subject: 'scraped',
    status: 'partial',
    owner: 'Data operations',
    evidence: [{ title: 'Deduplication report', collected: '2025-01-10', expires: '2025-07-10' }],
  },
  {
    control: 'PC-03',
    subject: 'curated',
    status: 'verified',
    owner: 'Perception',
    evidence: [
      {
        title: 'Review of 2,000 samples',
        collected: '2026-09-01',
        expires: '2027-03-01',
        by: 'M. Okafor',
        sha256: 'ab'.repeat(32),
      },
    ],
  },
  { control: 'PC-04', subject: 'detector', status: 'implemented', evidence: [] },
];

/** The fixture's snapshot; `ids` are the control ids the catalogue at hand has, in order of use. */
export function perceptionSnapshot(ids: readonly string[]): Snapshot {
  return makeSnapshot({
    asset: ASSETS,
    influence: [
      stream('ingests', 'photo-sites', 'scraped'),
      stream('labels', 'crowd', 'labels'),
      stream('derives', 'scraped', 'curated'),
      stream('derives', 'bought', 'curated'),
      stream('derives', 'labels', 'curated'),
      stream('hosts', 'hub', 'backbone'),
      stream('base-of', 'backbone', 'detector'),
      stream('trains', 'curated', 'training'),
      stream('produces', 'training', 'detector'),
      stream('serves', 'detector', 'stack'),
      stream('decides', 'stack', 'braking'),
      stream('feeds-back', 'stack', 'scraped'),
    ],
    control: CONTROLS.map((control, index) => {
      const id = ids[index] ?? control.control;
      return appliedControl.parse({
        ...control,
        control: id,
        id: `${id}@${control.subject}`,
        statedBy: SOURCE,
        at: `/controls/${index}`,
      });
    }),
    input: [
      inputFile.parse({
        id: 'perception.yaml',
        format: 'headwater-graph-1',
        sha256: 'c0'.repeat(32),
        bytes: 4096,
        assets: ASSETS.length,
        influences: 12,
        warnings: [],
      }),
    ],
  });
}
