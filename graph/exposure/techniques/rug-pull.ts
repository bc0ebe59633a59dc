/** A supplier changes a good thing for a bad one after it was adopted. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule, doesNotApply, unknown } from './rule';

export const rugPull = defineRule({
  technique: 'AML.T0109',
  classes: ['availability', 'targeted', 'backdoor', 'tampering', 'context', 'code'],
  rank: 60,
  influence: {
    kinds: ['supplies', 'hosts', 'base-of', 'invokes'],
    to: ['dataset', 'model', 'adapter', 'artifact', 'tool', 'agent', 'infrastructure'],
  },
  crossing: ({ from, to }) => {
    const held = [from, to].some((asset) => asset.facts?.pinned === true);
    if (held) return doesNotApply();
    const loose = [from, to].find((asset) => asset.facts?.pinned === false || asset.facts?.live === true);
    if (loose) return applies(reason('fact-not-pinned', { name: loose.name }));
    const outside = from.facts?.origin === 'outside' || from.kind === 'source' || from.kind === 'party';
    return outside ? unknown(reason('fact-pinning-unknown', { name: to.name })) : doesNotApply();
  },
});
