/**
 * What a record hangs on and cannot be found from its own id: an influence on the asset it leads to, a control
 * or estimate on its subject. An influence's id begins with its kind and the asset it comes from, so a range of
 * ids finds it from that end.
 */
import { z } from 'zod';
import type { Operation } from '@/graph/model/change-set';
import { INFLUENCE_KINDS } from '@/graph/model/influence-kinds';
import type { RecordType } from '@/graph/model/records';

const end = z.object({ to: z.string() });
const onSubject = z.object({ subject: z.string() });
const NOTHING: readonly string[] = [];

/** Ids of the assets or influences a record to be written refers to. */
export function subjectsOf(operation: Extract<Operation, { op: 'put' }>): readonly string[] {
  if (operation.type === 'influence') return [operation.record.to];
  if (operation.type === 'control' || operation.type === 'estimate') return [operation.record.subject];
  return NOTHING;
}

/** The same of a stored record, from its JSON text. */
export function subjectsIn(type: RecordType, text: string): readonly string[] {
  switch (type) {
    case 'influence':
      return [end.parse(JSON.parse(text)).to];
    case 'control':
    case 'estimate':
      return [onSubject.parse(JSON.parse(text)).subject];
    case 'asset':
    case 'treatment':
    case 'input':
      return NOTHING;
  }
}

/** Ranges of ids (from the first up to, not including, the second) of the influences that come from an asset. */
export function rangesFrom(asset: string): readonly (readonly [first: string, end: string])[] {
  // No asset id has a ">", and "?" is the character after it.
  return INFLUENCE_KINDS.map((kind) => [`${kind}:${asset}>`, `${kind}:${asset}?`]);
}
