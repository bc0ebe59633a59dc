/** Code that others wrote runs in the pipeline. */
import { defineRule } from './rule';

export const supplyChainSoftware = defineRule({
  technique: 'AML.T0010.001',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'context', 'code'],
  rank: 25,
  influence: { kinds: ['runs'] },
  entry: {
    entries: ['open-source-package', 'vendor-feed', 'public-hub', 'unknown-origin'],
    assets: ['infrastructure', 'pipeline'],
  },
});
