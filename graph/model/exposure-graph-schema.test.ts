import { describe, expect, test } from 'vitest';
import { GraphError } from './errors';
import { parseExposureGraph } from './exposure-graph-schema';

const sound = () => ({
  nodes: [{ id: 's' }, { id: 't', p: 0.5 }],
  edges: [{ id: 'e', from: 's', to: 't', p: 0.5, controls: ['c'] }],
  controls: [{ id: 'c', effectiveness: 0.5, mode: 'common' }],
  entries: [{ node: 's', access: 1 }],
  targets: [{ node: 't', impact: 1 }],
});

const refusalOf = (input: unknown): GraphError => {
  try {
    parseExposureGraph(input);
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('[I1] a graph that is not sound is refused with the place of each fault', () => {
  test('a sound graph is accepted, defaults filled in', () => {
    expect(parseExposureGraph(sound()).nodes).toEqual([
      { id: 's', p: 1 },
      { id: 't', p: 0.5 },
    ]);
  });

  test.each([
    ['/edges/0/p', { edges: [{ id: 'e', from: 's', to: 't', p: 1.5 }] }],
    ['/edges/0/p', { edges: [{ id: 'e', from: 's', to: 't', p: Number.NaN }] }],
    ['/edges/0/p', { edges: [{ id: 'e', from: 's', to: 't', p: '0.5' }] }],
    ['/edges/0/p', { edges: [{ id: 'e', from: 's', to: 't' }] }],
    ['/edges/0/from', { edges: [{ id: 'e', from: 'x', to: 't', p: 1 }] }],
    ['/edges/0/controls/0', { edges: [{ id: 'e', from: 's', to: 't', p: 1, controls: ['x'] }] }],
    ['/nodes/1/id', { nodes: [{ id: 's' }, { id: 's' }, { id: 't' }] }],
    ['/nodes/1/p', { nodes: [{ id: 's' }, { id: 't', p: -0.1 }] }],
    ['/entries', { entries: undefined }],
    ['/entries/0/node', { entries: [{ node: 'x', access: 1 }] }],
    ['/entries/0/access', { entries: [{ node: 's', access: Number.POSITIVE_INFINITY }] }],
    ['/targets/0/impact', { targets: [{ node: 't' }] }],
    ['/controls', { controls: undefined }],
    ['/targets/0/impact', { targets: [{ node: 't', impact: -1 }] }],
    [
      '/targets/1/node',
      {
        targets: [
          { node: 't', impact: 1 },
          { node: 't', impact: 1 },
        ],
      },
    ],
    ['/controls/0/mode', { controls: [{ id: 'c', effectiveness: 0.5, mode: 'sometimes' }] }],
  ])('%s', (at, change) => {
    const error = refusalOf({ ...sound(), ...change });
    expect(error.code).toBe('invalid');
    expect(error.details.map((detail) => detail.at)).toContain(at);
    expect(error.message).toContain(at);
  });

  test.each([[null], [[]], ['graph'], [7]])('%j is no graph', (input) => {
    expect(refusalOf(input).details.length).toBeGreaterThan(0);
  });
});
