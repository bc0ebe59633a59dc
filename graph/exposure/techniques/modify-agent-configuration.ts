/** The files that tell an agent how to behave are changed. */
import { defineRule } from './rule';

export const modifyAgentConfiguration = defineRule({
  technique: 'AML.T0081',
  classes: ['context', 'code', 'tampering'],
  rank: 63,
  entry: { entries: ['insider'] },
  influence: {
    kinds: ['writes', 'hosts', 'deploys', 'runs', 'supplies', 'produces'],
    from: ['source', 'party', 'registry', 'pipeline', 'infrastructure', 'tool'],
    to: ['agent'],
  },
});
