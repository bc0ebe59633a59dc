/** A poisoned tool or skill is published for agents to install. */
import { defineRule } from './rule';

export const publishPoisonedTool = defineRule({
  technique: 'AML.T0104',
  classes: ['context', 'code'],
  rank: 20,
  entry: {
    entries: ['third-party-tool', 'public-hub', 'open-source-package'],
    assets: ['tool', 'agent', 'source'],
  },
});
