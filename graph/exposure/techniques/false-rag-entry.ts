/** A forged entry is placed in an index so that it is taken for the organisation’s own. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, unknown } from './rule';

export const falseRagEntry = defineRule({
  technique: 'AML.T0071',
  classes: ['context'],
  rank: 45,
  influence: { kinds: ['indexes', 'writes'], to: ['knowledge-base'] },
  crossing: ({ from, to }) =>
    to.facts?.writers === 'restricted'
      ? doesNotApply()
      : from.facts?.writers === undefined
        ? unknown(reason('fact-writers-unknown', { name: from.name }))
        : applies(reason('fact-writers', { name: from.name, writers: from.facts.writers })),
});
