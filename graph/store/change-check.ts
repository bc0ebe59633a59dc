/**
 * What a change set meets in the store, and what follows from it: unknown history, conflicts, broken rules or
 * a plan. Every store asks the same questions here and only answers them in its own way.
 */
import type { AssetKind } from '@/graph/model/asset-kinds';
import { type ChangeContext, referencesOf } from '@/graph/model/change-rules';
import { type ChangeSet, EMPTY_REVISION, idOf, type Revision } from '@/graph/model/change-set';
import type { RecordType } from '@/graph/model/records';
import {
  type Change,
  type ChangePlan,
  conflictOver,
  planChange,
  recordKey,
  type Standing,
  unknownRevision,
} from './change-plan';

export type RecordName = { readonly type: RecordType; readonly id: string };

/** The workspace's graph as the store sees it within the write transaction. */
export interface Ground {
  readonly head: Revision;
  standing(type: RecordType, id: string): Standing | undefined;
  /** The kind of an asset that stands. */
  kind(asset: string): AssetKind | undefined;
  /** Records that stand on this asset or influence. */
  hangingOn(subject: string): readonly RecordName[];
  /** The hash of the journal entry at a revision. */
  hashAt(revision: number): string | undefined;
  /** Who made the journal entry at a revision. */
  changeAt(revision: number): Change | undefined;
}

/** What a change set is about: everything a store has to look up before it can judge it. */
export function concernsOf({ operations }: ChangeSet): {
  readonly records: readonly RecordName[];
  readonly removed: ReadonlySet<string>;
} {
  const { assets, influences, removed } = referencesOf(operations);
  const records = new Map<string, RecordName>();
  const concern = (type: RecordType, id: string) => records.set(recordKey(type, id), { type, id });
  for (const operation of operations) concern(operation.type, idOf(operation));
  for (const id of assets) concern('asset', id);
  for (const id of influences) concern('influence', id);
  return { records: [...records.values()], removed };
}

/**
 * Judges a change set made on revision `on`.
 *
 * @returns what to write, or undefined where the change changes nothing.
 * @throws GraphError `conflict` or `invalid`; nothing has been written then.
 */
export function judge(ground: Ground, change: ChangeSet, on: Revision): ChangePlan | undefined {
  const { head } = ground;
  requireKnown(ground, on);
  const context = contextOf(ground, change);
  if (on.number < head.number) refuseConflicts(ground, change, on);
  return planChange(change, head, (type, id) => ground.standing(type, id), context);
}

function requireKnown(ground: Ground, on: Revision): void {
  const { head } = ground;
  if (on.number === head.number && on.hash === head.hash) return;
  const known = on.number === 0 ? EMPTY_REVISION.hash : ground.hashAt(on.number);
  if (on.number >= head.number || known !== on.hash) throw unknownRevision(on, head);
}

const isRemoved = (standing: Standing | undefined): boolean => standing?.text === null;
const stands = (standing: Standing | undefined): boolean => typeof standing?.text === 'string';

function contextOf(ground: Ground, { operations }: ChangeSet): ChangeContext {
  const { assets, influences, removed } = referencesOf(operations);
  const put = new Set<string>(
    operations.flatMap((o) => (o.op === 'put' && o.type === 'asset' ? [o.record.id] : [])),
  );
  const assetKinds = new Map<string, AssetKind>();
  for (const id of assets) {
    const kind = put.has(id) ? undefined : ground.kind(id);
    if (kind) assetKinds.set(id, kind);
  }
  const standing = [...influences].filter((id) => stands(ground.standing('influence', id)));
  const dependants = new Map([...removed].map((id) => [id, ground.hangingOn(id).map((record) => record.id)]));
  return { assetKinds, influences: new Set(standing), dependants };
}

/**
 * Refuses where somebody changed, since `on`, a record the change writes, removed one it refers to, or hung
 * one on what it removes.
 */
function refuseConflicts(ground: Ground, { operations }: ChangeSet, on: Revision): void {
  const { assets, influences, removed } = referencesOf(operations);
  const concerned = new Map<string, RecordName>();
  const concern = (type: RecordType, id: string) => concerned.set(recordKey(type, id), { type, id });
  for (const operation of operations) concern(operation.type, idOf(operation));
  for (const id of assets) if (isRemoved(ground.standing('asset', id))) concern('asset', id);
  for (const id of influences) if (isRemoved(ground.standing('influence', id))) concern('influence', id);
  for (const id of removed) for (const record of ground.hangingOn(id)) concern(record.type, record.id);
  const changed = [...concerned.values()].flatMap(({ type, id }) => {
    const since = ground.standing(type, id)?.revision ?? 0;
    const change = since > on.number ? ground.changeAt(since) : undefined;
    return change ? [{ type, id, change }] : [];
  });
  if (changed.length > 0) throw conflictOver(changed);
}
