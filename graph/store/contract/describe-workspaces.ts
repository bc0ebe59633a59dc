/** The contract of workspaces: listed, empty at first, and closed to each other. */
import { describe, expect, test } from 'vitest';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { EMPTY_SNAPSHOT } from '@/graph/model/snapshot';
import { changeOf, dataset, journalOf } from './changes';
import type { Ground } from './describe-store';

export function describeWorkspaces(ground: Ground): void {
  const freshGraph = async () => ground.database().openGraph(await ground.freshWorkspace());

  describe('a workspace', () => {
    test('is listed with its name, and putting it again leaves it as it is', async () => {
      const id = await ground.freshWorkspace();
      await ground.database().putWorkspace({ id, name: 'Another name' });
      const listed = await ground.database().listWorkspaces();
      expect(listed.filter((workspace) => workspace.id === id)).toEqual([{ id, name: `Workspace ${id}` }]);
      expect(listed.map((workspace) => workspace.id)).toEqual([...listed.map((w) => w.id)].sort());
    });

    test('that does not exist cannot be opened', async () => {
      const opening = ground.database().openGraph(workspaceId.parse('no-such-workspace'));
      await expect(opening).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('no-such-workspace'),
      });
    });

    test('starts empty at revision 0', async () => {
      const graph = await freshGraph();
      expect(await graph.head()).toEqual(EMPTY_REVISION);
      expect(await graph.load()).toEqual(EMPTY_SNAPSHOT);
      expect(await journalOf(graph)).toEqual([]);
    });

    test('sees nothing of another, though both use the same ids', async () => {
      const [mine, decoy] = [await freshGraph(), await freshGraph()];
      await mine.apply(changeOf([dataset('corpus', 'Mine'), dataset('other', 'Other')]), EMPTY_REVISION);
      await decoy.apply(changeOf([dataset('corpus', 'Decoy')]), EMPTY_REVISION);
      await decoy.apply(changeOf([{ remove: 'asset', id: 'corpus' }]), await decoy.head());
      expect((await mine.load()).assets.map(({ name }) => name)).toEqual(['Mine', 'Other']);
      expect((await decoy.load()).assets).toEqual([]);
      await expect(decoy.neighbourhood('corpus')).rejects.toMatchObject({ code: 'not-found' });
      expect((await mine.neighbourhood('corpus')).asset.name).toBe('Mine');
    });
  });
}
