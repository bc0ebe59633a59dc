/** Front matter: read fast where it can be, the same as YAML always, and never more than data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentRoot } from './content-root';
import { matterOf, parseYaml, readPage } from './front-matter';
import { filesIn } from './read-content';

const files = (
  await Promise.all(['techniques', 'controls'].map((folder) => filesIn(join(contentRoot(), folder), '.md')))
).flat();

test('every shipped page reads the same by the fast way and by the YAML parser', () => {
  expect(files.length).toBeGreaterThan(90);
  for (const file of files) {
    const matter = readFileSync(file, 'utf8').split('---\n')[1] ?? '';
    expect(matterOf(matter.trimEnd())).toEqual(parseYaml(matter));
  }
});

describe('front matter', () => {
  test('takes ordinary YAML too', () => {
    expect(readPage('x.md', '---\nid: AML.T0001\nlist:\n  - a\n---\nText')).toMatchObject({
      matter: { id: 'AML.T0001', list: ['a'] },
      body: 'Text',
    });
  });

  test('sections are the text under second-level headings', () => {
    const page = readPage('x.md', '---\nid: "a"\n---\n\n## One\n\ntext\n\n### Deeper\n\n## Two\r\nmore\n');
    expect([...page.sections]).toEqual([
      ['One', 'text\n\n### Deeper'],
      ['Two', 'more'],
    ]);
  });

  test.each([
    ['no fence', 'id: a\n', /must begin with front matter/],
    ['not closed', '---\nid: a\n', /must begin with front matter/],
    ['a key twice', '---\nid: "a"\nid: "b"\n---\n', /Map keys must be unique/],
    [
      'an alias bomb',
      `---\na: &a [1]\nb: &b [${'*a,'.repeat(9)}*a]\nc: [${'*b,'.repeat(9)}*b]\n---\n`,
      /[Aa]lias/,
    ],
  ])('%s is refused', (_name, text, message) => {
    expect(() => readPage('x.md', text)).toThrow(message);
  });

  test('a fence with a language is refused, so nothing can be evaluated', () => {
    expect(() => readPage('x.md', '---js\nmodule.exports = 1\n---\n')).toThrow(
      /must begin with front matter/,
    );
  });
});
