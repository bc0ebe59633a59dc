/** A stored instruction waits for an event: runtime input, not poisoning. */
import { defineRule } from './rule';

export const promptInjectionTriggered = defineRule({
  technique: 'AML.T0051.002',
  classes: ['context'],
  rank: 94,
  influence: { kinds: ['retrieves', 'invokes'], from: ['memory', 'tool'], to: ['agent'] },
});
