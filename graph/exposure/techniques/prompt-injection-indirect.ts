/** The instruction stands in content that the model retrieves: runtime input, not poisoning. */
import { defineRule } from './rule';

export const promptInjectionIndirect = defineRule({
  technique: 'AML.T0051.001',
  classes: ['context'],
  rank: 93,
  influence: {
    kinds: ['retrieves'],
    from: ['knowledge-base', 'source', 'dataset', 'tool'],
    to: ['model', 'agent', 'system'],
  },
});
