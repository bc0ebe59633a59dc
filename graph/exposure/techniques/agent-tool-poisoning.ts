/** A tool’s description or behaviour is changed to steer the agents that call it. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply } from './rule';

export const agentToolPoisoning = defineRule({
  technique: 'AML.T0110',
  classes: ['context', 'code'],
  rank: 21,
  influence: { kinds: ['invokes'], from: ['tool'], to: ['agent', 'system', 'tool'] },
  crossing: ({ from }) =>
    from.facts?.origin === 'inside' && from.facts.pinned === true
      ? doesNotApply()
      : applies(reason('tool-trusted', { name: from.name })),
});
