/** The shipped catalogue as a whole: complete, consistent, the same for everybody, quick to load. */
import { describe, expect, test } from 'vitest';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { hashOf } from '@/graph/model/canonical';
import { type Catalogue, ENTRY_KINDS, type Prior } from '@/graph/model/catalogue';
import { byText, type TaxonomyKey } from '@/graph/model/ids';
import { crossCheck } from './cross-check';
import { loadCatalogue } from './load-catalogue';

const catalogue = await loadCatalogue();
const { version: _version, hash, ...content } = catalogue;

const edition = (scheme: string, of: string) => {
  const found = catalogue.taxonomies.find((t) => t.scheme === scheme && t.edition === of);
  if (found === undefined) throw new Error(`no ${scheme}@${of}`);
  return found;
};
const count = (scheme: string, of: string, kind: string) =>
  edition(scheme, of).entries.filter((entry) => entry.kind === kind).length;
const entry = (key: string) =>
  catalogue.taxonomies.flatMap((t) => t.entries).find((candidate) => candidate.key === key);

describe('the shipped catalogue', () => {
  test('holds together', () => {
    expect(crossCheck(content)).toEqual([]);
  });

  test('is one value per process, and its hash is that of its content', async () => {
    expect(await loadCatalogue()).toBe(catalogue);
    expect(hash).toBe(hashOf(content));
  });

  test.each([
    ['ATLAS', '5.6.0', 'tactic', 16],
    ['ATLAS', '5.6.0', 'technique', 101],
    ['ATLAS', '5.6.0', 'sub-technique', 69],
    ['ATLAS', '5.6.0', 'mitigation', 35],
    ['ATLAS', '5.6.0', 'case-study', 57],
    ['ATLAS', '2026.09', 'mitigation', 40],
    ['OWASP-LLM', '2025', 'risk', 10],
    ['OWASP-LLM', '2026', 'risk', 10],
    ['OWASP-ML', '2023', 'risk', 10],
    ['OWASP-ASI', '2026', 'risk', 10],
    ['NISTAML', '2025', 'objective', 5],
    ['NISTAML', '2025', 'attack', 25],
    ['AI-RMF', '1.0', 'subcategory', 72],
    ['AI-600-1', '2024', 'risk', 12],
    ['ISO-42001', '2023', 'control', 38],
  ])('%s@%s has its %s entries: %i', (scheme, of, kind, expected) => {
    expect(count(scheme, of, kind)).toBe(expected);
  });

  test('ATLAS 5.6.0 carries all its mitigates links and the steps of its case studies', () => {
    const entries = edition('ATLAS', '5.6.0').entries;
    expect(entries.flatMap((e) => e.relations?.['mitigates'] ?? [])).toHaveLength(246);
    const studies = entries.filter((e) => e.kind === 'case-study');
    expect(studies.every((e) => (e.relations?.['employs']?.length ?? 0) > 0)).toBe(true);
    expect(studies.every((e) => e.relations?.['employs']?.length === e.relations?.['during']?.length)).toBe(
      true,
    );
  });

  test('renumbered and retired ids know their successors, and the successors know them', () => {
    expect(entry('OWASP-LLM@2025/LLM04')?.supersededBy).toBe('OWASP-LLM@2026/LLM05');
    expect(entry('ATLAS@5.6.0/AML.T0019')?.supersededBy).toBe('ATLAS@2026.09/AML.T0115.000');
    const retired = catalogue.taxonomies.flatMap((t) => t.entries).filter((e) => e.supersededBy);
    expect(retired).toHaveLength(13);
    for (const old of retired)
      expect(entry(old.supersededBy ?? '')?.relations?.['supersedes']).toContain(old.key);
  });

  test('everything about poisoning is described, in every scheme that names it', () => {
    const needed: readonly (readonly [string, readonly string[]])[] = [
      ['OWASP-LLM@2025', ['LLM03', 'LLM04', 'LLM08']],
      ['OWASP-LLM@2026', ['LLM04', 'LLM05', 'LLM09']],
      ['OWASP-ML@2023', ['ML02', 'ML06', 'ML07', 'ML08', 'ML10']],
      ['OWASP-ASI@2026', ['ASI04', 'ASI06', 'ASI08']],
      ['NISTAML@2025', ['.011', '.012', '.013', '.021', '.023', '.024', '.026', '.051']],
      ['ATLAS@5.6.0', catalogue.techniques.filter((t) => t.key.startsWith('ATLAS@5.6.0')).map((t) => t.id)],
    ];
    const silent = needed.flatMap(([head, ids]) =>
      ids.map((id) => `${head}/${id}`).filter((key) => entry(key)?.summary === undefined),
    );
    expect(silent).toEqual([]);
  });

  test('the three NIST ids called Model Poisoning are told apart by what is written about them', () => {
    const three = edition('NISTAML', '2025').entries.filter((e) => e.name === 'Model Poisoning');
    expect(three.map((e) => e.id)).toEqual(['.011', '.026', '.051']);
    expect(new Set(three.map((e) => e.summary)).size).toBe(3);
  });

  test('the poisoning subset of ATLAS is whole, and what acts on one query only is set apart', () => {
    const shipped = catalogue.techniques.filter((t) => t.key.startsWith('ATLAS@5.6.0/'));
    expect(shipped).toHaveLength(46);
    expect(shipped.filter((t) => t.role === 'runtime').map((t) => t.id)).toEqual([
      'AML.T0051',
      'AML.T0051.000',
      'AML.T0051.001',
      'AML.T0051.002',
      'AML.T0093',
    ]);
  });

  test('everything is sorted, so that order of files cannot matter', () => {
    const lists: readonly (readonly string[])[] = [
      catalogue.techniques.map((t) => t.id),
      catalogue.controls.map((c) => c.id),
      catalogue.priors.map((p) => p.id),
      catalogue.figures.map((f) => f.id),
      ...catalogue.taxonomies.map((t) => t.entries.map((e) => e.key)),
    ];
    for (const list of lists) expect(list).toEqual([...list].sort(byText));
  });
});

