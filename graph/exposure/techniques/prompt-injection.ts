/** Text reaches a model that cannot tell instructions from content: runtime input, not poisoning. */
import { defineRule } from './rule';

export const promptInjection = defineRule({
  technique: 'AML.T0051',
  classes: ['context'],
  rank: 95,
  influence: {
    kinds: ['retrieves', 'invokes'],
    from: ['knowledge-base', 'memory', 'tool', 'source', 'dataset', 'agent', 'system'],
    to: ['model', 'agent', 'system'],
  },
});
