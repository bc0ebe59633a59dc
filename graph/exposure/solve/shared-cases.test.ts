/**
 * Closed-form and published cases, kept outside the repository: exact values, paths, choke points,
 * derivatives and what-ifs must agree to 1e-12. Where the folder is absent the test is skipped, visibly.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SOLVE_OPTIONS, solve } from './solve';

const folder = join(process.cwd(), '..', 'shared', 'cases');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

const isClose = (actual: number, expected: number): boolean =>
  expected === 0 ? Math.abs(actual) <= 1e-15 : Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);

const close = (actual: number | undefined, expected: number, what: string): void => {
  expect(isClose(actual ?? Number.NaN, expected), `${what}: ${actual} instead of ${expected}`).toBe(true);
};

describe.skipIf(files.length === 0)('[C1] closed-form and published cases', () => {
  test.each(files)('%s', (file) => {
    const model = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { expected } = model;
    const result = solve(model, { ...DEFAULT_SOLVE_OPTIONS, top: 10 });
    expect(result.omitted).toEqual([]);
    for (const target of expected.targets) {
      const found = result.targets.find(({ node }) => node === target.node);
      expect(found?.reach.kind).toBe('exact');
      close(found?.reach.value, target.reach.value, `reach of ${target.node}`);
      expect(found?.dominators).toEqual(target.dominators);
      if (target.minVertexCut.size === null) expect(found?.minVertexCut).toBeNull();
      else {
        expect(found?.minVertexCut?.size).toBe(target.minVertexCut.size);
        expect(target.minVertexCut.all).toContainEqual(found?.minVertexCut?.nodes);
      }
      expect(found?.paths.length).toBe(Math.min(10, target.simplePathCount));
      for (const [k, path] of target.topPaths.slice(0, 10).entries()) {
        close(found?.paths[k]?.p, path.p.value, `path ${k} to ${target.node}`);
        const tied = target.topPaths.filter((other: typeof path) => isClose(other.p.value, path.p.value));
        const arcs = tied.map((other: typeof path) => other.arcs.join());
        if (target.topPaths.length < target.simplePathCount) continue;
        expect(arcs).toContain(found?.paths[k]?.edges.join());
      }
    }
    close(result.anyTarget.value, expected.anyTarget.value, 'any target');
    close(result.expectedLoss.value, expected.expectedLoss.value, 'expected loss');
    for (const [id, { value }] of Object.entries<{ value: number }>(expected.birnbaumLoss)) {
      close(result.edges.find((edge) => edge.id === id)?.birnbaum, value, `importance of ${id}`);
    }
    for (const [key, { expectedLoss }] of Object.entries<{ expectedLoss: { value: number } }>(
      expected.controlWhatIf,
    )) {
      const [id, change] = key.split(':');
      const control = result.controls.find((c) => c.id === id);
      const loss = change === 'removed' ? control?.removed : control?.perfect;
      close(loss?.expectedLoss, expectedLoss.value, key);
    }
  });
});

test.runIf(files.length === 0)('the case files are not here: nothing was compared', (context) => {
  context.skip();
});
