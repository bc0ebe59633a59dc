/** An agent’s context is poisoned by what other agents and systems tell it. */
import { defineRule } from './rule';

export const agentContextPoisoning = defineRule({
  technique: 'AML.T0080',
  classes: ['context'],
  rank: 55,
  influence: {
    kinds: ['invokes', 'serves', 'decides', 'remembers'],
    to: ['agent', 'system', 'memory', 'decision', 'tool'],
  },
});
