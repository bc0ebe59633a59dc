/** Rules A… of SPEC.md: what an assessment promises, whatever the graph. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { appliedControl, appliedControlIdOf } from '@/graph/model/applied-control';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { canonical } from '@/graph/model/canonical';
import type { Catalogue } from '@/graph/model/catalogue';
import { drawnGraph } from '@/graph/model/drawn-graph';
import { controlId } from '@/graph/model/ids';
import type { RecordType } from '@/graph/model/records';
import { makeSnapshot, recordsOf, type Snapshot } from '@/graph/model/snapshot';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { assess } from './assess';
import { DEFAULT_SETTINGS, STATES } from './assessment';
import { SolutionMemory } from './solution-memory';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue();
});

const STORY = `
  source:web -supplies-> dataset:corpus
  party:crowd {"facts":{"writers":"crowd"}} -labels-> dataset:corpus
  dataset:corpus -trains-> model:detector
  model:base {"facts":{"origin":"outside","serialization":"pickle"}} -base-of-> model:detector
  model:detector -serves-> system:car
  system:car -feeds-back-> feedback:log {"facts":{"writers":"staff"}}
  feedback:log -tunes-> model:detector
`;

function withRecords(
  snapshot: Snapshot,
  type: RecordType,
  records: readonly { readonly id: string }[],
): Snapshot {
  const all = new Map<RecordType, { readonly id: string }[]>();
  for (const item of recordsOf(snapshot)) all.set(item.type, [...(all.get(item.type) ?? []), item.record]);
  all.set(type, [...(all.get(type) ?? []), ...records]);
  return makeSnapshot(Object.fromEntries(all));
}

function control(id: string, subject: string, more: Record<string, unknown> = {}) {
  const reference = controlId.parse(id);
  return appliedControl.parse({
    id: appliedControlIdOf(reference, subject),
    control: reference,
    subject,
    status: 'implemented',
    evidence: [{ title: 'log' }],
    statedBy: 'file:test',
    at: 'test',
    ...more,
  });
}

const run = (snapshot: Snapshot, settings = DEFAULT_SETTINGS) => assess(snapshot, catalogue, settings);

describe('an assessment', () => {
  test('[A1] is the same bytes for the same records in any order', () => {
    const lines = STORY.trim().split('\n');
    const shuffled = [...lines].reverse().join('\n');
    expect(canonical(run(drawnGraph(shuffled)))).toBe(canonical(run(drawnGraph(STORY))));
  });

  test('[A2] without crown assets takes what influences nothing further, or the outward end of a final loop', () => {
    const { targets, assumptions } = run(drawnGraph(STORY));
    expect(targets.map((target) => target.asset)).toEqual(['car']);
    expect(assumptions.map(({ code }) => code)).toContain('assumed-targets');
  });

  test('[A2] with crown assets takes these and nothing else', () => {
    const { targets, assumptions } = run(drawnGraph(`${STORY}\nmodel:detector {"crown":true,"impact":0.5}`));
    expect(targets.map((target) => [target.asset, target.impact])).toEqual([['detector', 0.5]]);
    expect(assumptions.map(({ code }) => code)).not.toContain('assumed-targets');
  });

  test('[A2] a crown asset that nothing touches has no exposure, and no path', () => {
    const { targets } = run(drawnGraph(`${STORY}\ndecision:alone {"crown":true}`));
    expect(targets.map((target) => [target.asset, target.exposure.current, target.paths])).toEqual([
      ['alone', { kind: 'exact', value: 0, low: 0, high: 0 }, []],
    ]);
  });

  test('[A3] treats unknown lineage as a way in, and listing part of it never lowers exposure', () => {
    const nothing = run(drawnGraph('model:m -serves-> system:app'));
    const part = run(
      drawnGraph(
        'model:m -serves-> system:app\ndataset:d {"facts":{"origin":"inside"}} -evaluates-> model:m',
      ),
    );
    expect(nothing.targets[0]?.exposure.current.value).toBeGreaterThan(0);
    expect(part.targets[0]?.exposure.current.value).toBe(nothing.targets[0]?.exposure.current.value);
    expect(nothing.lineage).toEqual({ m: 'unknown' });
  });

  test('[A4] keeps inherent ≥ current ≥ planned, and low ≤ value ≤ high, for every target and class', () => {
    const snapshot = withRecords(drawnGraph(STORY), 'control', [
      control('PC-08', 'corpus'),
      control('PC-23', 'log', { status: 'planned' }),
    ]);
    for (const target of run(snapshot).targets) {
      for (const attack of ATTACK_CLASSES) {
        const ways = target.byClass[attack];
        expect(ways.inherent.value).toBeGreaterThanOrEqual(ways.current.value);
        expect(ways.current.value).toBeGreaterThanOrEqual(ways.planned.value);
        for (const state of STATES) {
          expect(ways[state].low).toBeLessThanOrEqual(ways[state].value);
          expect(ways[state].value).toBeLessThanOrEqual(ways[state].high);
        }
      }
    }
  });

  test('[A5] counts a control without evidence, and one whose evidence has expired, only as planned', () => {
    const bare = drawnGraph(STORY);
    const claimed = run(withRecords(bare, 'control', [control('PC-08', 'corpus', { evidence: [] })]));
    const stale = [{ title: 'log', expires: '2026-01-01' }];
    const expired = run(withRecords(bare, 'control', [control('PC-08', 'corpus', { evidence: stale })]), {
      ...DEFAULT_SETTINGS,
      asOf: '2026-06-01',
    });
    const fresh = run(withRecords(bare, 'control', [control('PC-08', 'corpus', { evidence: stale })]), {
      ...DEFAULT_SETTINGS,
      asOf: '2025-06-01',
    });
    const targeted = (a: ReturnType<typeof run>) => a.targets[0]?.byClass.targeted;
    expect(targeted(claimed)?.current).toEqual(targeted(run(bare))?.current);
    expect(targeted(claimed)?.planned.value).toBeLessThan(targeted(claimed)?.current.value ?? 0);
    expect(targeted(expired)?.current).toEqual(targeted(run(bare))?.current);
    expect(targeted(fresh)?.current.value).toBeLessThan(targeted(expired)?.current.value ?? 0);
    expect(expired.warnings.map(({ code }) => code)).toContain('warn-evidence-expired');
    expect(claimed.warnings.map(({ code }) => code)).toContain('warn-controls-without-evidence');
  });

  test('[A6] takes facts a file states as controls evidenced by that file', () => {
    const unsafe = run(
      drawnGraph('model:b {"facts":{"origin":"outside","serialization":"pickle"}} -base-of-> model:m'),
    );
    const safe = run(
      drawnGraph('model:b {"facts":{"origin":"outside","serialization":"safetensors"}} -base-of-> model:m'),
    );
    expect(safe.controls.map(({ id, stated }) => [id, stated])).toEqual([['PC-13@b', 'implied']]);
    expect(safe.targets[0]?.byClass.code.current.value).toBeLessThan(
      unsafe.targets[0]?.byClass.code.current.value ?? 0,
    );
  });

  test('[A7] every step of every path names a technique, a number with its source and a reason', () => {
    const paths = run(drawnGraph(STORY)).targets.flatMap((target) => target.paths);
    expect(paths.length).toBeGreaterThan(5);
    for (const step of paths.flatMap((path) => path.steps)) {
      expect(step.techniques.length).toBeGreaterThan(0);
      expect(step.because.length).toBeGreaterThan(0);
      expect(step.source.id).not.toBe('');
    }
  });

  test('[A8] every finding lies where poison arrives and something relied on lies beyond; its id is technique@asset', () => {
    const { findings } = run(
      drawnGraph(`${STORY}\nsource:forum -supplies-> dataset:unused {"name":"never used"}`),
    );
    expect(findings.length).toBeGreaterThan(5);
    expect(findings.filter((finding) => finding.asset === 'unused' || finding.asset === 'forum')).toEqual([]);
    for (const finding of findings) expect(finding.id).toBe(`${finding.technique}@${finding.asset}`);
  });

  test('[A8] of assets that lie on every path, the one furthest upstream is named first', () => {
    const { targets } = run(
      drawnGraph(
        'source:web -supplies-> dataset:a\ndataset:a -trains-> model:zeta\nmodel:zeta -serves-> system:app\nsystem:app -decides-> decision:d\ndataset:a {"lineage":"complete"}\nmodel:zeta {"lineage":"complete"}',
      ),
    );
    expect(targets[0]?.chokePoints.map(({ asset }) => asset)).toEqual(['web', 'a', 'zeta', 'app']);
  });

  test('[A9] a poisoned benchmark is false assurance, not a path', () => {
    const { findings, targets } = run(
      drawnGraph(
        'model:m -serves-> system:app\nsource:web -supplies-> dataset:bench\ndataset:bench -evaluates-> model:m',
      ),
    );
    expect(findings.map(({ id }) => id)).toContain('HW.POISONED-EVALUATION@m');
    expect(
      targets
        .flatMap((target) => target.paths)
        .flatMap((path) => path.steps)
        .map((step) => step.to),
    ).not.toContain('bench');
  });

  test('[A10] shows feedback loops with every asset and influence on the cycle', () => {
    expect(run(drawnGraph(STORY)).loops).toEqual([
      {
        assets: ['car', 'detector', 'log'],
        influences: ['feeds-back:car>log', 'serves:detector>car', 'tunes:log>detector'],
      },
    ]);
  });

  test('[A11] says so when the model saturates', () => {
    const estimate = {
      id: 'e',
      subject: 'web',
      quantity: 'access',
      classes: [],
      value: { low: 1, likely: 1, high: 1 },
      statedBy: 'file:t',
      at: 't',
    } as const;
    const certain = ['supplies:web>corpus', 'trains:corpus>detector', 'serves:detector>car'].map(
      (subject) => ({ ...estimate, id: `e-${subject}`, subject, quantity: 'transfer' as const }),
    );
    const codes = run(withRecords(drawnGraph(STORY), 'estimate', [estimate, ...certain])).warnings.map(
      ({ code }) => code,
    );
    expect(codes).toContain('warn-saturated');
  });

  test('[A12] an estimate made here stands before the default, and the step says so', () => {
    const estimate = {
      id: 'e1',
      subject: 'trains:corpus>detector',
      quantity: 'transfer',
      classes: ['targeted'],
      value: { low: 0.9, likely: 0.9, high: 0.9 },
      statedBy: 'person:ada',
      at: 'form',
    } as const;
    const { targets } = run(withRecords(drawnGraph(STORY), 'estimate', [estimate]));
    const step = targets
      .flatMap((target) => target.paths)
      .filter((path) => path.attack === 'targeted')
      .flatMap((path) => path.steps)
      .find((item) => item.influence === estimate.subject);
    expect(step).toMatchObject({ likelihood: 0.9, source: { kind: 'estimate', id: 'e1' } });
  });

  test('[A13] adding a control in force never raises any exposure, adding a second one neither', () => {
    const subjects = [
      'corpus',
      'detector',
      'log',
      'base',
      'web',
      'crowd',
      'car',
      'trains:corpus>detector',
      'labels:crowd>corpus',
    ];
    const ids = () => catalogue.controls.map(({ id }) => id as string);
    const placed = fc.record({
      id: fc.nat(),
      subject: fc.constantFrom(...subjects),
      group: fc.option(fc.constantFrom('team', 'service'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(placed, { minLength: 1, maxLength: 6 }), (placements) => {
        const controls = placements.map(({ id, subject, group }) =>
          control(ids()[id % ids().length] ?? '', subject, group ? { group } : {}),
        );
        const unique = [...new Map(controls.map((item) => [item.id, item])).values()];
        let before = run(drawnGraph(STORY));
        for (let count = 1; count <= unique.length; count++) {
          const after = run(withRecords(drawnGraph(STORY), 'control', unique.slice(0, count)));
          for (const attack of ATTACK_CLASSES) {
            const was = before.targets[0]?.byClass[attack].current.value ?? 0;
            expect(after.targets[0]?.byClass[attack].current.value ?? 0).toBeLessThanOrEqual(
              was * (1 + 1e-9),
            );
          }
          before = after;
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('[A14] after a change, what did not change is not solved again, and the bytes are those of a fresh run', () => {
    const memory = new SolutionMemory();
    const again = (snapshot: Snapshot) => assess(snapshot, catalogue, DEFAULT_SETTINGS, undefined, memory);
    const before = drawnGraph(STORY);
    again(before);
    expect(memory.reused).toBe(0);
    again(before);
    expect(memory.reused).toBe(ATTACK_CLASSES.length);
    const after = withRecords(before, 'control', [control('PC-13', 'base')]);
    expect(canonical(again(after))).toBe(canonical(run(after)));
    // The other five classes, and the state of this one in which no control counts.
    expect(memory.reused).toBe(ATTACK_CLASSES.length);
    const grown = drawnGraph(
      `${STORY}\nsource:wiki -indexes-> knowledge-base:kb\nknowledge-base:kb -retrieves-> system:car`,
    );
    expect(canonical(again(grown))).toBe(canonical(run(grown)));
  });

  test('[A14] holds over seeded changes of all sorts', () => {
    const memory = new SolutionMemory();
    const lines = STORY.trim().split('\n');
    const change = fc.record({
      leave: fc.subarray(lines, { minLength: 4 }),
      id: fc.nat(),
      subject: fc.constantFrom('car', 'detector', 'base'),
    });
    fc.assert(
      fc.property(change, ({ leave, id, subject }) => {
        const graph = drawnGraph([...leave, 'model:detector', 'model:base', 'system:car'].join('\n'));
        const reference = catalogue.controls[id % catalogue.controls.length]?.id ?? '';
        const snapshot = withRecords(graph, 'control', [control(reference, subject)]);
        expect(canonical(assess(snapshot, catalogue, DEFAULT_SETTINGS, undefined, memory))).toBe(
          canonical(run(snapshot)),
        );
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});
