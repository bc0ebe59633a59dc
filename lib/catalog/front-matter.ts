/**
 * Markdown pages with YAML front matter, split by hand: the fence must be the first line, nothing is evaluated,
 * and aliases are bounded, so a page can only ever be data.
 */
import { parse } from 'yaml';

export type Page = {
  readonly matter: unknown;
  /** Text under each second-level heading, trimmed, by heading. */
  readonly sections: ReadonlyMap<string, string>;
  readonly body: string;
};

const FENCE = '---\n';

/**
 * Reads one page. Throws where the front matter is missing or not closed; `file` names the page in the message.
 */
export function readPage(file: string, text: string): Page {
  const source = text.replaceAll('\r\n', '\n');
  const end = source.indexOf(`\n${FENCE}`, FENCE.length - 1);
  if (!source.startsWith(FENCE) || end < 0)
    throw new Error(`${file} must begin with front matter between two lines of "---"`);
  const body = source.slice(end + 1 + FENCE.length).trim();
  return { matter: matterOf(source.slice(FENCE.length, end)), sections: sectionsOf(body), body };
}

/** YAML as data: core schema, no duplicate keys, few aliases. */
export const parseYaml = (text: string): unknown =>
  parse(text, { maxAliasCount: 20, uniqueKeys: true, schema: 'core' });

const FIELD = /^([A-Za-z]+): (["[{\d].*)$/;

/**
 * JSON is YAML, so front matter whose every line is `name: JSON` needs no YAML parser. A hundred pages are read at
 * every start, and this is some twenty times as fast; whatever else a person writes goes the ordinary way.
 */
export function matterOf(text: string): unknown {
  const fields: Record<string, unknown> = {};
  for (const line of text.split('\n')) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined || name in fields) return parseYaml(text);
    try {
      fields[name] = JSON.parse(value);
    } catch {
      return parseYaml(text);
    }
  }
  return fields;
}

function sectionsOf(body: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  for (const part of `\n${body}`.split('\n## ').slice(1)) {
    const line = part.indexOf('\n');
    if (line > 0) sections.set(part.slice(0, line).trim(), part.slice(line).trim());
  }
  return sections;
}
