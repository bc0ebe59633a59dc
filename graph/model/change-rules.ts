/**
 * The rules every change set must keep, checked the same way for every store. A store fetches what the rules
 * need to know (`ChangeContext`) and asks; it decides nothing itself.
 */
import type { Asset } from './asset';
import { idOf, type Operation } from './change-set';
import type { ErrorDetail } from './errors';
import { influenceIdOf } from './influence';
import { mayJoin } from './influence-kinds';
import { RECORD_SCHEMAS } from './records';

export type ChangeContext = {
  /** Kinds of the assets the change refers to, as stored now. Absent: no such asset. */
  readonly assetKinds: ReadonlyMap<string, Asset['kind']>;
  /** Influences the change refers to that are stored now. */
  readonly influences: ReadonlySet<string>;
  /** For each asset or influence the change removes: ids of stored records that hang on it. */
  readonly dependants: ReadonlyMap<string, readonly string[]>;
};

/** The ids a store must look up before `violationsIn` can judge. */
export function referencesOf(operations: readonly Operation[]): {
  readonly assets: ReadonlySet<string>;
  readonly influences: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
} {
  const assets = new Set<string>();
  const influences = new Set<string>();
  const removed = new Set<string>();
  for (const operation of operations) {
    if (operation.op === 'remove') {
      if (operation.type === 'asset' || operation.type === 'influence') removed.add(operation.id);
      continue;
    }
    if (operation.type === 'influence') assets.add(operation.record.from).add(operation.record.to);
    if (operation.type === 'control' || operation.type === 'estimate') {
      assets.add(operation.record.subject);
      influences.add(operation.record.subject);
    }
  }
  return { assets, influences, removed };
}

/** Every rule the operations break, with the place (`/operations/N`); empty where the change may be applied. */
export function violationsIn(
  operations: readonly Operation[],
  context: ChangeContext,
): readonly ErrorDetail[] {
  const kinds = new Map(context.assetKinds);
  const influences = new Set(context.influences);
  const gone = new Set<string>();
  const details: ErrorDetail[] = [];
  for (const operation of operations) {
    if (operation.type === 'asset') {
      if (operation.op === 'put') kinds.set(operation.record.id, operation.record.kind);
      else kinds.delete(operation.id);
    }
    if (operation.type === 'influence') {
      if (operation.op === 'put') influences.add(operation.record.id);
      else influences.delete(operation.id);
    }
    if (operation.op === 'remove') gone.add(operation.id);
    else gone.delete(operation.record.id);
  }
  operations.forEach((operation, index) => {
    const message = operation.op === 'put' ? putViolation(operation, kinds, influences) : undefined;
    if (message) details.push({ at: `/operations/${index}`, message });
    for (const id of operation.op === 'remove' ? (context.dependants.get(operation.id) ?? []) : []) {
      if (!gone.has(id))
        details.push({
          at: `/operations/${index}`,
          message: `${idOf(operation)} cannot be removed while ${id} refers to it; remove that first`,
        });
    }
  });
  return details;
}

function putViolation(
  operation: Extract<Operation, { op: 'put' }>,
  kinds: ReadonlyMap<string, Asset['kind']>,
  influences: ReadonlySet<string>,
): string | undefined {
  const parsed = RECORD_SCHEMAS[operation.type].safeParse(operation.record);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${operation.type} ${idOf(operation)}: ${issue?.path.join('/') ?? ''} ${issue?.message ?? 'is not valid'}`;
  }
  if (operation.type === 'influence') {
    const { id, kind, from, to } = operation.record;
    const fromKind = kinds.get(from);
    const toKind = kinds.get(to);
    if (!fromKind) return `${id} starts at ${from}, which is not in the graph`;
    if (!toKind) return `${id} ends at ${to}, which is not in the graph`;
    if (id !== influenceIdOf(kind, from, to)) return `${id} should be named ${influenceIdOf(kind, from, to)}`;
    if (!mayJoin(kind, fromKind, toKind))
      return `${kind} cannot lead from a ${fromKind} (${from}) to a ${toKind} (${to})`;
  }
  if (operation.type === 'control' || operation.type === 'estimate') {
    const { subject } = operation.record;
    if (!kinds.has(subject) && !influences.has(subject))
      return `${operation.record.id} stands on ${subject}, which is not in the graph`;
  }
  return undefined;
}
