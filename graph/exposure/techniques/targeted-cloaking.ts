/** A page shows crawlers and assistants something else than people. */
import { defineRule } from './rule';

export const targetedCloaking = defineRule({
  technique: 'AML.T0134',
  classes: ['context', 'availability', 'targeted', 'backdoor'],
  rank: 88,
  entry: { entries: ['public-web'], assets: ['source'] },
});
