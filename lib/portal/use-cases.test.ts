/** The portal's use cases on a real store: who may do what, and that what is asked for is what comes. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSqlite } from '@/graph/store/sqlite/database';
import type { Database } from '@/graph/store/store';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import type { Caller } from './access';

/** The one thing replaced is which database the process opens: one in memory. */
const held = vi.hoisted(() => ({ store: undefined as Database | undefined }));
vi.mock('./wiring', () => ({
  database: async () => {
    held.store ??= openSqlite(':memory:');
    return held.store;
  },
  catalogue: () => loadCatalogue(),
}));

const { viewAsset } = await import('./asset-view');
const { listExposure } = await import('./exposure-view');
const { findAnything } = await import('./find');
const { acceptPreview, findPreview, offerFiles } = await import('./import-preview');
const { listInventory } = await import('./inventory');
const { viewPath } = await import('./path-view');
const { listReports, readReport, startReport, viewReport } = await import('./report-jobs');
const { viewSurvey } = await import('./survey');
const { listTechniques, viewTechnique } = await import('./technique-view');
const { createWorkspace, listOwnWorkspaces } = await import('./workspaces');

const person = (id: string, roles: Caller['roles']): Caller => ({
  id,
  name: id,
  email: `${id}@example.org`,
  roles,
});
const admin = person('admin', { '*': ['admin'] });
const viewer = person('viewer', { fjord: ['viewer'] });
const stranger = person('stranger', { elsewhere: ['admin'] });

const BOM = 'e2e/fixtures/support-assistant.cdx.json';
const file = () => ({ name: 'support-assistant.cdx.json', bytes: new Uint8Array(readFileSync(BOM)) });
const ALL = {
  text: '',
  kinds: [],
  lineage: undefined,
  owner: undefined,
  sort: 'name',
  isDescending: false,
} as const;
const WINDOW = { offset: 0, limit: 100 };

beforeAll(async () => {
  await createWorkspace(admin, 'Fjord');
  await createWorkspace(admin, 'Elsewhere');
  const token = await offerFiles(admin, 'fjord', [file()]);
  await acceptPreview(admin, 'fjord', token);
});
afterAll(() => held.store?.close());

describe('workspaces', () => {
  test('one sees those one may read', async () => {
    expect((await listOwnWorkspaces(viewer)).map(({ id }) => id)).toEqual(['fjord']);
    expect((await listOwnWorkspaces(admin)).map(({ id }) => id)).toEqual(['elsewhere', 'fjord']);
  });

  test.each([
    [viewer, 'New', 'forbidden'],
    [admin, 'fjord', 'conflict'],
    [admin, '———', 'invalid'],
  ])('%o cannot make %s: %s', async (caller, name, code) => {
    await expect(createWorkspace(caller, name)).rejects.toMatchObject({ code });
  });
});

