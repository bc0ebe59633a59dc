/** A user types the instruction: runtime input, not poisoning. */
import { defineRule } from './rule';

export const promptInjectionDirect = defineRule({
  technique: 'AML.T0051.000',
  classes: ['context'],
  rank: 96,
  influence: {
    kinds: ['remembers', 'feeds-back'],
    from: ['party', 'source', 'system'],
    to: ['memory', 'agent'],
  },
});
