/** Every sentence the portal asks for is there, in every language, with the same parameters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ASSET_KINDS } from '@/graph/model/asset-kinds';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { INFLUENCE_KIND_FACTS } from '@/graph/model/influence-kinds';

type Tree = { readonly [key: string]: string | Tree };

const read = (locale: string): Tree =>
  JSON.parse(readFileSync(`content/messages/${locale}/portal.json`, 'utf8'));
const english = read('en');
const locales = readdirSync('content/messages').filter((locale) =>
  readdirSync(join('content/messages', locale)).includes('portal.json'),
);

function flat(tree: Tree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flat(value, `${prefix}${key}.`),
  );
}

const keys = new Set(flat(english).map(([key]) => key));

/** Literal keys of every translator a file makes: `const t = getTranslations('portal.x')` … `t('y')`. */
function askedIn(source: string): readonly string[] {
  const spaces = [...source.matchAll(/(?:getTranslations|useTranslations)\('portal\.([\w.-]+)'\)/g)].map(
    ([, space]) => space,
  );
  const asked = [...source.matchAll(/\bt(?:\.rich)?\(\s*'([\w.-]+)'/g)].map(([, key]) => key);
  if (spaces.length === 0) return [];
  return asked.filter((key) => !spaces.some((space) => keys.has(`${space}.${key}`))).map((key) => key ?? '');
}

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') || name.endsWith('.ts'))
  .filter((name) => !name.endsWith('.test.ts'))
  .map((name) => [name, readFileSync(join('app', name), 'utf8')] as const);

describe('messages of the portal', () => {
  test('there are sentences and files that ask for them', () => {
    expect(keys.size).toBeGreaterThan(200);
    expect(files.filter(([, source]) => source.includes('Translations(')).length).toBeGreaterThan(20);
  });

  test.each(files)('%s asks for nothing that is not there', (_, source) => {
    expect(askedIn(source)).toEqual([]);
  });

  test('canary: a missing sentence is seen', () => {
    expect(askedIn("const t = await getTranslations('portal.survey'); t('not-there')")).toEqual([
      'not-there',
    ]);
  });

  test.each([
    ['client.kind', ASSET_KINDS],
    ['influence', Object.keys(INFLUENCE_KIND_FACTS)],
    ['attack', ATTACK_CLASSES],
  ])('%s has a word for every kind', (space, kinds) => {
    expect(kinds.filter((kind) => !keys.has(`${space}.${kind}`))).toEqual([]);
  });

  /** Names of a message's parameters; a branch of a plural that is one plain word would look like one too. */
  const parameters = (text: string) =>
    [
      ...new Set([...text.matchAll(/(?<!(?:one|other|=\d+) )\{(\w+)\s*[,}]/g)].map(([, name]) => name)),
    ].sort();

  test.each(locales.filter((locale) => locale !== 'en'))(
    '%s says everything, with the same parameters',
    (locale) => {
      const own = new Map(flat(read(locale)));
      const english_ = flat(english);
      expect(english_.filter(([key]) => !own.has(key)).map(([key]) => key)).toEqual([]);
      expect([...own.keys()].filter((key) => !keys.has(key))).toEqual([]);
      const differing = english_.filter(
        ([key, text]) => parameters(text).join() !== parameters(own.get(key) ?? '').join(),
      );
      expect(differing.map(([key]) => key)).toEqual([]);
    },
  );
});
