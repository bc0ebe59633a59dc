/** Who asks for what: every use case begins here, so none can forget the question. */
import { GraphError } from '@/graph/model/errors';
import { workspaceId } from '@/graph/model/ids';
import type { GraphStore, WorkspaceInfo } from '@/graph/store/store';
import { isPermitted, type Permission, type RoleTable } from '@/lib/identity/permissions';
import { database } from './wiring';

/** Somebody signed in, as the use cases know them. */
export type Caller = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: RoleTable;
};

const noSuchWorkspace = (name: string) =>
  new GraphError(
    'not-found',
    `There is no workspace ${name}, or you may not see it. Choose one from the list.`,
  );

/**
 * Opens a workspace for somebody. Throws `not-found` where it does not exist or they may not read it (the
 * two look the same from outside), `forbidden` where they may read but lack the permission asked for.
 */
export async function openWorkspace(
  caller: Caller,
  name: string,
  permission: Permission = 'graph.read',
): Promise<{ readonly info: WorkspaceInfo; readonly graph: GraphStore }> {
  const id = workspaceId.safeParse(name);
  if (!id.success || !isPermitted(caller.roles, 'graph.read', id.data)) throw noSuchWorkspace(name);
  if (!isPermitted(caller.roles, permission, id.data))
    throw new GraphError(
      'forbidden',
      `Your role in ${name} does not include ${permission}. Ask an administrator.`,
    );
  const store = await database();
  const info = (await store.listWorkspaces()).find((workspace) => workspace.id === id.data);
  if (!info) throw noSuchWorkspace(name);
  return { info, graph: await store.openGraph(id.data) };
}

/** Throws `forbidden` where somebody lacks a permission that belongs to no single workspace. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (!isPermitted(caller.roles, permission))
    throw new GraphError('forbidden', `Your role does not include ${permission}. Ask an administrator.`);
}

export const mayDo = (caller: Caller, permission: Permission, workspace?: string): boolean =>
  isPermitted(caller.roles, permission, workspace);

/** What a page may offer; the use cases ask again. */
export const listablePermissions = (caller: Caller, workspace: string) => ({
  mayImport: mayDo(caller, 'graph.import', workspace),
  mayReport: mayDo(caller, 'report.build', workspace),
});