describe('numbers', () => {
  const access = (kind: string, attack: (typeof ATTACK_CLASSES)[number]): Prior => {
    const found = catalogue.priors.find(
      (p) =>
        p.quantity === 'access' && p.entry === kind && (p.classes.length === 0 || p.classes.includes(attack)),
    );
    if (found === undefined) throw new Error(`no prior for ${kind} ${attack}`);
    return found;
  };

  test('all figures are there and every cited one exists', () => {
    expect(catalogue.figures.map((f) => f.id)).toEqual(
      Array.from({ length: 34 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`),
    );
  });

  test('unknown is never safe: no supplier is taken for more dangerous than an unknown origin', () => {
    const suppliers = ['public-hub', 'vendor-feed', 'partner', 'open-source-package', 'insider'] as const;
    for (const attack of ATTACK_CLASSES)
      for (const kind of suppliers)
        expect([
          kind,
          attack,
          access(kind, attack).value.likely <= access('unknown-origin', attack).value.likely,
        ]).toEqual([kind, attack, true]);
  });

  test('defaults leave room to rank: nothing is taken for certain and nothing for impossible', () => {
    for (const prior of catalogue.priors) {
      expect(prior.value.low).toBeGreaterThan(0);
      expect(prior.value.likely).toBeLessThanOrEqual(prior.quantity === 'access' ? 0.3 : 0.6);
    }
    expect(ENTRY_KINDS).toHaveLength(12);
  });

  test('controls that enable others claim no effect, and none is likelier than 0.9', () => {
    expect(catalogue.controls.length).toBeGreaterThanOrEqual(40);
    for (const control of catalogue.controls) {
      expect(control.effectiveness.likely).toBeLessThanOrEqual(0.9);
      if (control.reduces === 'none') expect(control.effectiveness.high).toBe(0);
      else expect(control.influences.length).toBeGreaterThan(0);
    }
  });
});

describe('controls', () => {
  test('every act, carrier, trigger and effect of poisoning has a control that answers it', () => {
    const answered = new Set(catalogue.controls.flatMap((control) => control.techniques));
    const roles = ['poisoning', 'supply-chain', 'trigger', 'impact'];
    const open = catalogue.techniques.filter((t) => roles.includes(t.role) && !answered.has(t.id));
    expect(open.map((t) => t.id)).toEqual([]);
  });

  test.each([
    ['provenance records and integrity checks', ['PC-02', 'PC-04']],
    ['pinned snapshots', ['PC-05', 'PC-11']],
    ['deduplication and anomaly detection', ['PC-07']],
    ['held-out evaluation that hunts for triggers', ['PC-16', 'PC-52']],
    ['safe serialisation instead of pickles', ['PC-13']],
    ['checksums and signatures', ['PC-04', 'PC-12']],
    ['staged rollout', ['PC-41']],
    ['restriction of writes, roles and a second factor', ['PC-09', 'PC-45']],
    ['sanitisation', ['PC-07']],
    ['differential privacy and robust training', ['PC-19']],
    ['drift monitoring', ['PC-24']],
    ['model registry and versioning', ['PC-06', 'PC-44']],
    ['dependency scanning', ['PC-22']],
    ['change management', ['PC-42']],
    ['red-teaming', ['PC-37']],
    ['reputation and rate limits of contributors', ['PC-23', 'PC-43']],
    ['robust aggregation of federated updates', ['PC-20', 'PC-46']],
    ['gates before an index', ['PC-26']],
  ])('%s: has its control', (_defence, ids) => {
    expect(catalogue.controls.map((control) => control.id)).toEqual(expect.arrayContaining(ids));
  });

  test('detection and recovery after the fact never lower a likelihood', () => {
    const late = catalogue.controls.filter(
      (control) => control.function === 'recover' || control.function === 'detect',
    );
    expect(late.length).toBeGreaterThan(5);
    for (const control of late) expect([control.id, control.reduces]).not.toEqual([control.id, 'likelihood']);
  });
});

describe('canaries: each fault is seen', () => {
  const key = (text: string) => text as TaxonomyKey;
  const technique = catalogue.techniques.find((t) => t.id === 'AML.T0020')!;
  const control = catalogue.controls[0]!;
  const withTechnique = (change: Partial<typeof technique>): Omit<Catalogue, 'version' | 'hash'> => ({
    ...content,
    techniques: content.techniques.map((t) => (t === technique ? { ...t, ...change } : t)),
  });

  test.each([
    ['a bare id', withTechnique({ why: 'See LLM04.' }), /without its edition/],
    ['an id of no edition', withTechnique({ why: 'See LLM44:2025.' }), /in no taxonomy/],
    ['an ATLAS id that never was', withTechnique({ why: 'See AML.T9999.' }), /in no edition of ATLAS/],
    ['a retired id in prose', withTechnique({ why: 'See AML.T0058.' }), /AML\.T0115\.001 beside it/],
    [
      'a retired reference',
      withTechnique({ references: [key('OWASP-LLM@2025/LLM04')] }),
      /without its successor OWASP-LLM@2026\/LLM05/,
    ],
    ['a reference to nothing', withTechnique({ references: [key('NISTAML@2025/.099')] }), /in no taxonomy/],
    ['another name', withTechnique({ title: 'Training Data Poisoning' }), /is called Poison Training Data/],
    ['a prior too few', { ...content, priors: content.priors.slice(1) }, /0 priors apply/],
    [
      'a prior too many',
      { ...content, priors: [...content.priors, { ...content.priors[0]!, id: 'again' }] },
      /2 priors apply/,
    ],
    ['a missing figure', { ...content, figures: content.figures.slice(1) }, /F01, which is not in/],
    ['an id twice', { ...content, controls: [...content.controls, control] }, /stands there twice/],
    [
      'a control on no known technique',
      { ...content, techniques: content.techniques.filter((t) => t.id !== 'AML.T0110') },
      /AML\.T0110, which has no page/,
    ],
  ])('%s', (_name, faulty, message) => {
    expect(
      crossCheck(faulty)
        .map((f) => f.message)
        .join('\n'),
    ).toMatch(message);
  });
});
