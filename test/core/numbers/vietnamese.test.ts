import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../../core/numbers/vietnamese.ts';

describe('printed numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1562, '1.562'],
    [93.66, '93,66'],
    [0.1 + 0.2, '0,3'],
    [1234567.891, '1.234.567,89'],
    [-1562, '-1.562'],
    [-0.001, '0'],
    [1e21, '1.000.000.000.000.000.000.000'],
  ])('%d: %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it('rounds to the decimals asked for and refuses what is no number', () => {
    expect(formatNumber(93.66, 1)).toBe('93,7');
    expect(formatNumber(93.66, 0)).toBe('94');
    expect(() => formatNumber(Number.NaN)).toThrow(RangeError);
    expect(() => formatNumber(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('part every three figures and no others', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const printed = formatNumber(value);
        expect(printed).toMatch(/^-?\d{1,3}(\.\d{3})*$/);
        expect(Number(printed.replace(/\./g, ''))).toBe(value);
      }),
    );
  });
});
