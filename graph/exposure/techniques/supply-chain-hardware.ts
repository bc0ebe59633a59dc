/** Hardware that others made or operate runs training or serving. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply } from './rule';

export const supplyChainHardware = defineRule({
  technique: 'AML.T0010.000',
  classes: ['tampering', 'availability'],
  rank: 78,
  influence: {
    kinds: ['runs', 'supplies'],
    from: ['infrastructure', 'party', 'source'],
    to: ['pipeline', 'infrastructure', 'system'],
  },
  crossing: ({ from }) => {
    const tags = (from.tags ?? []).map((tag) => tag.toLowerCase());
    if (!tags.some((tag) => ['hardware', 'gpu', 'accelerator', 'device'].includes(tag)))
      return doesNotApply();
    return from.facts?.origin === 'inside'
      ? doesNotApply()
      : applies(reason('fact-outside-hardware', { name: from.name }));
  },
});
