/** A package that runs code on installation or import enters the pipeline. */
import { defineRule } from './rule';

export const maliciousPackage = defineRule({
  technique: 'AML.T0011.001',
  classes: ['code'],
  rank: 28,
  influence: { kinds: ['runs'], from: ['infrastructure', 'source', 'party', 'artifact'] },
  entry: { entries: ['open-source-package'], assets: ['infrastructure', 'artifact', 'source', 'tool'] },
});
