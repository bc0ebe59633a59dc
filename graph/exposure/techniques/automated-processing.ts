/** A pipeline picks up and runs what outsiders hand in, with nobody looking. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, isWrittenFromOutside } from './rule';

export const automatedProcessing = defineRule({
  technique: 'AML.T0119',
  classes: ['code', 'tampering', 'availability', 'targeted', 'backdoor'],
  rank: 73,
  influence: { kinds: ['ingests', 'supplies', 'aggregates', 'base-of'], to: ['pipeline'] },
  crossing: ({ from }) =>
    isWrittenFromOutside(from) ? applies(reason('processed-unseen', { name: from.name })) : doesNotApply(),
});
