/** Stored conversations are changed, and the agent takes them for its own past. */
import { defineRule } from './rule';

export const manipulateChatHistory = defineRule({
  technique: 'AML.T0092',
  classes: ['context'],
  rank: 69,
  influence: {
    kinds: ['writes', 'hosts'],
    from: ['party', 'infrastructure', 'registry', 'source', 'system', 'tool'],
    to: ['memory'],
  },
});
