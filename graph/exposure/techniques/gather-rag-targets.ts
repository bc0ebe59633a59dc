/** An attacker finds out which places feed the index. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, isWrittenFromOutside } from './rule';

export const gatherRagTargets = defineRule({
  technique: 'AML.T0064',
  classes: ['context'],
  rank: 82,
  influence: { kinds: ['indexes'], from: ['source', 'party', 'dataset', 'tool'], to: ['knowledge-base'] },
  crossing: ({ from }) =>
    isWrittenFromOutside(from)
      ? applies(reason('index-source-visible', { name: from.name }))
      : doesNotApply(),
});
