/** What the frame around every page of a workspace shows. */
import { type Caller, listablePermissions, openWorkspace } from './access';

export type WorkspaceView = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly mayImport: boolean;
  readonly mayReport: boolean;
};

/** Throws `not-found` for a workspace one may not read. */
export async function viewWorkspace(caller: Caller, workspace: string): Promise<WorkspaceView> {
  const { info, graph } = await openWorkspace(caller, workspace);
  const { number } = await graph.head();
  return { id: info.id, name: info.name, revision: number, ...listablePermissions(caller, info.id) };
}
