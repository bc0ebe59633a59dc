/** The architecture is changed so that the model misbehaves whatever its weights say. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, unknown } from './rule';

export const modifyArchitecture = defineRule({
  technique: 'AML.T0018.001',
  classes: ['tampering', 'backdoor'],
  rank: 62,
  influence: {
    kinds: ['base-of', 'hosts', 'packages', 'writes', 'produces'],
    to: ['model', 'adapter', 'artifact'],
  },
  crossing: ({ from, to }) => {
    const asset = from.kind === 'model' || from.kind === 'artifact' ? from : to;
    const { serialization, remoteCode } = asset.facts ?? {};
    if (remoteCode) return applies(reason('fact-remote-code', { name: asset.name }));
    if (serialization === 'safetensors') return doesNotApply();
    return serialization === undefined
      ? unknown(reason('fact-serialization-unknown', { name: asset.name }))
      : applies(reason('fact-graph-in-file', { name: asset.name }));
  },
});
