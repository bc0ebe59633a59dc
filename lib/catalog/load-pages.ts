/** The pages people read: methodology, glossary, and one page per framework. Markdown with a title and a summary. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { contentRoot } from './content-root';
import { readPage } from './front-matter';
import { filesIn, shaped } from './read-content';

const pageMatter = z.looseObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  /** Taxonomies a framework page is about, each as `SCHEME@EDITION`. */
  schemes: z.array(z.string().regex(/^[A-Z][A-Z0-9-]*@[0-9][0-9A-Za-z.-]*$/)).exactOptional(),
});

export type ContentPage = {
  /** `methodology`, `glossary` or `frameworks/atlas`: the path under `content` without its ending. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly schemes: readonly string[];
  /** Markdown. */
  readonly body: string;
};

/** Methodology, glossary, then the framework pages by name. Throws where a page lacks a title or a summary. */
export async function loadPages(root: string = contentRoot()): Promise<readonly ContentPage[]> {
  const frameworks = await filesIn(join(root, 'frameworks'), '.md');
  return Promise.all([
    readContentPage(join(root, 'methodology.md'), 'methodology'),
    readContentPage(join(root, 'glossary.md'), 'glossary'),
    ...frameworks.map((file) => readContentPage(file, `frameworks/${basename(file, '.md')}`)),
  ]);
}

async function readContentPage(file: string, slug: string): Promise<ContentPage> {
  const page = readPage(file, await readFile(file, 'utf8'));
  const { title, summary, schemes = [] } = shaped(file, pageMatter, page.matter);
  return { slug, title, summary, schemes, body: page.body };
}
