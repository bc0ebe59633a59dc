/** The example organisations: each has its graph, and names only what the catalogue knows. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInput } from '@/graph/import/read-file';
import { parseYaml } from './front-matter';
import { idsInProse } from './ids-in-prose';
import { loadCatalogue } from './load-catalogue';
import { loadStories } from './load-stories';

const catalogue = await loadCatalogue();
const stories = await loadStories();
const entries = new Map(catalogue.taxonomies.flatMap((t) => t.entries.map((e) => [e.key, e] as const)));

test('three classic stories and eight more are told', () => {
  expect(stories.map((story) => story.example)).toEqual([
    'agent-tools',
    'code-assistant',
    'content-moderation',
    'fraud-feed',
    'hospital-federation',
    'hub-checkpoint',
    'mail-filter',
    'perception',
    'preference-tuning',
    'web-corpus',
    'wiki-assistant',
  ]);
});

describe.each(stories)('$example', (story) => {
  const graph = readFileSync(story.graph, 'utf8');
  const content = parseYaml(graph) as {
    assets: Record<string, { crown?: boolean; lineage?: string }>;
    controls: { control: string }[];
  };

  test('its graph holds the assets the story names', () => {
    expect(existsSync(story.graph)).toBe(true);
    for (const id of [story.entry, story.target, ...story.through])
      expect(Object.keys(content.assets)).toContain(id);
    expect(content.assets[story.target]?.crown).toBe(true);
  });

  test('it is a real organisation: sixteen to forty assets, some of unknown origin, controls of the catalogue', () => {
    const assets = Object.values(content.assets);
    expect(assets.length).toBeGreaterThanOrEqual(16);
    expect(assets.length).toBeLessThanOrEqual(40);
    expect(assets.some((asset) => asset.lineage === 'unknown')).toBe(true);
    const known = new Set<string>(catalogue.controls.map((control) => control.id));
    expect(content.controls.length).toBeGreaterThanOrEqual(4);
    for (const { control } of content.controls) expect(known).toContain(control);
  });

  test('techniques and case studies exist, and the prose names no id that does not', () => {
    const known = new Set(catalogue.techniques.map((technique) => technique.id));
    for (const id of story.techniques) expect(known).toContain(id);
    for (const id of story.caseStudies ?? []) expect(entries.has(`ATLAS@5.6.0/${id}` as never)).toBe(true);
    expect(idsInProse(story.example, `${story.body}\n${graph}`, entries)).toEqual([]);
  });

  test('its graph is read without a warning', async () => {
    const result = await readInput({ name: 'headwater.yaml', bytes: readFileSync(story.graph) });
    expect(result.warnings).toEqual([]);
  });

  test('it ends in questions for a workshop', () => {
    expect(story.body).toContain('## For the workshop');
    expect(
      story.body.split('## For the workshop')[1]?.match(/^\d+\. .+\?/gm)?.length ?? 0,
    ).toBeGreaterThanOrEqual(3);
  });
});
