/** An instruction is kept in memory and acts in a later turn. */
import { defineRule } from './rule';

export const delayedInstruction = defineRule({
  technique: 'AML.T0094',
  classes: ['context'],
  rank: 71,
  influence: { kinds: ['retrieves'], from: ['memory'], to: ['agent', 'system', 'model'] },
});
