/** The data is public, so an attacker can study it before poisoning it. */
import { defineRule } from './rule';

export const acquirePublicData = defineRule({
  technique: 'AML.T0002.000',
  classes: ['availability', 'targeted', 'backdoor'],
  rank: 80,
  entry: { entries: ['public-hub', 'public-web'], assets: ['dataset', 'label-set', 'source'] },
});
