/** Code in an artifact takes over the machine that loads it. */
import { codeRunsOnLoad, defineRule } from './rule';

export const machineCompromise = defineRule({
  technique: 'AML.T0112.001',
  classes: ['code'],
  rank: 72,
  influence: {
    kinds: ['deploys', 'serves', 'packages'],
    from: ['model', 'adapter', 'artifact'],
    to: ['system', 'agent', 'infrastructure', 'tool'],
  },
  crossing: ({ from }) => codeRunsOnLoad(from),
});
