/** An address the dataset still points at is bought by somebody else. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, unknown } from './rule';

export const expiredDomain = defineRule({
  technique: 'AML.T0008.002',
  classes: ['availability', 'targeted', 'backdoor', 'context'],
  rank: 70,
  entry: { entries: ['public-web'], assets: ['source', 'dataset'] },
  entering: ({ asset }) =>
    asset.facts?.live === true
      ? applies(reason('fact-live', { name: asset.name }))
      : asset.facts?.live === undefined
        ? unknown(reason('fact-live-unknown', { name: asset.name }))
        : doesNotApply(),
});
