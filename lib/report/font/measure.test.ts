import { describe, expect, test } from 'vitest';
import { breakable, piecesOf, textWidth, wrap } from './measure';

describe('measuring text', () => {
  test.each(['\ud800', '👩', '\u{e0041}'])('%j, which no font draws, is written out', (text) => {
    expect(
      piecesOf(text, 'sans')
        .map((piece) => piece.text)
        .join(''),
    ).toMatch(/^‹U\+[0-9A-F]{4,}›$/);
  });

  test.each(['\u200b', '\u0000', '\u202e', '\ufeff', '\u200d'])('%j does not stop the measuring', (text) => {
    expect(textWidth(`a${text}b`, 'sans', 10)).toBeGreaterThanOrEqual(textWidth('ab', 'sans', 10));
  });

  test('a piece is of one font, and the pieces are the text', () => {
    const text = 'Ωμέγα Данные 交通 ≈ 0.1';
    expect(
      piecesOf(text, 'serif')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(new Set(piecesOf(text, 'serif').map((piece) => piece.file.path)).size).toBeGreaterThan(3);
  });

  test('digits are as wide as each other', () => {
    const widths = [...'0123456789'].map((digit) => textWidth(digit, 'sans', 10));
    expect(new Set(widths).size).toBe(1);
  });

  test('breaks keep every character', () => {
    for (const text of ['a/b@c', 'one two  three', '交通標識', 'x-y_z', '', ' lead', 'a.b.c']) {
      expect(breakable(text).join('')).toBe(text);
      expect(breakable(text, 'code').join('')).toBe(text);
    }
    expect(breakable('0.096')).toEqual(['0.096']);
  });

  test('wrapped lines fit, and an ellipsis says where text is left out', () => {
    const lines = wrap(
      'many words that do not fit in three short lines at all, and then some more of them',
      'sans',
      8,
      60,
      3,
    );
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 'sans', 8)).toBeLessThanOrEqual(60);
  });
});
