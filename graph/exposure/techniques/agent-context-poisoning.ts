/** A model’s or an agent’s context is poisoned by what reaches it, whichever way it came. */
import { defineRule } from './rule';

export const agentContextPoisoning = defineRule({
  technique: 'AML.T0080',
  classes: ['context'],
  rank: 85,
  influence: {
    kinds: [
      'invokes',
      'serves',
      'decides',
      'remembers',
      'derives',
      'ingests',
      'indexes',
      'retrieves',
      'produces',
      'hosts',
      'supplies',
      'writes',
      'runs',
      'feeds-back',
    ],
  },
});
