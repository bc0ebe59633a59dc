/** One turn of a conversation poisons the rest of it. */
import { defineRule } from './rule';

export const agentThreadPoisoning = defineRule({
  technique: 'AML.T0080.001',
  classes: ['context'],
  rank: 67,
  influence: {
    kinds: ['invokes', 'retrieves'],
    from: ['tool', 'knowledge-base', 'agent', 'source'],
    to: ['agent'],
  },
});
