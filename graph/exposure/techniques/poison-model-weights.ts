/** Weights are poisoned: in training or tuning, or by whoever holds them. */
import { defineRule } from './rule';

export const poisonModelWeights = defineRule({
  technique: 'AML.T0018.000',
  classes: ['targeted', 'backdoor', 'tampering', 'availability'],
  rank: 35,
  influence: {
    kinds: [
      'produces',
      'base-of',
      'adapts',
      'merges',
      'aggregates',
      'packages',
      'aligns',
      'deploys',
      'serves',
      'writes',
    ],
    to: ['model', 'adapter', 'artifact', 'system', 'agent', 'decision', 'tool', 'pipeline', 'infrastructure'],
  },
  entry: {
    entries: ['insider', 'federated-participant', 'public-hub', 'unknown-origin'],
    assets: ['model', 'adapter', 'artifact', 'party'],
  },
});
