/**
 * Graphs drawn as text, so that a test shows its picture: one influence per line,
 * `source:web -supplies-> dataset:corpus`. A line with one end declares an asset; `{…}` after an end gives fields as JSON.
 */
import type { z } from 'zod';
import { type Asset, assetFields, settleAsset } from './asset';
import { assetId } from './ids';
import { type Influence, settleInfluence } from './influence';
import { influenceKind } from './influence-kinds';
import { makeSnapshot, type Snapshot } from './snapshot';

const partialFields = assetFields.partial();
type Said = z.infer<typeof partialFields>;

const LINE = /^(\S+?:\S+)(?:\s+(\{.*?\}))?(?:\s+-([a-z-]+)->\s+(\S+?:\S+)(?:\s+(\{.*\}))?)?$/;

/** The snapshot a drawing shows. Throws Error naming the line that cannot be read. */
export function drawnGraph(drawing: string): Snapshot {
  const fields = new Map<string, Said>();
  const influences: Influence[] = [];
  for (const line of drawing.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const [, start, startFields, kind, end, endFields] = LINE.exec(line) ?? [];
    if (!start) throw new Error(`cannot read the line “${line}”`);
    const from = note(fields, start, startFields);
    if (!kind || !end) continue;
    const to = note(fields, end, endFields);
    influences.push(
      settleInfluence(influenceKind.parse(kind), from, to, [
        { source: 'file:drawing', at: line, basis: 'declared', says: {} },
      ]),
    );
  }
  const assets = [...fields].map(([end, says]) => drawnAsset(end, says));
  return makeSnapshot({ asset: assets, influence: influences });
}

/** Notes an end and its fields; its id is what stands after the kind. */
function note(fields: Map<string, Said>, end: string, json: string | undefined): Asset['id'] {
  const says = json ? partialFields.parse(JSON.parse(json)) : {};
  fields.set(end, { ...fields.get(end), ...says });
  return assetId.parse(end.slice(end.indexOf(':') + 1));
}

function drawnAsset(end: string, says: Said): Asset {
  const kind = assetFields.shape.kind.parse(end.slice(0, end.indexOf(':')));
  const id = assetId.parse(end.slice(end.indexOf(':') + 1));
  return settleAsset(
    id,
    [],
    [{ source: 'file:drawing', at: end, basis: 'declared', says: { name: id, ...says, kind } }],
  );
}
