/** What an agent remembers or retrieves tilts its recommendations. */
import { defineRule } from './rule';

export const responseBiasing = defineRule({
  technique: 'AML.T0130',
  classes: ['context'],
  rank: 87,
  influence: {
    kinds: ['retrieves', 'decides', 'serves'],
    from: ['memory', 'agent', 'system', 'knowledge-base'],
    to: ['agent', 'system', 'decision'],
  },
});
