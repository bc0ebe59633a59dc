/** A model file is broken on purpose so that scanners pass it and loaders still run it. */
import { codeRunsOnLoad, defineRule } from './rule';

export const corruptModel = defineRule({
  technique: 'AML.T0076',
  classes: ['code'],
  rank: 68,
  influence: {
    kinds: ['base-of', 'hosts', 'supplies', 'deploys'],
    from: ['source', 'registry', 'model', 'adapter', 'artifact', 'party'],
    to: ['model', 'adapter', 'artifact', 'system', 'agent'],
  },
  crossing: ({ from, to }) =>
    codeRunsOnLoad(['model', 'adapter', 'artifact'].includes(from.kind) ? from : to),
});
