import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPoints, sumOf } from '../../../core/scoring/points.ts';

const value = (text: string, max = 5) => {
  const read = readPoints(text, max);
  return read.ok ? read.value : read.problem.code;
};

describe('points as people type them', () => {
  it.each([
    ['0,5', 0.5],
    ['1.5', 1.5],
    [' 2 ', 2],
    ['0,25 điểm', 0.25],
    ['1.125', 1.125],
    ['5', 5],
    ['0', 0],
    ['5,1', 'above_max'],
    ['-1', 'negative'],
    ['một', 'not_a_number'],
    ['', 'not_a_number'],
    ['1/2', 'not_a_number'],
    ['0,1234', 'too_fine'],
  ] as const)('"%s" → %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('whatever is read lies within the criterion', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.nat(20), (text, max) => {
        const read = readPoints(text, max);
        if (read.ok) expect(read.value >= 0 && read.value <= max).toBe(true);
      }),
    );
  });

  it('what is printed is read again, in the Vietnamese and the English way', () => {
    fc.assert(
      fc.property(fc.nat(400), (quarters) => {
        const points = quarters / 4;
        expect(value(String(points).replace('.', ','), 100)).toBe(points);
        expect(value(String(points), 100)).toBe(points);
      }),
    );
  });

  it('sums do not drift', () => {
    expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });
});
