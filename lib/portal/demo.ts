/** The example organisations, loaded into workspaces of their own, and a link that signs a visitor in. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { collectInputs } from '@/graph/import/collect';
import { workspaceId } from '@/graph/model/ids';
import { contentRoot } from '@/lib/catalog/content-root';
import { readPage } from '@/lib/catalog/front-matter';
import { createSignInLink } from '@/lib/identity/sign-in-link';
import { acceptImport, previewImport } from './import-files';
import { database } from './wiring';

/** A demo's visitor may do everything: it is their own machine. */
const VISITOR = {
  email: 'visitor@headwater.example',
  name: 'Visitor',
  roles: { '*': ['admin' as const, 'approver' as const] },
};
const DAY_MS = 24 * 60 * 60 * 1000;

export type LoadedExample = { readonly workspace: string; readonly name: string; readonly assets: number };

/** Loads every example that is not there yet; what visitors changed in one that is stays. */
export async function loadExamples(onLoaded: (example: LoadedExample) => void = () => {}): Promise<void> {
  const folder = join(contentRoot(), 'examples');
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((item) => item.isDirectory())
    .map((item) => item.name);
  for (const name of names.sort()) onLoaded(await loadExample(join(folder, name)));
}

async function loadExample(folder: string): Promise<LoadedExample> {
  const store = await database();
  const workspace = workspaceId.parse(basename(folder));
  const organisation = await organisationOf(folder);
  await store.putWorkspace({ id: workspace, name: organisation });
  const graph = await store.openGraph(workspace);
  if ((await graph.head()).number === 0) {
    const preview = await previewImport(graph, collectInputs([join(folder, 'headwater.yaml')]));
    const refused = preview.files.find((file) => file.error !== null);
    if (refused) throw new Error(`the example ${workspace} cannot be read: ${refused.error}`);
    await acceptImport(graph, preview, { id: 'example' }, new Date().toISOString());
  }
  return { workspace, name: organisation, assets: (await graph.load()).assets.length };
}

async function organisationOf(folder: string): Promise<string> {
  const file = join(folder, 'story.md');
  const { matter } = readPage(file, await readFile(file, 'utf8'));
  return z.looseObject({ organisation: z.string() }).parse(matter).organisation;
}

/** A sign-in link for the demo's visitor, good once within a day. */
export async function visitorLink(origin: string): Promise<string> {
  const { records } = await database();
  return createSignInLink({ records, origin, now: Date.now }, VISITOR, DAY_MS);
}
