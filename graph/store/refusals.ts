/** What every store says where there is no such thing. */
import { GraphError } from '@/graph/model/errors';

export const noSuchWorkspace = (workspace: string): GraphError =>
  new GraphError(
    'not-found',
    `There is no workspace ${workspace}. Create it first, or name an existing one.`,
  );

export const noSuchAsset = (asset: string, workspace: string): GraphError =>
  new GraphError('not-found', `There is no asset ${asset} in workspace ${workspace}.`);

export const noSuchRevision = (wanted: number, head: number): GraphError =>
  new GraphError(
    'not-found',
    `There is no revision ${wanted}: the workspace stands at revision ${head}. Ask for 0 to ${head}.`,
  );

/** The compare-and-swap of a kept record failed. */
export const versionConflict = (type: string, id: string, expected: number, stored: number): GraphError =>
  new GraphError(
    'conflict',
    `${type} ${id} stands at version ${stored}, not ${expected}: somebody else wrote it. Nothing was written; read it again.`,
    [{ at: `${type}/${id}`, message: `version ${stored}, expected ${expected}` }],
  );
