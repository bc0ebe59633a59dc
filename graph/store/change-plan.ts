/**
 * What applying a change set would write, worked out before anything is written. Both stores look up what
 * stands now, plan, and write the plan, so the rules, the conflicts and the hashes cannot differ between them.
 */
import { z } from 'zod';
import { canonical, sha256 } from '@/graph/model/canonical';
import { type ChangeContext, violationsIn } from '@/graph/model/change-rules';
import {
  type ChangeSet,
  entryHash,
  idOf,
  type JournalEntry,
  type Operation,
  operationHashOf,
  type Revision,
} from '@/graph/model/change-set';
import { type ErrorDetail, GraphError } from '@/graph/model/errors';
import type { RecordType } from '@/graph/model/records';
import { subjectsOf } from './subjects';

/** What a store holds under a record's id: `text` is null where it was removed, in that revision. */
export type Standing = {
  readonly revision: number;
  readonly hash: string | null;
  readonly text: string | null;
};

/** One applied operation, each side as canonical JSON text and its hash. */
export type PlannedOperation = {
  readonly type: RecordType;
  readonly id: string;
  readonly before: string | null;
  readonly beforeHash: string | null;
  readonly after: string | null;
  readonly afterHash: string | null;
  readonly operation: Operation;
  /** What the record hangs on afterwards and cannot be found from its id (see `subjects.ts`). */
  readonly subjects: readonly string[];
};

export type ChangePlan = {
  readonly revision: Revision;
  /** The journal entry without its operations. */
  readonly entry: Omit<JournalEntry, 'operations'>;
  readonly operations: readonly PlannedOperation[];
  /** The last state of each record touched: what the store must hold afterwards. */
  readonly final: readonly PlannedOperation[];
};

/** Names a record across types. */
export const recordKey = (type: RecordType, id: string): string => `${type}\0${id}`;

/** Looks up what stands under a record's id; undefined where nothing ever stood there. */
export type Lookup = (type: RecordType, id: string) => Standing | undefined;

/**
 * Plans a change set against what stands now.
 *
 * @returns undefined where the change would leave every record as it is: nothing to write, no new revision.
 * @throws GraphError `invalid` where it breaks a rule, naming each place.
 */
export function planChange(
  change: ChangeSet,
  head: Revision,
  lookup: Lookup,
  context: ChangeContext,
): ChangePlan | undefined {
  const violations = [...headViolations(change), ...violationsIn(change.operations, context)];
  const operations: PlannedOperation[] = [];
  const touched = new Map<string, PlannedOperation>();
  change.operations.forEach((operation, index) => {
    const id = idOf(operation);
    const key = recordKey(operation.type, id);
    const last = touched.get(key);
    const standing = last ? undefined : lookup(operation.type, id);
    const before = last ? last.after : (standing?.text ?? null);
    const beforeHash = last ? last.afterHash : (standing?.hash ?? null);
    const after = operation.op === 'put' ? canonical(operation.record) : null;
    const afterHash = after === null ? null : sha256(after);
    const wrong = wrongIn(operation, id, before !== null);
    if (wrong) violations.push({ at: `/operations/${index}`, message: `${operation.type} ${wrong}` });
    if (beforeHash === afterHash) return;
    const subjects = operation.op === 'put' ? subjectsOf(operation) : [];
    const sides = { before, beforeHash, after, afterHash };
    const planned = { type: operation.type, id, ...sides, operation, subjects };
    operations.push(planned);
    touched.set(key, planned);
  });
  if (violations.length > 0) throw refusal(violations);
  if (operations.length === 0) return undefined;
  return { ...chained(change, head, operations), operations, final: [...touched.values()] };
}

function wrongIn({ op }: Operation, id: string, stands: boolean): string | undefined {
  if (!id.isWellFormed() || id.includes('\0'))
    return `${JSON.stringify(id)} has a character in its id that cannot be stored`;
  if (op === 'remove' && !stands) return `${id} cannot be removed: there is none`;
  return undefined;
}

function chained(
  change: ChangeSet,
  head: Revision,
  operations: readonly PlannedOperation[],
): Pick<ChangePlan, 'revision' | 'entry'> {
  const { at, author, reason, origin } = change;
  const number = head.number + 1;
  const body = { revision: number, previous: head.hash, at, author, reason, origin };
  const hash = entryHash(
    body,
    operations.map((o) => operationHashOf(o.type, o.id, o.beforeHash, o.afterHash)),
  );
  return { revision: { number, hash }, entry: { ...body, hash } };
}

const changeHead = z.object({
  author: z.string().min(1).max(300),
  reason: z.string().max(4000),
  at: z.iso.datetime(),
  origin: z.strictObject({
    kind: z.enum(['portal', 'cli', 'import', 'example', 'restore', 'undo']),
    detail: z.string().max(2000).optional(),
  }),
});

function headViolations(change: ChangeSet): ErrorDetail[] {
  const parsed = changeHead.safeParse(change);
  return (parsed.error?.issues ?? []).map((issue) => ({
    at: `/${issue.path.join('/')}`,
    message: `the change set's ${issue.path.join(' ')}: ${issue.message}`,
  }));
}

/** How many places a message itself names; all of them stand in the details. */
const SHOWN = 3;

function refusal(violations: readonly ErrorDetail[]): GraphError {
  const shown = violations.slice(0, SHOWN).map(({ at, message }) => `${at}: ${message}`);
  const more = violations.length > SHOWN ? `; and ${violations.length - SHOWN} more` : '';
  return new GraphError(
    'invalid',
    `Nothing was written: the change breaks ${violations.length === 1 ? 'a rule' : 'rules'}. ${shown.join('; ')}${more}`,
    violations,
  );
}

/** Who changed a record and when, as the journal has it. */
export type Change = { readonly author: string; readonly at: string; readonly revision: number };

/** The conflict naming each record that somebody changed after the change set's revision. */
export function conflictOver(
  records: readonly { readonly type: RecordType; readonly id: string; readonly change: Change }[],
): GraphError {
  const details = records.map(({ type, id, change }) => ({
    at: `${type}/${id}`,
    message: `${type} ${id} was changed by ${change.author} at ${change.at} (revision ${change.revision})`,
  }));
  const shown = details.slice(0, SHOWN).map(({ message }) => message);
  const more = details.length > SHOWN ? `; and ${details.length - SHOWN} more` : '';
  return new GraphError(
    'conflict',
    `Nothing was written: ${shown.join('; ')}${more}. Load the graph again and repeat the change on it.`,
    details,
  );
}

/** The conflict of a change set made on a revision that this workspace never had. */
export function unknownRevision(on: Revision, head: Revision): GraphError {
  return new GraphError(
    'conflict',
    `Nothing was written: the change was made on revision ${on.number} (${on.hash.slice(0, 12)}…), which is not in this workspace's history; it stands at ${head.number} (${head.hash.slice(0, 12)}…). Load the graph again and repeat the change on it.`,
    [{ at: `revision/${on.number}`, message: 'not in the history of this workspace' }],
  );
}
