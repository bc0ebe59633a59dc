/** A stored model is changed by somebody who can write where it lies. */
import { defineRule } from './rule';

export const manipulateModel = defineRule({
  technique: 'AML.T0018',
  classes: ['tampering', 'backdoor', 'targeted', 'availability'],
  rank: 40,
  influence: {
    kinds: ['hosts', 'writes', 'deploys', 'runs', 'produces', 'supplies', 'aggregates', 'decides', 'invokes'],
  },
  entry: { entries: ['insider', 'unknown-origin', 'public-hub'] },
});
