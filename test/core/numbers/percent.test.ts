import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePercent } from '../../../core/numbers/percent.ts';
import { formatNumber } from '../../../core/numbers/vietnamese.ts';

describe('typed percentages', () => {
  it.each([
    ['60', 60],
    ['60%', 60],
    ['khoảng 60 %', 60],
    ['Đạt khoảng 60%', 60],
    ['60 phần trăm', 60],
    ['93,66%', 93.7],
    ['93.66', 93.7],
    ['0', 0],
    ['100%', 100],
    ['99,98', 99.9],
    ['150', null],
    ['100,1', null],
    ['-5', null],
    ['1.562', null],
    ['6 0', null],
    ['60-70%', null],
    ['60%%', null],
    ['abc', null],
    ['', null],
  ])('%s: %s', (typed, expected) => {
    expect(parsePercent(typed)).toBe(expected);
  });

  it('are read back as printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (tenths) => {
        expect(parsePercent(`${formatNumber(tenths / 10)}%`)).toBe(tenths / 10);
      }),
    );
  });

  it('are numbers from 0 to 100 or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (typed) => {
        const percent = parsePercent(typed);
        expect(percent === null || (percent >= 0 && percent <= 100)).toBe(true);
      }),
    );
    expect(parsePercent(`${' '.repeat(100_000)}60`)).toBe(null);
  });
});
