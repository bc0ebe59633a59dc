import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { expandArchive } from '../archive';
import { inspectTable } from '../inspect-table';
import { readInput } from '../read-file';
import { edgesOf, graphOf, haveShared, kindsOf, readShared, readText, sharedNote } from './shared-inputs';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.skipIf(!haveShared)(`real tables${sharedNote}`, () => {
  test('710 use cases are 710 systems, multi-line cells and all', async () => {
    const { results, refused } = await readShared('csv/us-federal-ai-use-cases-2023.csv');
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual({ system: 710 });
    const first = graph.assets.find(({ name }) => name === 'AI Curated Synthetic Data');
    expect(first).toMatchObject({ owner: 'Customs and Border Protection' });
    expect(first?.description).toContain('\n\nSpecifically');
    expect(first?.evidence[0]?.at).toBe('row 2');
  });

  test('25 models keep their hub names', async () => {
    const { graph } = graphOf((await readShared('csv/aibom-golden-set-models.csv')).results);
    expect(kindsOf(graph)).toEqual({ model: 25 });
    expect(graph.assets.map(({ id }) => id)).toContain('hub:sentence-transformers/all-minilm-l6-v2');
  });
});

describe('tables', () => {
  const assets =
    'id;kind;name;owner;supplier;hash_sha256;criticality;write_access;tags\nm;model;Spam model;Ada;;;high;staff;mail, nlp\nd;data set;Mails;Bob;;;;public;\n;;;;;;;;\nx;sprocket;What;;;;;;\n';
  const edges =
    'from_id,edge,to_id,confidence,note\nm,trained-on,d,suspected,nightly\nm,deployed as,webmail,,\nm,floats above,d,,\nm,trained-on,,,\n';

  test('the published template: kinds by synonym, words judged, bad rows named with their number', async () => {
    const read = await readText('assets.csv', assets);
    const { graph } = graphOf([read]);
    expect(graph.assets).toMatchObject([
      { id: 'd', kind: 'dataset', name: 'Mails', facts: { writers: 'public' } },
      {
        id: 'm',
        kind: 'model',
        owner: 'Ada',
        impact: 0.8,
        tags: ['mail', 'nlp'],
        facts: { writers: 'staff' },
      },
    ]);
    expect(read.result.warnings).toEqual([
      { at: 'row 5', message: expect.stringContaining('“sprocket” is not a kind of asset; skipped') },
    ]);
  });

  test('edges are turned the way influence runs, and meet the assets of another file', async () => {
    const read = await readText('edges.csv', edges);
    const { graph } = graphOf([await readText('assets.csv', assets), read]);
    expect(edgesOf(graph)).toEqual(['Mails -trains-> Spam model', 'Spam model -serves-> webmail']);
    expect(graph.influences.find(({ kind }) => kind === 'trains')).toMatchObject({
      note: 'nightly',
      evidence: [{ basis: 'inferred', at: 'row 2' }],
    });
    expect(read.result.warnings.map(({ at }) => at)).toEqual(['row 4', 'row 5']);
  });

  test('Windows-1252, UTF-16, tabs and a byte order mark', async () => {
    const latin = Uint8Array.from(
      [...'name\towner\nM\xfcller-Modell\tJos\xe9\n'].map((char) => char.charCodeAt(0)),
    );
    const read = await readInput({ name: 'a.csv', bytes: latin });
    expect(read.proposal.assets[0]?.evidence[0]?.says).toMatchObject({
      name: 'Müller-Modell',
      owner: 'José',
    });
    expect(read.warnings[0]?.message).toContain('Windows-1252');
    const utf16 = Buffer.from('\ufeffname;owner\nMüller;José\n', 'utf16le');
    expect(
      (await readInput({ name: 'a.csv', bytes: utf16 })).proposal.assets[0]?.evidence[0]?.says.name,
    ).toBe('Müller');
    expect((await readText('a.csv', '\ufeffname,owner\na,b\n')).result.proposal.assets).toHaveLength(1);
  });

  test('a name that stands twice is two assets, and it is told', async () => {
    const read = await readText('a.csv', 'use_case_id,title\nU1,One\nU1,Two\n');
    expect(graphOf([read]).graph.assets.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect(read.result.warnings).toEqual([
      { at: 'row 3', message: expect.stringContaining('already stands in row 2') },
    ]);
  });

  test('a given mapping is kept to; headings that say nothing need one', async () => {
    const text = 'Bezeichnung,Was,Wer\nFilter,Modell,Ada\n';
    await expect(readText('a.csv', text)).rejects.toThrow(
      /looks like a table with the columns “Bezeichnung”/,
    );
    const mapping = {
      columns: { name: 'Bezeichnung', kind: 'Was', owner: 'Wer' },
      kind: 'system',
      kinds: { modell: 'model' },
    } as const;
    const { proposal } = await readInput({ name: 'a.csv', bytes: bytes(text) }, { mapping });
    expect(proposal.assets[0]?.evidence[0]?.says).toMatchObject({
      kind: 'model',
      name: 'Filter',
      owner: 'Ada',
    });
  });

  test('inspection shows what would be made of a table', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `n${i},model`).join('\n');
    const [inspection] = await inspectTable({ name: 'a.csv', bytes: bytes(`name,type\n${rows}\nx,gizmo\n`) });
    expect(inspection).toMatchObject({
      rows: 31,
      delimiter: ',',
      columns: ['name', 'type'],
      suggested: { columns: { name: 'name', kind: 'type' } },
    });
    expect(inspection?.preview).toHaveLength(20);
    expect(inspection?.kindWords).toEqual([
      { word: 'model', kind: 'model', rows: 30 },
      { word: 'gizmo', kind: undefined, rows: 1 },
    ]);
  });

  test('an unclosed quote is told with its line', async () => {
    await expect(readText('a.csv', `name,owner\n${'a,b\n'.repeat(8)}"c,d\n`)).rejects.toThrow(
      /a\.csv, .*quote/,
    );
  });

  test('a workbook with assets and edges on two sheets', async () => {
    const sheet = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => row.map((value) => ({ value })));
    const workbook = await writeWorkbook([
      {
        data: sheet([
          ['id', 'kind', 'name'],
          ['m', 'model', 'M'],
          ['d', 'dataset', 'D'],
        ]),
        sheet: 'assets',
      },
      {
        data: sheet([
          ['from', 'edge', 'to'],
          ['d', 'trains', 'm'],
        ]),
        sheet: 'edges',
      },
    ] as never).toBuffer();
    const result = await readInput({ name: 'a.xlsx', bytes: workbook });
    expect(result.format).toBe('xlsx');
    const { graph } = graphOf([{ name: 'a.xlsx', result }]);
    expect(edgesOf(graph)).toEqual(['D -trains-> M']);
    expect(graph.influences[0]?.evidence[0]?.at).toBe('edges, row 2');
  });

  test('an old .xls gets plain advice', async () => {
    const xls = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
    await expect(readInput({ name: 'a.xls', bytes: xls })).rejects.toThrow(/save it as \.xlsx or \.csv/);
  });
});

