/** Workspaces somebody may enter, and making a new one. */
import { GraphError } from '@/graph/model/errors';
import { workspaceId } from '@/graph/model/ids';
import type { WorkspaceInfo } from '@/graph/store/store';
import { type Caller, mayDo, requirePermission } from './access';
import { database } from './wiring';

/** Workspaces the caller may read, by name. */
export async function listOwnWorkspaces(caller: Caller): Promise<readonly WorkspaceInfo[]> {
  const all = await (await database()).listWorkspaces();
  return all.filter(({ id }) => mayDo(caller, 'graph.read', id));
}

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);

/**
 * Creates an empty workspace; its id comes from its name. Throws `forbidden` without the permission,
 * `invalid` where the name gives no id, `conflict` where that id is taken.
 */
export async function createWorkspace(caller: Caller, name: string): Promise<WorkspaceInfo> {
  requirePermission(caller, 'workspace.create');
  const title = name.trim().slice(0, 120);
  const id = workspaceId.safeParse(slugOf(title));
  if (!id.success)
    throw new GraphError(
      'invalid',
      `“${title}” gives no workspace id: use at least one Latin letter or digit.`,
    );
  const store = await database();
  if ((await store.listWorkspaces()).some((known) => known.id === id.data))
    throw new GraphError('conflict', `There is a workspace ${id.data} already: choose another name.`);
  const made = { id: id.data, name: title };
  await store.putWorkspace(made);
  return made;
}
