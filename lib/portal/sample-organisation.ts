/** A seeded organisation of any size: sources → datasets → pipelines → models → systems, with a little feedback. */

/** Counter-based pseudo-random numbers in [0, 1): the same seed gives the same organisation on every machine. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const LAYERS = [
  { kind: 'source', share: 0.1 },
  { kind: 'dataset', share: 0.4 },
  { kind: 'pipeline', share: 0.15 },
  { kind: 'model', share: 0.25 },
  { kind: 'system', share: 0.1 },
] as const;

type Kind = (typeof LAYERS)[number]['kind'];

/** Influence kinds that may lead from one layer to another. */
const BETWEEN: Readonly<Record<string, string>> = {
  'source>dataset': 'supplies',
  'dataset>dataset': 'derives',
  'dataset>pipeline': 'ingests',
  'dataset>model': 'trains',
  'pipeline>dataset': 'produces',
  'pipeline>model': 'produces',
  'model>model': 'base-of',
  'model>system': 'serves',
  'system>dataset': 'feeds-back',
};

/** `headwater/graph@1` as a value: `assets` assets, about `perAsset` influences for each. */
export function sampleOrganisation(assets: number, perAsset: number, seed: number) {
  const next = random(seed);
  const ids: { readonly id: string; readonly kind: Kind }[] = [];
  for (const { kind, share } of LAYERS) {
    for (let i = 0; i < Math.round(assets * share); i++) ids.push({ id: `${kind}-${i}`, kind });
  }
  const byKind = new Map(LAYERS.map(({ kind }) => [kind, ids.filter((item) => item.kind === kind)]));
  const influences = new Map<string, { readonly kind: string; readonly from: string; readonly to: string }>();
  const pairs = Object.entries(BETWEEN);
  const wanted = assets * perAsset;
  for (let tries = 0; influences.size < wanted && tries < wanted * 3; tries++) {
    const [ends = '', kind = ''] = pairs[Math.floor(next() * pairs.length)] ?? [];
    if (kind === 'feeds-back' && next() > 0.2) continue;
    const [fromKind, toKind] = ends.split('>') as [Kind, Kind];
    const from = pick(byKind.get(fromKind) ?? [], next() ** 2);
    const to = pick(byKind.get(toKind) ?? [], next());
    if (from !== to) influences.set(`${kind} ${from} ${to}`, { kind, from, to });
  }
  return {
    schema: 'headwater/graph@1',
    assets: Object.fromEntries(ids.map(({ id, kind }) => [id, { kind, name: id }])),
    influences: [...influences.values()],
  };
}

const pick = (list: readonly { readonly id: string }[], at: number): string =>
  list[Math.floor(at * list.length)]?.id ?? '';
