/**
 * A graph of any size made from a seed, with records as rich as imports give them: for the bench and for
 * tests that need bulk. Equal seeds give equal graphs.
 */
import { type Asset, settleAsset } from '@/graph/model/asset';
import type { ChangeSet, Operation } from '@/graph/model/change-set';
import { assetId } from '@/graph/model/ids';
import { settleInfluence } from '@/graph/model/influence';
import type { InfluenceKind } from '@/graph/model/influence-kinds';

/** Kinds in a ring, which closes at the dataset: each may influence the next in the way named beside it. */
const RING = [
  ['source', 'supplies'],
  ['dataset', 'trains'],
  ['model', 'serves'],
  ['system', 'feeds-back'],
  ['feedback', 'ingests'],
  ['pipeline', 'produces'],
] as const satisfies readonly (readonly [Asset['kind'], InfluenceKind])[];

/** A small deterministic generator (mulberry32): numbers from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The change set that writes `assets` assets and `influences` influences between them. */
export function sampleChange(assets: number, influences: number, seed: number): ChangeSet {
  const random = seeded(seed);
  const ids = Array.from({ length: assets }, (_, i) =>
    assetId.parse(`${kindAt(i)}:org/team-${i % 97}/item-${i}`),
  );
  const operations: Operation[] = ids.map((id, i) => ({
    op: 'put',
    type: 'asset',
    record: sampleAsset(id, i),
  }));
  const seen = new Set<string>();
  while (seen.size < influences) {
    const record = sampleInfluence(ids, Math.floor(random() * assets), random());
    if (!record || seen.has(record.id)) continue;
    seen.add(record.id);
    operations.push({ op: 'put', type: 'influence', record });
  }
  return {
    operations,
    author: 'sample',
    reason: `sample graph of ${assets} assets, seed ${seed}`,
    origin: { kind: 'example', detail: `sample-${seed}` },
    at: '2026-01-01T00:00:00.000Z',
  };
}

const kindAt = (index: number): Asset['kind'] => RING[index % RING.length]?.[0] ?? 'source';

function sampleAsset(id: Asset['id'], index: number): Asset {
  return settleAsset(
    id,
    [id],
    [
      {
        source: `file:bom-${index % 50}.json`,
        at: `/components/${index}`,
        basis: 'declared',
        says: {
          kind: kindAt(index),
          name: `Item ${index}`,
          owner: `team-${index % 97}`,
          version: `1.${index % 13}`,
        },
      },
    ],
  );
}

function sampleInfluence(ids: readonly Asset['id'][], start: number, where: number) {
  const ring = start % RING.length;
  const rows = Math.floor(ids.length / RING.length);
  const end = Math.floor(where * rows) * RING.length + (ring + 1 < RING.length ? ring + 1 : 1);
  const [from, to, kind] = [ids[start], ids[end], RING[ring]?.[1]];
  if (!from || !to || !kind) return undefined;
  return settleInfluence(kind, from, to, [
    { source: `file:bom-${start % 50}.json`, at: `/dependencies/${start}`, basis: 'declared', says: {} },
  ]);
}
