import { describe, expect, test } from 'vitest';
import { safeHref, visible } from './visible';

describe('text from outside', () => {
  test.each([
    ['abc', 'abc'],
    ['مرحبا', 'مرحبا'],
    ['a\u202egpj.exe', 'a‹U+202E›gpj.exe'],
    ['a\u0000b', 'a‹U+0000›b'],
    ['zero\u200bwidth', 'zero‹U+200B›width'],
    ['tag\u{e0041}', 'tag‹U+E0041›'],
    ['lone\ud800', 'lone‹U+D800›'],
    ['two\nlines\ttab', 'two lines tab'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%j reads as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(visible(text)).toBe(shown);
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vbscript:x',
    '//host/x',
    'http://user:secret@host/',
    'ht\u0000tp://x',
    'steam://run',
    ' https://x y',
  ])('%j is not linked to', (href) => {
    expect(safeHref(href)).toBeUndefined();
  });

  test.each(['https://example.org/a?b=c', 'http://example.org/', 'mailto:a@example.org'])('%j is', (href) => {
    expect(safeHref(href)).toBe(href);
  });
});
