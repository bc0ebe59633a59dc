/** The station shapes of the charts, small: source ▱, data ▭, process ⬭, model ⬡, system ▣, party ○. */
import { ASSET_KIND_FACTS, type AssetFamily, type AssetKind } from '@/graph/model/asset-kinds';

const SHAPES: Readonly<Record<AssetFamily, string>> = {
  source: 'M5 3h12l-4 8H1z',
  data: 'M2 3h14v8H2z',
  process: 'M5.5 3h7a4 4 0 0 1 0 8h-7a4 4 0 0 1 0-8z',
  model: 'M5 2h8l4 5-4 5H5L1 7z',
  system: 'M3 1.5h12v11H3z',
  party: 'M9 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
};

export function KindMark({ kind, isCrown = false }: { kind: AssetKind; isCrown?: boolean }) {
  const { family } = ASSET_KIND_FACTS[kind];
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" className="inline-block align-[-2px]">
      <path d={SHAPES[family]} className="fill-sheet stroke-ink" strokeWidth={isCrown ? 2.5 : 1.25} />
      {family === 'system' ? <path d="M6 4.5h6v5H6z" className="fill-ink" /> : null}
      {family === 'source' ? (
        <path d="M5 3h12l-4 8" fill="none" className="stroke-ink" strokeWidth="1.25" />
      ) : null}
    </svg>
  );
}
