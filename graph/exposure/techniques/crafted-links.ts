/** A link opens the assistant with an instruction that it keeps in memory. */
import { defineRule } from './rule';

export const craftedLinks = defineRule({
  technique: 'AML.T0131',
  classes: ['context'],
  rank: 74,
  influence: { kinds: ['remembers'], from: ['party', 'source', 'system', 'agent'], to: ['memory'] },
});
