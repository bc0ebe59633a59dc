/** Stars, downloads and names are faked so that a poisoned artifact is chosen. */
import { defineRule } from './rule';

export const reputationInflation = defineRule({
  technique: 'AML.T0111',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'code', 'context'],
  rank: 84,
  entry: {
    entries: ['public-hub', 'open-source-package', 'third-party-tool'],
    assets: ['model', 'adapter', 'artifact', 'tool', 'dataset', 'infrastructure'],
  },
});
