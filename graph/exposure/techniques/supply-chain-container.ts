/** What is put into service is fetched from a registry that others can write to. */
import { defineRule } from './rule';

export const supplyChainContainer = defineRule({
  technique: 'AML.T0010.004',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'code'],
  rank: 26,
  influence: { kinds: ['deploys', 'hosts', 'serves'], from: ['registry', 'infrastructure'] },
});