describe('who may do what', () => {
  const reading: Readonly<Record<string, (caller: Caller, workspace: string) => Promise<unknown>>> = {
    survey: (caller, w) => viewSurvey(caller, w, 'en'),
    inventory: (caller, w) => listInventory(caller, w, ALL, WINDOW),
    exposure: (caller, w) => listExposure(caller, w, { attack: undefined, target: undefined }, 'en'),
    techniques: (caller, w) => listTechniques(caller, w),
    find: (caller, w) => findAnything(caller, w, 'a', 'en'),
    reports: (caller, w) => listReports(caller, w),
  };

  test.each(Object.entries(reading))(
    '%s: a stranger finds nothing, in the words for what is not there',
    async (_, ask) => {
      const refused = await ask(stranger, 'fjord').catch((error: Error) => error);
      const absent = await ask(stranger, 'nowhere').catch((error: Error) => error);
      expect(refused).toMatchObject({ code: 'not-found' });
      expect(String(refused).replace('fjord', '')).toBe(String(absent).replace('nowhere', ''));
    },
  );

  test.each(Object.entries(reading))('canary: %s opens for a viewer', async (_, ask) => {
    await expect(ask(viewer, 'fjord')).resolves.toBeDefined();
  });

  test('a viewer brings nothing in', async () => {
    await expect(offerFiles(viewer, 'fjord', [file()])).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('bringing files in', () => {
  test('a preview writes nothing and belongs to whoever asked for it', async () => {
    await createWorkspace(admin, 'Preview');
    const token = await offerFiles(admin, 'preview', [file()]);
    expect((await listInventory(admin, 'preview', ALL, WINDOW)).all).toBe(0);
    const preview = await findPreview(admin, 'preview', token);
    expect(preview).toMatchObject({ isEmpty: false, changed: 0, removed: 0 });
    expect(preview?.added).toBe(preview?.records.length);
    expect(preview?.records.map(({ name }) => name)).toContain('support-answers');
    const other = person('other', { '*': ['contributor'] });
    expect(await findPreview(other, 'preview', token)).toBeUndefined();
    await expect(acceptPreview(other, 'preview', token)).rejects.toMatchObject({ code: 'not-found' });
    expect(await findPreview(admin, 'fjord', token)).toBeUndefined();
  });

  test('what was accepted is accepted once, and the same file again changes nothing', async () => {
    await createWorkspace(admin, 'Twice');
    const token = await offerFiles(admin, 'twice', [file()]);
    const count = (await findPreview(admin, 'twice', token))?.added;
    expect(await acceptPreview(admin, 'twice', token)).toEqual({ revision: 1, count });
    expect((await listInventory(admin, 'twice', ALL, WINDOW)).all).toBe(6);
    await expect(acceptPreview(admin, 'twice', token)).rejects.toMatchObject({ code: 'not-found' });
    const again = await findPreview(admin, 'twice', await offerFiles(admin, 'twice', [file()]));
    expect(again).toMatchObject({ isEmpty: true, added: 0, changed: 0, removed: 0 });
  });

  test('a file that cannot be read is named beside those that can', async () => {
    const broken = { name: 'broken.json', bytes: new TextEncoder().encode('{') };
    const token = await offerFiles(admin, 'elsewhere', [file(), broken]);
    const preview = await findPreview(admin, 'elsewhere', token);
    expect(preview?.files.map(({ file: name, error }) => [name, error === null])).toEqual([
      ['broken.json', false],
      ['support-assistant.cdx.json', true],
    ]);
  });
});

describe('inventory', () => {
  const names = async (query: Partial<Parameters<typeof listInventory>[2]>, window = WINDOW) =>
    (await listInventory(viewer, 'fjord', { ...ALL, ...query }, window)).rows.map(({ name }) => name);

  test('sorted by name, then turned round', async () => {
    const sorted = await names({});
    const lower = sorted.map((name) => name.toLowerCase());
    expect(lower).toEqual([...lower].sort());
    expect(await names({ isDescending: true })).toEqual([...sorted].reverse());
  });

  test('searched by all words, filtered by kind, cut into windows', async () => {
    expect(await names({ text: 'SUPPORT answers' })).toEqual(['support-answers']);
    expect(await names({ kinds: ['dataset'] })).toEqual(['community-forum-dump', 'resolved-tickets-2026']);
    expect(await names({}, { offset: 1, limit: 1 })).toEqual([(await names({}))[1]]);
  });
});

describe('exposure', () => {
  test('survey, list and path say the same number', async () => {
    const survey = await viewSurvey(viewer, 'fjord', 'en');
    const [target] = survey.targets;
    expect(target?.target.name).toBe('support-assistant');
    const list = await listExposure(viewer, 'fjord', { attack: undefined, target: target?.target.id }, 'en');
    expect(list.target?.exposure.current).toEqual(target?.exposure.current);
    const [first] = list.paths;
    const path = await viewPath(viewer, 'fjord', first?.id ?? '', 'en', {
      to: (step) => `/x?step=${step}`,
      chosen: 2,
    });
    expect(path.likelihood).toEqual(first?.likelihood);
    expect(path.steps.map(({ to }) => to.id)).toEqual(first?.stations.map(({ id }) => id));
  });

  test('the chart and its table have the same steps; each step is a link', async () => {
    const [first] = (await listExposure(viewer, 'fjord', { attack: undefined, target: undefined }, 'en'))
      .paths;
    const path = await viewPath(viewer, 'fjord', first?.id ?? '', 'en', {
      to: (step) => `/x?a=1&step=${step}`,
      chosen: 2,
    });
    for (const svg of [path.figures.wide, path.figures.narrow]) {
      const links = [...svg.matchAll(/<a href="([^"]*)"( aria-current="true")?>/g)];
      expect(links.map(([, href]) => href)).toEqual(
        path.steps.map(({ number }) => `/x?a=1&#38;step=${number}`),
      );
      expect(links.map(([, , current]) => current !== undefined)).toEqual(
        path.steps.map(({ number }) => number === 2),
      );
      for (const { to } of path.steps) expect(svg).toContain(to.name.split(/[-\s]/)[0]);
    }
    for (const step of path.steps) expect(step.because.length).toBeGreaterThan(0);
  });

  test('filters keep what they name', async () => {
    const all = await listExposure(viewer, 'fjord', { attack: undefined, target: undefined }, 'en');
    const backdoor = await listExposure(viewer, 'fjord', { attack: 'backdoor', target: undefined }, 'en');
    expect(backdoor.paths.length).toBe(all.classes.find(({ attack }) => attack === 'backdoor')?.count);
    expect(new Set(backdoor.paths.map(({ attack }) => attack))).toEqual(new Set(['backdoor']));
  });

  test('a path, an asset and a technique that are not there are not found', async () => {
    const link = { to: () => '/', chosen: 1 };
    await expect(viewPath(viewer, 'fjord', 'backdoor:none', 'en', link)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(viewAsset(viewer, 'fjord', 'none', 'en')).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewTechnique(viewer, 'fjord', 'AML.T9999', 'en')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('asset and technique pages', () => {
  test('a fact names the file and the place that say so', async () => {
    const [row] = (await listInventory(viewer, 'fjord', { ...ALL, text: 'support-answers' }, WINDOW)).rows;
    const view = await viewAsset(viewer, 'fjord', row?.id ?? '', 'en');
    const version = view.fields.find(({ field }) => field === 'version');
    expect(version?.value).toBe('2026.09');
    expect(version?.by[0]).toMatchObject({ source: 'file:support-assistant.cdx.json', basis: 'declared' });
    expect(version?.by[0]?.at).toMatch(/^\/components\/0/);
    expect(view.into.map(({ kind }) => kind).sort()).toEqual(['base-of', 'trains', 'trains']);
  });

  test('editions always stand with their ids', async () => {
    const view = await viewTechnique(viewer, 'fjord', 'AML.T0020', 'en');
    expect(view.editions.length).toBeGreaterThan(1);
    for (const { key, scheme, edition, id } of view.editions) expect(key).toBe(`${scheme}@${edition}/${id}`);
    expect(view.applies).toBe(view.findings.filter(({ verdict }) => verdict === 'applies').length);
  });
});

describe('reports', () => {
  test('asked for twice it is built once; the file is what the job says', async () => {
    const id = await startReport(viewer, 'fjord', 'md', 'en');
    expect(await startReport(viewer, 'fjord', 'md', 'en')).toBe(id);
    await vi.waitFor(
      async () => expect((await viewReport(viewer, 'fjord', id)).state).not.toBe('running'),
      60_000,
    );
    const job = await viewReport(viewer, 'fjord', id);
    expect(job).toMatchObject({ state: 'done', problem: null });
    const { bytes, name, mediaType } = await readReport(viewer, 'fjord', id);
    expect([name, mediaType, bytes.byteLength]).toEqual([
      'headwater-fjord-r1.md',
      'text/markdown; charset=utf-8',
      job.bytes,
    ]);
    expect(new TextDecoder().decode(bytes)).toContain('support-assistant');
    expect((await listReports(viewer, 'fjord')).jobs).toHaveLength(1);
    await expect(readReport(stranger, 'fjord', id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readReport(admin, 'elsewhere', id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
