/** Somebody or something loads an artifact that can run code. */
import { codeRunsOnLoad, defineRule } from './rule';

export const unsafeArtifact = defineRule({
  technique: 'AML.T0011.000',
  classes: ['code'],
  rank: 28,
  influence: {
    kinds: ['base-of', 'deploys', 'serves', 'packages', 'adapts'],
    from: ['model', 'adapter', 'artifact'],
  },
  crossing: ({ from }) => codeRunsOnLoad(from),
});
