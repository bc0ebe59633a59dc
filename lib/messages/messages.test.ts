/** Messages: complete where they must be, English where a language lacks one, and never silently missing. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOCALES, loadMessages, type MessageTree, messagesFolder, translatorFor } from './messages';
import { phrase } from './phrase';

const own = (locale: string, namespace: string): MessageTree =>
  JSON.parse(readFileSync(`${messagesFolder()}/${locale}/${namespace}.json`, 'utf8'));

const keysOf = (tree: MessageTree, prefix = ''): readonly string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );

const sentenceAt = (tree: MessageTree, key: string): string => {
  let at: string | MessageTree | undefined = tree;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : '';
};

/** Names of ICU arguments in a message. */
const argumentsOf = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name ?? ''))]
    .filter((name) => !/^\d*$/.test(name))
    .sort();

describe('messages', () => {
  test('the report says everything in German that it says in English, with the same values in it', () => {
    const [english, german] = [own('en', 'report'), own('de', 'report')];
    expect(keysOf(german).toSorted()).toEqual(keysOf(english).toSorted());
    const differing = keysOf(english).filter((key) =>
      argumentsOf(sentenceAt(english, key)).some((name) => !sentenceAt(german, key).includes(`{${name}`)),
    );
    expect(differing).toEqual([]);
  });

  test.each(LOCALES)('every sentence of reports and reasons in %s can be read by the formatter', (locale) => {
    const tree = loadMessages(locale);
    for (const namespace of ['report', 'reason']) {
      const messages = tree[namespace];
      if (typeof messages !== 'object') throw new Error(`${namespace} has no messages`);
      const translate = translatorFor(locale, namespace, tree);
      for (const key of keysOf(messages)) {
        const values = Object.fromEntries(argumentsOf(sentenceAt(messages, key)).map((name) => [name, 2]));
        expect(translate(key, values), `${locale}/${namespace}: ${key}`).not.toBe('');
      }
    }
  });

  test('a language that lacks a sentence says it in English', () => {
    const german = loadMessages('de');
    expect(sentenceAt(german, 'report.col.asset')).toBe('Asset');
    expect(keysOf(german)).toEqual(expect.arrayContaining([...keysOf(loadMessages('en'))]));
  });

  test('an unknown key and a missing value are errors that name them', () => {
    const translate = translatorFor('en', 'report');
    expect(() => translate('no.such.key')).toThrow(/no/);
    expect(() => translate('path.title', {})).toThrow(/en\/report/);
  });

  test('a reason without a sentence is shown by its code', () => {
    expect(phrase({ code: 'never-heard-of', params: { a: 'b' } }, 'en')).toBe('never-heard-of (a: b).');
  });
});
