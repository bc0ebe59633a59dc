/**
 * The sentences of the product, read from `content/messages/<locale>/<namespace>.json`. A locale that lacks a
 * sentence says it in English rather than not at all; a sentence that is nowhere is an error that names it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTranslator } from 'use-intl/core';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** Nested groups of ICU messages. */
export type MessageTree = { readonly [key: string]: string | MessageTree };

/** Takes a key within the namespace and the message's parameters, gives the sentence. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Sentences that the source does not name, with what is missing and where it belongs. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

/** True where the text names a language that has messages. */
export const isLocale = (text: string): text is Locale => LOCALES.some((locale) => locale === text);

/** The folder of messages, found upwards from the working directory and from this file. */
export function messagesFolder(): string {
  for (const start of [process.cwd(), dirname(fileURLToPath(import.meta.url))]) {
    for (let at = start; ; at = dirname(at)) {
      const folder = join(at, 'content', 'messages');
      if (existsSync(join(folder, 'en'))) return folder;
      if (dirname(at) === at) break;
    }
  }
  throw new MessageError('content/messages/en was not found above the working directory; run in the project');
}

/** Every namespace of one language over English. Throws SyntaxError naming the file where it is no JSON. */
export function loadMessages(locale: Locale, folder: string = messagesFolder()): MessageTree {
  const english = readNamespaces(join(folder, 'en'));
  return locale === 'en' ? english : overlay(english, readNamespaces(join(folder, locale)));
}

function readNamespaces(folder: string): MessageTree {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return Object.fromEntries(names.map((name) => [name.slice(0, -5), readTree(join(folder, name))]));
}

function readTree(file: string): MessageTree {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isTree(value)) throw new MessageError('holds something other than text and groups of text');
    return value;
  } catch (error) {
    throw new MessageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isTree(value: unknown): value is MessageTree {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((item) => typeof item === 'string' || isTree(item));
}

function overlay(below: MessageTree, above: MessageTree): MessageTree {
  const merged = new Map<string, string | MessageTree>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const under = merged.get(key);
    merged.set(key, typeof value !== 'string' && isTree(under) ? overlay(under, value) : value);
  }
  return Object.fromEntries(merged);
}

const loaded = new Map<Locale, MessageTree>();

/** Messages of a locale, read once per process. */
export function messagesOf(locale: Locale): MessageTree {
  const known = loaded.get(locale);
  if (known) return known;
  const messages = loadMessages(locale);
  loaded.set(locale, messages);
  return messages;
}

/** `{a: {b: 'x'}}` as `{'a/b': 'x'}`: a dot in a key has a meaning of its own in the library. */
function flat(tree: MessageTree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}/`)),
    ),
  );
}

/** A translator for one namespace (`report`, `reason`…). It throws MessageError for an unknown key or parameter. */
export function translatorFor(
  locale: Locale,
  namespace: string,
  messages: MessageTree = messagesOf(locale),
): Translate {
  const tree = messages[namespace];
  if (typeof tree !== 'object') throw new MessageError(`there is no content/messages/en/${namespace}.json`);
  const translate = createTranslator<Record<string, string>>({
    locale,
    messages: flat(tree),
    timeZone: 'UTC',
    onError: (error) => {
      throw new MessageError(`${locale}/${namespace}: ${error.message}`);
    },
  });
  const simple = new Map(Object.entries(flat(tree)).map(([key, sentence]) => [key, piecesOf(sentence)]));
  return (key, params = {}) => {
    const path = key.replaceAll('.', '/');
    return filled(simple.get(path), params) ?? translate(path, params);
  };
}

/** A sentence in which only names stand between braces: most of them, and by far the most often said. */
const NAMES_ONLY = /^[^{}'<]*(\{\w+\}[^{}'<]*)*$/;

/** Such a sentence taken apart: text and names in turn. Undefined where it needs the library. */
const piecesOf = (sentence: string): readonly string[] | undefined =>
  NAMES_ONLY.test(sentence) ? sentence.split(/\{(\w+)\}/) : undefined;

/** The sentence with its names filled in; undefined where a value is missing or is no name. */
function filled(
  pieces: readonly string[] | undefined,
  params: Readonly<Record<string, string | number>>,
): string | undefined {
  let text = '';
  for (const [at, piece] of pieces?.entries() ?? []) {
    const part = at % 2 === 0 ? piece : params[piece];
    if (typeof part !== 'string') return undefined;
    text += part;
  }
  return pieces && text;
}

/** True where the namespace has such a sentence. */
export function hasMessage(
  locale: Locale,
  namespace: string,
  key: string,
  messages: MessageTree = messagesOf(locale),
): boolean {
  let at: string | MessageTree | undefined = messages[namespace];
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string';
}