describe('archives', () => {
  const card = bytes('---\nlicense: mit\ndatasets: [a/b]\n---\n# c\n');

  test('files inside come out sorted and named by archive and path, inner archives too', () => {
    const inner = zipSync({ 'x/card.md': card });
    const files = expandArchive({
      name: 'all.zip',
      bytes: zipSync({ 'b.md': card, 'a/inner.zip': inner, '__MACOSX/b.md': card, '.DS_Store': card }),
    });
    expect(files.map(({ name }) => name)).toEqual(['all.zip/a/inner.zip/x/card.md', 'all.zip/b.md']);
  });

  test('names that lead out, bombs, too many entries and damage are refused', () => {
    expect(() => expandArchive({ name: 'a.zip', bytes: zipSync({ '../../etc/x.md': card }) })).toThrow(
      /leads out of the archive/,
    );
    expect(() =>
      expandArchive({ name: 'a.zip', bytes: zipSync({ 'zeros.json': new Uint8Array(20_000_000) }) }),
    ).toThrow(/packed more than 100 to one/);
    const many = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, i) => [`${i}.md`, new Uint8Array([1])]),
    );
    expect(() => expandArchive({ name: 'a.zip', bytes: zipSync(many, { level: 0 }) })).toThrow(
      /10001 entries; 10000 is the limit/,
    );
    const whole = zipSync({ 'b.md': card });
    expect(() => expandArchive({ name: 'a.zip', bytes: whole.slice(0, whole.length - 30) })).toThrow(
      /archive is damaged/,
    );
    let nested = zipSync({ 'b.md': card });
    for (let i = 0; i < 3; i++) nested = zipSync({ 'n.zip': nested });
    expect(() => expandArchive({ name: 'a.zip', bytes: nested })).toThrow(/nested too deep/);
  });

  test('any other file comes back as it is', () => {
    const file = { name: 'b.md', bytes: card };
    expect(expandArchive(file)).toEqual([file]);
  });
});
