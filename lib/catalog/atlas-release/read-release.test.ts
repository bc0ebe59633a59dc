/** Official releases in their three forms, whole and with the faults seen in them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareTaxonomies, impactOf } from '../compare-taxonomies';
import { contentRoot } from '../content-root';
import { loadCatalogue } from '../load-catalogue';
import { readAtlasRelease } from './read-release';

const catalogue = await loadCatalogue();
const shipped = catalogue.taxonomies.find((t) => t.scheme === 'ATLAS' && t.edition === '5.6.0')!;
const SOURCES = join(contentRoot(), '..', '..', 'shared', 'data');
const present = existsSync(SOURCES);
if (!present) process.stderr.write(`official releases: skipped, none at ${SOURCES}\n`);

const FIVE = `
id: ATLAS
version: 5.9.0
matrices:
- id: ATLAS
  tactics:
  - {id: AML.TA0006, name: Persistence, object-type: tactic, modified_date: 2026-01-02}
  techniques:
  - {id: AML.T0020, name: Poison Training Data, tactics: [AML.TA0006], maturity: realized}
  - {id: AML.T0018, name: Manipulate AI Model, tactics: [AML.TA0006], maturity: realized}
  - {id: AML.T0018.000, name: Poison AI Model, subtechnique-of: AML.T0018, maturity: demonstrated}
  mitigations:
  - id: AML.M0007
    name: Sanitize Training Data
    techniques: [{id: AML.T0020, use: x}, {id: AML.T0999, use: x}]
    ml-lifecycle: [Data Preparation, {id: AML.T0018, use: stray}]
    category: [Technical - ML]
case-studies:
- id: AML.CS0009
  name: Tay Poisoning
  incident-date: 2016-03-23
  case-study-type: incident
  target: a chatbot
  procedure: [{tactic: AML.TA0006, technique: AML.T0020, description: x}]
`;

const SIX = `
format-version: 6.0.0
collection: {id: ATLAS-collection, version: '2026.09', name: ATLAS}
matrix: {id: ATLAS-matrix, name: ATLAS}
tactics:
  AML.TA0006: {id: AML.TA0006, name: Persistence, object-type: tactic}
techniques:
  AML.T0020: {id: AML.T0020, name: Training Data Poisoning, maturity: Realized, platforms: [Predictive AI, Generative AI]}
  AML.T0018: {id: AML.T0018, name: Manipulate AI Model, maturity: Realized}
  AML.T0018.003: {id: AML.T0018.003, name: Modify Prompt Construction Logic, maturity: Demonstrated}
mitigations:
  AML.M0007: {id: AML.M0007, name: Sanitize Training Data, categories: [Technical - ML]}
case-studies:
  AML.CS0009: {id: AML.CS0009, name: Tay Poisoning, date: '2016-03-23', type: Incident, target: a chatbot}
relationships:
  ATLAS-matrix:
    sequences: [{source: ATLAS-matrix, target: AML.TA0006, relationship-type: sequences}]
  AML.T0020:
    achieves: [{source: AML.T0020, target: AML.TA0006, relationship-type: achieves}]
  AML.T0018.003:
    achieves: [{source: AML.T0018.003, target: AML.TA0006, relationship-type: achieves}]
    specializes: [{source: AML.T0018.003, target: AML.T0018, relationship-type: specializes}]
  AML.M0007:
    mitigates: [{source: AML.M0007, target: AML.T0018, relationship-type: mitigates}]
  AML.CS0009:
    employs:
    - {source: AML.CS0009, target: AML.T0018, tactic: AML.TA0006, step-id: S02}
    - {source: AML.CS0009, target: AML.T0020, tactic: AML.TA0006, step-id: S01}
`;

const entryOf = (text: string, id: string) =>
  readAtlasRelease('x', text).taxonomy.entries.find((entry) => entry.id === id);

describe('YAML 5.x', () => {
  test('sub-techniques carry their parent in name and tactics', () => {
    expect(entryOf(FIVE, 'AML.T0018.000')).toMatchObject({
      key: 'ATLAS@5.9.0/AML.T0018.000',
      name: 'Manipulate AI Model: Poison AI Model',
      parent: 'ATLAS@5.9.0/AML.T0018',
      tactics: ['ATLAS@5.9.0/AML.TA0006'],
    });
  });

  test('a link among the lifecycle phases is read as a link, one to nothing is left out; both are reported', () => {
    expect(entryOf(FIVE, 'AML.M0007')?.relations).toEqual({
      mitigates: ['ATLAS@5.9.0/AML.T0020', 'ATLAS@5.9.0/AML.T0018'],
    });
    expect(readAtlasRelease('x', FIVE).warnings.map((warning) => warning.message)).toEqual([
      'names AML.T0999, which the release does not contain; left out',
      'the link to AML.T0018 stands among the lifecycle phases; read as a link',
    ]);
  });
});

describe('YAML 6.0', () => {
  test('relations come from their own map, steps in their numbers', () => {
    const { format, taxonomy, warnings } = readAtlasRelease('x', SIX);
    expect([format, taxonomy.edition, warnings]).toEqual(['atlas-6', '2026.09', []]);
    expect(entryOf(SIX, 'AML.T0018.003')?.name).toBe('Manipulate AI Model: Modify Prompt Construction Logic');
    expect(entryOf(SIX, 'AML.CS0009')?.relations?.['employs']).toEqual([
      'ATLAS@2026.09/AML.T0020',
      'ATLAS@2026.09/AML.T0018',
    ]);
    expect(entryOf(SIX, 'AML.T0020')).toMatchObject({
      maturity: 'realized',
      facts: { platforms: 'Predictive AI, Generative AI' },
    });
  });
});

describe.skipIf(!present)('the official release 5.6.0', () => {
  const read = (name: string) => readAtlasRelease(name, readFileSync(join(SOURCES, name), 'utf8'));

  test('as YAML it is what we ship, but for two links that stand in the wrong place', () => {
    const { taxonomy, warnings, format } = read('ATLAS.yaml');
    expect([format, taxonomy.edition]).toEqual(['atlas-5', '5.6.0']);
    expect(warnings.map((warning) => warning.at)).toEqual(['AML.M0018', 'AML.M0034']);
    const stray = { kind: 'links', relation: 'mitigates', gained: ['AML.T0052.001'], lost: [] };
    expect(compareTaxonomies(shipped, taxonomy)).toEqual(
      ['AML.M0018', 'AML.M0034'].map((id) => ({ ...stray, id })),
    );
  });

  test('as STIX it has the same techniques and links, and no case studies', () => {
    const { taxonomy, warnings, format } = read('stix-atlas.json');
    expect(format).toBe('stix-2.1');
    expect(warnings).toHaveLength(2);
    const changes = compareTaxonomies(shipped, taxonomy).filter((change) => change.kind !== 'maturity');
    expect(changes.filter((change) => change.kind !== 'retired')).toEqual([]);
    expect(changes).toHaveLength(57);
  });
});

describe('what changes here', () => {
  const older = readAtlasRelease('old', FIVE).taxonomy;
  const newer = readAtlasRelease('new', SIX).taxonomy;
  const changes = compareTaxonomies(older, newer);

  test('retired, renamed and new ids, and links gained and lost', () => {
    expect(changes).toContainEqual({
      kind: 'renamed',
      id: 'AML.T0020',
      from: 'Poison Training Data',
      to: 'Training Data Poisoning',
    });
    expect(changes).toContainEqual({
      kind: 'retired',
      id: 'AML.T0018.000',
      name: 'Manipulate AI Model: Poison AI Model',
      successor: null,
    });
    expect(changes).toContainEqual({
      kind: 'links',
      id: 'AML.M0007',
      relation: 'mitigates',
      gained: [],
      lost: ['AML.T0020'],
    });
    expect(compareTaxonomies(newer, newer)).toEqual([]);
  });

  test('a retired id names its successor where the newer edition has it', () => {
    const overlay = catalogue.taxonomies.find((t) => t.scheme === 'ATLAS' && t.edition === '2026.09')!;
    const retired = compareTaxonomies(shipped, overlay).filter((change) => change.kind === 'retired');
    expect(retired).toContainEqual({
      kind: 'retired',
      id: 'AML.T0019',
      name: 'Publish Poisoned Datasets',
      successor: 'AML.T0115.000',
    });
  });

  test('only what the organisation uses is its business', () => {
    const controls = catalogue.controls.filter((control) => ['PC-07', 'PC-13'].includes(control.id));
    const impact = impactOf(changes, {
      techniques: new Set(['AML.T0020']),
      known: new Set(catalogue.techniques.map((technique) => technique.id)),
      controls,
    });
    expect(impact.findings.map((change) => [change.kind, change.id])).toEqual([['renamed', 'AML.T0020']]);
    expect(impact.applicable.map((change) => change.id)).toEqual(['AML.T0018.003']);
    expect(impact.controls.map(({ control }) => control)).toEqual(['PC-07']);
    expect(impactOf(changes, { techniques: new Set(), known: new Set(), controls: [] })).toEqual({
      findings: [],
      applicable: [],
      controls: [],
    });
  });
});

describe('what is no release is refused', () => {
  test.each([
    ['empty', '', /no release of ATLAS/],
    ['other JSON', '{"bomFormat": "CycloneDX"}', /no release of ATLAS/],
    ['a cut file', '{"type": "bundle", "objects": [', /cannot be read/],
    ['a pointer', 'v6/ATLAS-latest.yaml\n', /no release of ATLAS/],
    ['no version', FIVE.replace('version: 5.9.0', ''), /names no release/],
    [
      'an alias bomb',
      `a: &a [1]\nb: &b [${'*a,'.repeat(99)}*a]\nc: [${'*b,'.repeat(99)}*b]\n`,
      /cannot be read/,
    ],
    ['a huge file', ' '.repeat(10_000_001), /is the limit/],
  ])('%s', (_name, text, message) => {
    expect(() => readAtlasRelease('file.yaml', text)).toThrow(message);
  });
});
