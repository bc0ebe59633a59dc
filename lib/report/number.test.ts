import { describe, expect, test } from 'vitest';
import { decimal, exactly, notation, percent } from './number';

describe('numbers as they are printed', () => {
  test.each([
    [0, 'en', '0'],
    [1, 'en', '1'],
    [0.5, 'en', '0.50'],
    [0.0964, 'en', '0.0964'],
    [0.0964, 'de', '0,0964'],
    [0.123456, 'en', '0.123'],
    [0.00001234, 'en', '0.0000123'],
    [3.21e-9, 'en', '3.2 · 10⁻⁹'],
  ])('%d in %s is %s', (value, locale, printed) => {
    expect(decimal(value, locale)).toBe(printed);
  });

  test('each kind of likelihood has its own notation', () => {
    expect(notation(exactly(0.096), 'en')).toBe('0.096');
    expect(notation({ kind: 'bounded', value: 0.11, low: 0.08, high: 0.11 }, 'en')).toBe('0.080–0.11');
    expect(notation({ kind: 'estimated', value: 0.1, low: 0.09, high: 0.11 }, 'en')).toBe('≈ 0.10 ± 0.01');
  });

  test('bounds that print alike are still not shown as exact', () => {
    expect(notation({ kind: 'bounded', value: 0.10000001, low: 0.1, high: 0.10000001 }, 'en')).toBe('≤ 0.10');
  });

  test('a small share is not rounded to nothing', () => {
    expect(percent(0.004, 'en')).toBe('0.4%');
    expect(percent(0, 'en')).toBe('0%');
  });
});
