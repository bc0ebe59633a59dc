/** Reads the files of one content folder into typed records. Every message names the file. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Figure, Prior, ReferenceControl, Taxonomy, Technique } from '@/graph/model/catalogue';
import { byText, taxonomyKey } from '@/graph/model/ids';
import { type Page, parseYaml, readPage } from './front-matter';
import { controlMatter, figureFile, priorFile, taxonomyFile, techniqueMatter } from './shapes';

/** Parses `value`, naming `file` and each faulty place where it does not fit. */
export function shaped<T>(file: string, shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${file} does not fit its shape:\n${z.prettifyError(result.error)}`);
}

/** Files of a folder that end in `ending`, in name order. */
export async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(ending))
    .sort(byText)
    .map((name) => join(folder, name));
}

/** One JSON file. Throws with the file's name where it is not JSON or not of the shape. */
export async function readJson<T>(file: string, shape: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8');
  try {
    return shaped(file, shape, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`${file} is not JSON: ${error.message}`);
    throw error;
  }
}

/** One YAML file. */
export const readYaml = async <T>(file: string, shape: z.ZodType<T>): Promise<T> =>
  shaped(file, shape, parseYaml(await readFile(file, 'utf8')));

/** A taxonomy edition; scheme and edition stand once at the head and are put on every entry. */
export async function readTaxonomy(file: string): Promise<Taxonomy> {
  const { scheme, edition, entries, ...head } = await readJson(file, taxonomyFile);
  const keyed = entries.map((entry) => ({
    ...entry,
    key: taxonomyKey.parse(`${scheme}@${edition}/${entry.id}`),
    scheme,
    edition,
  }));
  return { ...head, scheme, edition, entries: keyed.sort((a, b) => byText(a.key, b.key)) };
}

function section(file: string, page: Page, heading: string): string {
  const text = page.sections.get(heading);
  if (text === undefined || text === '') throw new Error(`${file} has no text under "## ${heading}"`);
  return text;
}

/** The items of a bulleted section; a section that holds anything else is refused. */
function items(file: string, page: Page, heading: string): readonly string[] {
  const lines = section(file, page, heading).split('\n');
  return lines.map((line) => {
    if (!line.startsWith('- ')) throw new Error(`${file}: "${line}" under "## ${heading}" is no list item`);
    return line.slice(2).trim();
  });
}

/** A technique: ids and classes in the front matter, prose in the sections. */
export async function readTechnique(file: string): Promise<Technique> {
  const page = readPage(file, await readFile(file, 'utf8'));
  return {
    ...shaped(file, techniqueMatter, page.matter),
    summary: section(file, page, 'Summary'),
    why: section(file, page, 'Why it matters'),
    preconditions: items(file, page, 'Preconditions'),
    falsePositives: items(file, page, 'False positives'),
    check: items(file, page, 'How to check'),
  };
}

/** A control: what it reaches in the front matter, prose in the sections. */
export async function readControl(file: string): Promise<ReferenceControl> {
  const page = readPage(file, await readFile(file, 'utf8'));
  return {
    ...shaped(file, controlMatter, page.matter),
    summary: section(file, page, 'Summary'),
    derivation: section(file, page, 'Basis'),
    auditEvidence: items(file, page, 'Evidence an auditor asks for'),
  };
}

export async function readPriors(file: string): Promise<readonly Prior[]> {
  return (await readJson(file, priorFile)).priors;
}

export async function readFigures(file: string): Promise<readonly Figure[]> {
  return (await readJson(file, figureFile)).figures;
}
