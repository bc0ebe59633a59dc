/** Something else that outsiders provide is taken on trust. */
import { defineRule } from './rule';

export const supplyChain = defineRule({
  technique: 'AML.T0010',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'context', 'code'],
  rank: 75,
  influence: { kinds: ['supplies', 'hosts'], from: ['source', 'party', 'registry'] },
  entry: { entries: ['vendor-feed', 'partner', 'unknown-origin', 'open-source-package', 'third-party-tool'] },
});
