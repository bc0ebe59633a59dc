/** The nightly setting of the oracle: `npx vitest run --config` with the slow files included. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHOICES, decodeGraph } from './decoded-graph';
import { disagreements } from './oracle';

test('[R1] [R2] [B1] 10,000 random graphs against enumeration', () => {
  const graphs = fc
    .array(fc.nat(9999), { minLength: CHOICES, maxLength: CHOICES })
    .map((choices) => decodeGraph(choices, 16));
  fc.assert(
    fc.property(graphs, (model) => {
      expect(disagreements(model)).toEqual([]);
    }),
    { seed: 77, numRuns: 10_000 },
  );
}, 3_600_000);
