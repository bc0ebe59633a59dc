/** Data comes from outside and is taken on trust. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule } from './rule';

export const supplyChainData = defineRule({
  technique: 'AML.T0010.002',
  classes: ['availability', 'targeted', 'backdoor'],
  rank: 25,
  influence: {
    kinds: ['supplies', 'hosts', 'ingests', 'derives'],
    from: ['source', 'party', 'registry', 'system'],
    to: ['dataset', 'label-set', 'feature-store', 'feedback', 'pipeline'],
  },
  entry: {
    entries: ['public-hub', 'vendor-feed', 'partner', 'crowd-labour'],
    assets: ['dataset', 'label-set', 'party'],
  },
  crossing: ({ to }) =>
    to.facts?.integrity === undefined && to.facts?.pinned === undefined
      ? applies(reason('fact-not-verified', { name: to.name }))
      : applies(),
});
