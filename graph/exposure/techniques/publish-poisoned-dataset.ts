/** A poisoned dataset is published where the organisation picks it up. */
import { defineRule } from './rule';

export const publishPoisonedDataset = defineRule({
  technique: 'AML.T0019',
  classes: ['availability', 'targeted', 'backdoor'],
  rank: 20,
  entry: { entries: ['public-web', 'public-hub'], assets: ['source', 'dataset', 'label-set'] },
});
