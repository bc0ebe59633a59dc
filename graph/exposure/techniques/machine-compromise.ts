/** Code in an artifact takes over the machine that loads it. */
import { applies, codeRunsOnLoad, defineRule } from './rule';

export const machineCompromise = defineRule({
  technique: 'AML.T0112.001',
  classes: ['code'],
  rank: 72,
  influence: {
    kinds: ['deploys', 'serves', 'packages', 'invokes', 'writes', 'produces', 'runs', 'supplies', 'decides'],
  },
  crossing: ({ from }) =>
    ['model', 'adapter', 'artifact'].includes(from.kind) ? codeRunsOnLoad(from) : applies(),
});
