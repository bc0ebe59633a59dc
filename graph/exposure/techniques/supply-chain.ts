/** Something else that outsiders provide is taken on trust. */
import { defineRule } from './rule';

export const supplyChain = defineRule({
  technique: 'AML.T0010',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'context', 'code'],
  rank: 75,
  influence: { kinds: ['supplies', 'hosts'] },
  entry: {
    entries: [
      'public-web',
      'public-hub',
      'open-contribution',
      'crowd-labour',
      'user-feedback',
      'vendor-feed',
      'partner',
      'federated-participant',
      'open-source-package',
      'third-party-tool',
      'unknown-origin',
    ],
  },
});
