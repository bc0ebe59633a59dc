import { expect, test } from 'vitest';
import { appliedControl } from '../../model/applied-control';
import { applyTo, makeSnapshot } from '../../model/snapshot';
import { acceptMerge } from '../accept-merge';
import { mergeProposals } from '../merge';
import { graphOf, readText } from './shared-inputs';

test('a suggestion a person accepts makes one asset of two, for later files too', async () => {
  const files = [
    await readText('a.md', '---\nlicense: mit\ndatasets: [squad]\n---\n# a'),
    await readText('b.md', '---\nlicense: mit\ndatasets: [rajpurkar/squad]\n---\n# b'),
  ];
  const { graph } = graphOf(files);
  const base = makeSnapshot({
    asset: graph.assets,
    influence: graph.influences,
    input: graph.inputs,
    control: [
      appliedControl.parse({
        id: 'PC-11@hub:datasets/squad',
        control: 'PC-11',
        subject: 'hub:datasets/squad',
        status: 'planned',
        evidence: [],
        statedBy: 'person:ada',
        at: 'form',
      }),
    ],
  });
  const merged = applyTo(
    base,
    acceptMerge(base, 'hub:datasets/rajpurkar/squad', 'hub:datasets/squad', 'ada'),
  );
  expect(merged.assets.filter(({ kind }) => kind === 'dataset').map(({ id }) => id)).toEqual([
    'hub:datasets/rajpurkar/squad',
  ]);
  expect(merged.influences.map(({ from }) => from)).toEqual([
    'hub:datasets/rajpurkar/squad',
    'hub:datasets/rajpurkar/squad',
  ]);
  expect(merged.controls.map(({ id }) => id)).toEqual(['PC-11@hub:datasets/rajpurkar/squad']);
  expect(mergeProposals(merged, files).operations).toEqual([]);
  expect(mergeProposals(merged, files).suggestedMerges).toEqual([]);
  expect(() => acceptMerge(base, 'hub:datasets/rajpurkar/squad', 'nowhere', 'ada')).toThrow(
    /nowhere is not in the graph/,
  );
});

test('two assets that people named cannot be merged by a click', async () => {
  const yaml = 'schema: headwater/graph@1\nassets:\n  one: { kind: model }\n  two: { kind: model }\n';
  const { graph } = graphOf([await readText('a.yaml', yaml)]);
  expect(() => acceptMerge(graph, 'one', 'two', 'ada')).toThrow(/were both named by people/);
});
