import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ExposurePath } from '@/graph/exposure/assessment';
import { attackClass } from '@/graph/model/attack-classes';
import { readPage } from '@/lib/catalog/front-matter';
import { assessFiles } from './assess-files';

const FOLDER = 'content/examples';

const story = z.looseObject({
  title: z.string(),
  organisation: z.string(),
  entry: z.string(),
  target: z.string(),
  class: attackClass,
  techniques: z.array(z.string()).min(1),
  through: z.array(z.string()).default([]),
});

const names = readdirSync(FOLDER, { withFileTypes: true }).flatMap((item) =>
  item.isDirectory() ? [item.name] : [],
);

/** True where the wanted things stand in the list in this order, others between them or not. */
function inOrder(wanted: readonly string[], list: readonly (readonly string[])[]): boolean {
  let at = 0;
  for (const item of wanted) {
    const found = list.findIndex((here, index) => index >= at && here.includes(item));
    if (found < 0) return false;
    at = found;
  }
  return true;
}

const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);

function tells(path: ExposurePath, told: z.infer<typeof story>): boolean {
  const stations = path.steps.map((step) => [step.to as string]);
  const techniques = path.steps.map((step) => step.techniques.map(idOf));
  return (
    path.attack === told.class &&
    path.entry === told.entry &&
    inOrder(told.through, stations) &&
    inOrder(told.techniques, techniques)
  );
}

describe('the example organisations', () => {
  test('there are at least the three classic ones', () => {
    expect(names).toEqual(expect.arrayContaining(['code-assistant', 'mail-filter', 'perception']));
  });

  test.each(names)('%s yields the path its story tells', async (name) => {
    const file = join(FOLDER, name, 'story.md');
    const told = story.parse(readPage(file, readFileSync(file, 'utf8')).matter);
    const { assessment, reports } = await assessFiles({ paths: [join(FOLDER, name, 'headwater.yaml')] });
    expect(reports.map((report) => report.error)).toEqual([null]);
    const target = assessment.targets.find((item) => item.asset === told.target);
    const listed = target?.paths.map(
      (path) =>
        `${path.attack}: ${path.steps.map((step) => `${step.to} [${step.techniques.map(idOf).join(' ')}]`).join(' > ')}`,
    );
    expect(
      target?.paths.some((path) => tells(path, told)),
      `not told by:\n${listed?.join('\n')}`,
    ).toBe(true);
  });
});
