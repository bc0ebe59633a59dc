/** Rule T4 of SPEC.md: no stretch that can carry poison is without a technique that explains it. */
import { expect, test } from 'vitest';
import { type Asset, settleAsset } from '@/graph/model/asset';
import { ASSET_KIND_FACTS, ASSET_KINDS, type AssetKind } from '@/graph/model/asset-kinds';
import { ATTACK_CLASSES, type AttackClass } from '@/graph/model/attack-classes';
import { ENTRY_KINDS } from '@/graph/model/catalogue';
import { assetId } from '@/graph/model/ids';
import { settleInfluence } from '@/graph/model/influence';
import { carries, carriesInto, INFLUENCE_KINDS, influenceFacts } from '@/graph/model/influence-kinds';
import { makeSnapshot } from '@/graph/model/snapshot';
import { indexSnapshot } from '../graph-index';
import { TECHNIQUE_RULES } from './all-rules';
import type { Subject } from './rule';

const index = indexSnapshot(makeSnapshot({}));

function bare(kind: AssetKind, name: string): Asset {
  return settleAsset(
    assetId.parse(name),
    [],
    [{ source: 'file:t', at: 't', basis: 'declared', says: { kind, name } }],
  );
}

/** A class can matter at an asset where something of it can leave the asset, or somebody relies on it. */
const isNatural = (kind: AssetKind, attack: AttackClass): boolean =>
  ASSET_KIND_FACTS[kind].reliedOn || leaving(kind).includes(attack);

const explained = (subject: Subject, attack: AttackClass): boolean =>
  TECHNIQUE_RULES.some(
    (rule) => rule.classes.includes(attack) && rule.judge(subject).verdict !== 'does-not-apply',
  );

test('[T4] every influence kind is explained between every pair of kinds it may join, in every class it carries', () => {
  const gaps = new Set<string>();
  let asked = 0;
  for (const kind of INFLUENCE_KINDS) {
    for (const fromKind of influenceFacts(kind).from) {
      for (const toKind of influenceFacts(kind).to) {
        const from = bare(fromKind, 'a');
        const to = bare(toKind, 'b');
        const influence = settleInfluence(kind, from.id, to.id, []);
        for (const attack of ATTACK_CLASSES.filter(
          (item) => carriesInto(kind, item, toKind) && isNatural(fromKind, item) && isNatural(toKind, item),
        )) {
          asked++;
          if (!explained({ index, on: 'influence', influence, from, to }, attack))
            gaps.add(`${kind} ${attack}: ${fromKind} → ${toKind}`);
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(1000);
  expect([...gaps]).toEqual([]);
});

/** Classes in which something an asset of this kind holds can go further. */
function leaving(kind: AssetKind): readonly AttackClass[] {
  return ATTACK_CLASSES.filter((attack) =>
    INFLUENCE_KINDS.some(
      (influence) =>
        carries(influence, attack) &&
        influenceFacts(influence).from.includes(kind) &&
        influence !== 'supplies' &&
        influence !== 'hosts' &&
        influence !== 'writes' &&
        influence !== 'runs',
    ),
  );
}

test('[T4] every kind of entry is explained on every kind of asset, in every class that leaves it', () => {
  const gaps: string[] = [];
  let asked = 0;
  for (const entry of ENTRY_KINDS) {
    for (const kind of ASSET_KINDS.filter(
      (item) => ASSET_KIND_FACTS[item].hasLineage || ASSET_KIND_FACTS[item].outside || item === 'party',
    )) {
      const subject: Subject = {
        index,
        on: 'entry',
        entry: { asset: bare(kind, 'a'), kind: entry, because: [] },
      };
      for (const attack of ASSET_KIND_FACTS[kind].plantable) {
        asked++;
        if (!explained(subject, attack)) gaps.push(`${entry} ${attack}: ${kind}`);
      }
    }
  }
  expect(asked).toBeGreaterThan(300);
  expect(gaps).toEqual([]);
});
