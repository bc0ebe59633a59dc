/** A poisoned model is published on a hub under a name people trust. */
import { defineRule } from './rule';

export const publishPoisonedModel = defineRule({
  technique: 'AML.T0058',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'code'],
  rank: 20,
  entry: { entries: ['public-hub'], assets: ['source', 'model', 'adapter', 'artifact', 'registry'] },
});
