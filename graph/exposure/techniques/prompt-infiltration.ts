/** Content entered in a public application is later read by a model: runtime input, not poisoning, until it is stored. */
import { applies, defineRule, doesNotApply, isWrittenFromOutside } from './rule';

export const promptInfiltration = defineRule({
  technique: 'AML.T0093',
  classes: ['context'],
  rank: 92,
  influence: {
    kinds: ['indexes', 'ingests', 'remembers', 'retrieves'],
    from: ['source', 'feedback', 'system', 'party'],
    to: ['knowledge-base', 'memory', 'agent', 'tool', 'system', 'model'],
  },
  crossing: ({ from }) => (isWrittenFromOutside(from) ? applies() : doesNotApply()),
});
