/** Training data is poisoned: at its source by somebody who may write there, and on the way into weights. */
import { reason } from '@/graph/model/reason';
import { applies, defineRule } from './rule';

export const poisonTrainingData = defineRule({
  technique: 'AML.T0020',
  classes: ['availability', 'targeted', 'backdoor'],
  rank: 30,
  influence: {
    kinds: [
      'trains',
      'tunes',
      'aligns',
      'labels',
      'ingests',
      'derives',
      'feeds-back',
      'aggregates',
      'produces',
      'writes',
      'indexes',
    ],
  },
  entry: {
    entries: [
      'public-web',
      'open-contribution',
      'crowd-labour',
      'user-feedback',
      'vendor-feed',
      'partner',
      'federated-participant',
      'insider',
      'unknown-origin',
    ],
    assets: ['source', 'party', 'dataset', 'label-set', 'feedback', 'feature-store'],
  },
  crossing: ({ from, to }) => {
    const { records, writableRecords } = from.facts ?? {};
    if (records !== undefined && writableRecords !== undefined) {
      return applies(
        reason('fact-writable-records', { name: from.name, writable: writableRecords, records }),
      );
    }
    return from.facts?.annotators === 'crowd' || from.facts?.annotators === 'found'
      ? applies(reason('fact-annotators', { name: from.name, annotators: from.facts.annotators }))
      : applies(reason('poison-survives', { from: from.name, to: to.name }));
  },
});
