/** The trigger hides in an image, a sound or a file instead of in text. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply } from './rule';

export const multimodalTrigger = defineRule({
  technique: 'AML.T0129',
  classes: ['backdoor'],
  rank: 86,
  influence: { kinds: ['serves', 'deploys'], to: ['system', 'agent'] },
  crossing: ({ from }) => {
    const words = [
      from.name,
      from.description ?? '',
      ...(from.tags ?? []),
      ...Object.values(from.properties ?? {}),
    ]
      .join(' ')
      .toLowerCase();
    return /image|vision|audio|speech|video|multimodal|camera|sign/.test(words)
      ? applies(reason('reads-media', { name: from.name }))
      : doesNotApply();
  },
});
