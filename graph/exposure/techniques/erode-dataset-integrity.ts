/** A dataset loses its worth because enough of it cannot be trusted. */
import { defineRule } from './rule';

export const erodeDatasetIntegrity = defineRule({
  technique: 'AML.T0059',
  classes: ['availability', 'targeted'],
  rank: 65,
  influence: {
    kinds: ['supplies', 'ingests', 'derives', 'feeds-back', 'labels', 'writes'],
    to: ['dataset', 'label-set', 'feature-store'],
  },
});
