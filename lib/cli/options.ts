/** Option values several commands read the same way. */
import { type WorkspaceId, workspaceId } from '@/graph/model/ids';
import { UsageError } from './terminal';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day, YYYY-MM-DD. */
export function dayOf(value: string | undefined, option: string): string | undefined {
  const isDay = value === undefined || (DAY.test(value) && !Number.isNaN(Date.parse(value)));
  if (!isDay) throw new UsageError(`${option} ${value} is not a day; write YYYY-MM-DD`);
  return value;
}

/** A workspace name as a user may type it. */
export function workspaceOf(value: string | undefined): WorkspaceId {
  const parsed = workspaceId.safeParse(value);
  if (!parsed.success)
    throw new UsageError(
      `--workspace ${value ?? ''} is not a name; use lower-case letters, digits and hyphens`,
    );
  return parsed.data;
}
