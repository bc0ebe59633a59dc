/** The model gets worse little by little, and what relies on it with it. */
import { defineRule } from './rule';

export const erodeModelIntegrity = defineRule({
  technique: 'AML.T0031',
  classes: ['availability', 'targeted'],
  rank: 33,
  influence: { kinds: ['serves', 'decides', 'deploys'], to: ['system', 'agent', 'decision', 'tool'] },
});
