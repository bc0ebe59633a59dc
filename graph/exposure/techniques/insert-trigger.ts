/** A backdoor is called up by a trigger in what users send. */
import { defineRule } from './rule';

export const insertTrigger = defineRule({
  technique: 'AML.T0043.004',
  classes: ['backdoor'],
  rank: 32,
  influence: { kinds: ['serves', 'decides', 'deploys'], to: ['system', 'agent', 'decision', 'tool'] },
});
