/**
 * The example organisations: a graph in `headwater.yaml` beside the story it tells. The front matter of a story
 * names the path the analysis must find, so a test can hold the one to the other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { attackClass } from '@/graph/model/attack-classes';
import { assetId, byText, techniqueId } from '@/graph/model/ids';
import { contentRoot } from './content-root';
import { readPage } from './front-matter';
import { shaped } from './read-content';

const storyMatter = z.strictObject({
  title: z.string().min(1),
  organisation: z.string().min(1),
  /** Name of the folder under `content/examples`. */
  example: z.string().regex(/^[a-z][a-z-]+$/),
  /** Where the poison of the story enters. */
  entry: assetId,
  /** What the organisation loses. */
  target: assetId,
  class: attackClass,
  /** Techniques along the path, in order; further ones may stand between. */
  techniques: z.array(techniqueId).min(1),
  /** Assets the path passes, in order; further ones may stand between. */
  through: z.array(assetId).min(1),
  /** ATLAS case studies it resembles. */
  caseStudies: z.array(z.string().regex(/^AML\.CS\d{4}$/)).exactOptional(),
  /** The question with which a workshop begins. */
  question: z.string().min(1),
});

export type Story = z.infer<typeof storyMatter> & {
  /** Markdown: the story, then questions under "For the workshop". */
  readonly body: string;
  /** Absolute path of the graph. */
  readonly graph: string;
};

/** Every example organisation, by name of its folder. Throws where a story lacks its graph or its front matter. */
export async function loadStories(root: string = contentRoot()): Promise<readonly Story[]> {
  const folder = join(root, 'examples');
  const names = (await readdir(folder)).sort(byText);
  return Promise.all(names.map((name) => readStory(join(folder, name), name)));
}

async function readStory(folder: string, name: string): Promise<Story> {
  const file = join(folder, 'story.md');
  const page = readPage(file, await readFile(file, 'utf8'));
  const matter = shaped(file, storyMatter, page.matter);
  if (matter.example !== name) throw new Error(`${file} says it is the example "${matter.example}"`);
  return { ...matter, body: page.body, graph: join(folder, 'headwater.yaml') };
}
