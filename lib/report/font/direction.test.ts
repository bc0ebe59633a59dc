import { describe, expect, test } from 'vitest';
import { visualOrder } from './direction';

const drawn = (...texts: string[]) =>
  visualOrder(texts)
    .map(({ text }) => text)
    .join('|');

describe('visual order', () => {
  test('left-to-right text stays as it is, one stretch per style', () => {
    expect(drawn('plain ', 'bold')).toBe('plain |bold');
  });

  test('Hebrew words stand from right to left, a year among them keeps its digits in order', () => {
    expect(drawn('see מאגר 2026 now')).toBe('see |2026| |מאגר| now');
  });

  test('reading order is kept beside the order on paper', () => {
    const order = visualOrder(['אב גד']).map(({ text, logical }) => [text, logical]);
    expect(order).toEqual([
      ['גד', 3],
      [' ', 2],
      ['אב', 0],
    ]);
  });

  test('a bracket within right-to-left text is mirrored', () => {
    expect(drawn('א(ב)ג')).toContain('(');
    expect(visualOrder(['א(ב)']).every(({ rightToLeft, text }) => rightToLeft || text === ')')).toBe(true);
  });
});
