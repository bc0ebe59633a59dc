/** An agent uses a tool that somebody else maintains. */
import { defineRule } from './rule';

export const supplyChainTool = defineRule({
  technique: 'AML.T0010.005',
  classes: ['context', 'code'],
  rank: 25,
  influence: {
    kinds: ['invokes', 'supplies', 'hosts'],
    from: ['tool', 'source', 'party', 'registry'],
    to: ['agent', 'tool', 'system'],
  },
  entry: { entries: ['vendor-feed', 'partner', 'unknown-origin'], assets: ['tool', 'agent'] },
});
