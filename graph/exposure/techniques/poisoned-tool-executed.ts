/** An agent runs a poisoned tool with the rights it was given. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, unknown } from './rule';

export const poisonedToolExecuted = defineRule({
  technique: 'AML.T0011.002',
  classes: ['code', 'context'],
  rank: 27,
  influence: { kinds: ['invokes'], from: ['tool'], to: ['agent', 'system'] },
  crossing: ({ from }) =>
    from.facts?.writesOutside === true
      ? applies(reason('fact-tool-writes', { name: from.name }))
      : from.facts?.writesOutside === undefined
        ? unknown(reason('fact-tool-rights-unknown', { name: from.name }))
        : doesNotApply(),
});
