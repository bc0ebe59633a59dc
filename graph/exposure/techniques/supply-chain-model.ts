/** A model made by others becomes the base, part or replacement of ours. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule } from './rule';

export const supplyChainModel = defineRule({
  technique: 'AML.T0010.003',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'code'],
  rank: 25,
  influence: {
    kinds: ['base-of', 'supplies', 'hosts', 'adapts', 'merges'],
    from: ['source', 'party', 'registry', 'model', 'adapter', 'artifact'],
    to: ['model', 'adapter', 'artifact', 'pipeline'],
  },
  entry: { entries: ['vendor-feed', 'partner', 'unknown-origin'], assets: ['model', 'adapter', 'artifact'] },
  crossing: ({ from }) => {
    if (from.kind === 'source' || from.kind === 'party' || from.kind === 'registry') return applies();
    const outside = from.facts?.origin === 'outside';
    return outside
      ? applies(reason('fact-outside-weights', { name: from.name }))
      : applies(reason('weights-inherited', { name: from.name }));
  },
});
