/** A benchmark that can be poisoned vouches for a model: false assurance. */
import { defineRule } from './rule';

export const poisonedEvaluation = defineRule({
  technique: 'HW.POISONED-EVALUATION',
  classes: ['availability', 'targeted', 'backdoor'],
  rank: 90,
  influence: { kinds: ['evaluates'] },
});
