/** Content that others write is indexed and later read as knowledge. */
import { defineRule } from './rule';

export const ragPoisoning = defineRule({
  technique: 'AML.T0070',
  classes: ['context'],
  rank: 20,
  influence: {
    kinds: [
      'indexes',
      'ingests',
      'derives',
      'writes',
      'feeds-back',
      'supplies',
      'retrieves',
      'produces',
      'hosts',
    ],
    to: [
      'knowledge-base',
      'dataset',
      'pipeline',
      'agent',
      'system',
      'model',
      'feedback',
      'label-set',
      'feature-store',
    ],
  },
  entry: {
    entries: [
      'public-web',
      'open-contribution',
      'partner',
      'vendor-feed',
      'user-feedback',
      'insider',
      'unknown-origin',
      'public-hub',
      'crowd-labour',
    ],
    assets: [
      'source',
      'party',
      'knowledge-base',
      'dataset',
      'feedback',
      'feature-store',
      'label-set',
      'memory',
    ],
  },
});
