/**
 * Which influence a bare "depends on" means. Formats that know only dependencies leave the kind open; the
 * kinds of the two ends settle it, and the statement counts as inferred.
 */
import { ASSET_KIND_FACTS, type AssetKind } from '../model/asset-kinds';
import { type InfluenceKind, mayJoin } from '../model/influence-kinds';

const BETWEEN_FAMILIES: Readonly<Record<string, readonly InfluenceKind[]>> = {
  'data>model': ['trains'],
  'data>data': ['derives'],
  'data>system': ['retrieves', 'ingests'],
  'data>process': ['ingests'],
  'model>model': ['base-of'],
  'model>system': ['serves'],
  'model>data': ['derives'],
  'model>process': ['base-of'],
  'system>system': ['invokes'],
  'system>data': ['feeds-back'],
  'system>process': ['ingests', 'runs'],
  'process>data': ['produces'],
  'process>model': ['produces'],
  'process>system': ['deploys', 'runs'],
  'process>process': ['runs'],
};

/** The influence of `from` on `to`, where `to` depends on `from`; undefined where none makes sense. */
export function dependencyKind(from: AssetKind, to: AssetKind): InfluenceKind | undefined {
  if (from === 'source' || from === 'party') return 'supplies';
  if (from === 'registry') return mayJoin('hosts', from, to) ? 'hosts' : undefined;
  if (to === 'decision') return mayJoin('decides', from, to) ? 'decides' : undefined;
  if (from === 'adapter' && to === 'model') return 'adapts';
  const storesContext = from === 'knowledge-base' || from === 'memory';
  const families = `${ASSET_KIND_FACTS[from].family}>${ASSET_KIND_FACTS[to].family}`;
  const kinds = BETWEEN_FAMILIES[families] ?? [];
  const allowed = kinds.filter((kind) => mayJoin(kind, from, to));
  if (families === 'data>system' && !storesContext)
    return allowed.find((kind) => kind !== 'retrieves') ?? allowed[0];
  return allowed[0];
}
