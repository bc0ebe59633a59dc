/** A planted instruction makes the model copy it into what it writes, and so into the next context. */
import { defineRule } from './rule';

export const selfReplication = defineRule({
  technique: 'AML.T0061',
  classes: ['context'],
  rank: 64,
  influence: {
    kinds: ['writes', 'feeds-back', 'remembers', 'indexes'],
    from: ['agent', 'system', 'model', 'tool'],
    to: ['knowledge-base', 'memory', 'dataset', 'feedback'],
  },
});
