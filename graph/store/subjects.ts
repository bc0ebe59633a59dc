/** What a record hangs on: an influence on its two ends, a control or estimate on its subject. */
import { z } from 'zod';
import type { Operation } from '@/graph/model/change-set';
import type { RecordType } from '@/graph/model/records';

const ends = z.object({ from: z.string(), to: z.string() });
const onSubject = z.object({ subject: z.string() });
const NOTHING: readonly string[] = [];

/** Ids of the assets or influences a record to be written refers to. */
export function subjectsOf(operation: Extract<Operation, { op: 'put' }>): readonly string[] {
  if (operation.type === 'influence') return endsOf(operation.record);
  if (operation.type === 'control' || operation.type === 'estimate') return [operation.record.subject];
  return NOTHING;
}

/** The same of a stored record, from its JSON text. */
export function subjectsIn(type: RecordType, text: string): readonly string[] {
  switch (type) {
    case 'influence':
      return endsOf(ends.parse(JSON.parse(text)));
    case 'control':
    case 'estimate':
      return [onSubject.parse(JSON.parse(text)).subject];
    case 'asset':
    case 'treatment':
    case 'input':
      return NOTHING;
  }
}

const endsOf = ({ from, to }: { from: string; to: string }): readonly string[] =>
  from === to ? [from] : [from, to];
