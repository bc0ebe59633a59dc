/** A feedback channel is flooded so that honest signals drown. */
import { applies, defineRule, doesNotApply } from './rule';

export const chaff = defineRule({
  technique: 'AML.T0046',
  classes: ['availability'],
  rank: 58,
  influence: {
    kinds: ['feeds-back', 'ingests', 'derives'],
    from: ['feedback', 'party', 'system', 'source', 'agent'],
  },
  entry: { entries: ['user-feedback'], assets: ['feedback', 'party'] },
  crossing: ({ from }) =>
    ['users', 'public', 'registered'].includes(from.facts?.writers ?? '') || from.kind === 'feedback'
      ? applies()
      : doesNotApply(),
});
