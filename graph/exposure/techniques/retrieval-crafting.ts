/** Content is written so that it will be retrieved. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, isWrittenFromOutside } from './rule';

export const retrievalCrafting = defineRule({
  technique: 'AML.T0066',
  classes: ['context'],
  rank: 66,
  influence: {
    kinds: ['indexes'],
    from: ['source', 'party', 'dataset', 'feedback', 'tool'],
    to: ['knowledge-base'],
  },
  crossing: ({ from }) =>
    isWrittenFromOutside(from)
      ? applies(reason('index-source-writable', { name: from.name }))
      : doesNotApply(),
});
