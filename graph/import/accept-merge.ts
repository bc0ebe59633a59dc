/** Makes two assets one because a person says that they are the same thing. */
import type { Operation } from '../model/change-set';
import { GraphError } from '../model/errors';
import type { Snapshot } from '../model/snapshot';
import { explicitIdOf } from './identity';
import { mergeProposals } from './merge';

/**
 * The operations that make `from` a part of `into`: its keys, evidence, influences, controls, estimates and
 * treatments go over, and later mentions of either are the one asset. Undo of the change set takes it back.
 * `person` is a user's id. Throws GraphError `not-found` or `invalid`.
 */
export function acceptMerge(
  graph: Snapshot,
  into: string,
  from: string,
  person: string,
): readonly Operation[] {
  const [target, source] = [into, from].map((id) => graph.assets.find((asset) => asset.id === id));
  if (!target || !source) throw new GraphError('not-found', `${target ? from : into} is not in the graph.`);
  const named = [target, source].map(({ identities }) => explicitIdOf(identities));
  if (named[0] !== undefined && named[1] !== undefined)
    throw new GraphError(
      'invalid',
      `${into} and ${from} were both named by people. Give one of them the other's id in its file.`,
    );
  const keys = [...new Set([...target.identities, ...source.identities, `merge:${into}`])];
  const evidence = {
    source: `person:${person}`,
    at: `same as ${from}`,
    basis: 'confirmed',
    says: { kind: target.kind },
    keys,
  } as const;
  const proposal = {
    assets: [{ key: 'same', identities: keys, evidence: [{ ...evidence, keys: [...keys] }] }],
    influences: [],
    controls: [],
    estimates: [],
    treatments: [],
    inputs: [],
  };
  const result = { format: 'decision', sha256: '0'.repeat(64), bytes: 0, proposal, warnings: [] };
  const { operations } = mergeProposals(graph, [{ name: `merge by ${person}`, result }]);
  const gone = operations.some(
    ({ op, type, ...rest }) =>
      op === 'remove' && type === 'asset' && 'id' in rest && (rest.id === into || rest.id === from),
  );
  if (!gone)
    throw new GraphError(
      'invalid',
      `${into} and ${from} share no kind of key by which they could be one. Give both an id in a headwater.yaml.`,
    );
  return operations.filter(({ type }) => type !== 'input');
}
