/** What one conversation leaves in memory shapes later ones. */
import { applies, defineRule, doesNotApply } from './rule';

export const agentMemoryPoisoning = defineRule({
  technique: 'AML.T0080.000',
  classes: ['context'],
  rank: 18,
  influence: {
    kinds: ['remembers', 'retrieves', 'writes', 'feeds-back'],
    to: ['memory', 'agent', 'system', 'model'],
  },
  entry: {
    entries: ['user-feedback', 'open-contribution', 'public-web', 'unknown-origin'],
    assets: ['memory'],
  },
  crossing: ({ influence, from, to }) =>
    influence.kind === 'remembers' || from.kind === 'memory' || to.kind === 'memory'
      ? applies()
      : doesNotApply(),
});
