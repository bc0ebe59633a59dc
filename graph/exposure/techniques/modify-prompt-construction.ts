/** A chat template or tokenizer is changed, so that the model reads something else than what was sent. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply } from './rule';

export const modifyPromptConstruction = defineRule({
  technique: 'AML.T0018.003',
  classes: ['tampering', 'backdoor', 'targeted'],
  rank: 61,
  influence: {
    kinds: ['packages', 'base-of', 'adapts', 'hosts', 'deploys', 'serves'],
    from: ['artifact', 'model', 'registry', 'adapter'],
    to: ['model', 'artifact', 'system', 'agent'],
  },
  crossing: ({ from, to }) => {
    const packed = [from, to].find(
      (asset) => asset.kind === 'artifact' || asset.facts?.serialization === 'gguf',
    );
    return packed ? applies(reason('fact-template-inside', { name: packed.name })) : doesNotApply();
  },
});
