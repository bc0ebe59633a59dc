/** A tool returns content that outsiders wrote, and the agent believes it. */
import { defineRule } from './rule';

export const agentToolDataPoisoning = defineRule({
  technique: 'AML.T0099',
  classes: ['context'],
  rank: 22,
  influence: {
    kinds: ['retrieves', 'ingests', 'writes', 'supplies', 'hosts'],
    from: ['source', 'party', 'dataset', 'knowledge-base', 'tool', 'feedback'],
    to: ['tool', 'agent'],
  },
});
