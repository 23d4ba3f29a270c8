import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NumberKind, readNumber } from '../../../core/numbers/read-number.ts';
import { formatNumber } from '../../../core/numbers/vietnamese.ts';

const read = (text: string, kind: NumberKind) => {
  const reading = readNumber(text, kind);
  return reading.ok ? reading.value : reading.problem;
};

describe('numbers as officials write them', () => {
  it.each<[string, NumberKind, number]>([
    ['1.562', 'count', 1562],
    ['1583', 'count', 1583],
    ['04', 'count', 4],
    ['1.234.567', 'count', 1234567],
    ['1,234,567', 'count', 1234567],
    ['12,0', 'count', 12],
    ['1562.', 'count', 1562],
    ['-0', 'count', 0],
    ['93,66%', 'percent', 93.66],
    ['93.66 %', 'percent', 93.66],
    ['11,20 phần trăm', 'percent', 11.2],
    ['1.562', 'percent', 1.562],
    ['1.234,5', 'decimal', 1234.5],
    ['1,234.5', 'decimal', 1234.5],
    ['1,562', 'decimal', 1.562],
    ['0.562', 'decimal', 0.562],
  ])('%s as %s: %d', (text, kind, value) => {
    expect(read(text, kind)).toBe(value);
  });

  it.each<[string, NumberKind, object]>([
    ['1.562', 'decimal', { code: 'ambiguous', readings: [1562, 1.562] }],
    ['1562.345', 'decimal', { code: 'ambiguous', readings: [1562.345, 1562345] }],
    ['1,562', 'count', { code: 'not_whole', suggestion: 1562 }],
    ['1,000', 'count', { code: 'not_whole', suggestion: 1000 }],
    ['12,5', 'count', { code: 'not_whole', suggestion: null }],
    ['1.56', 'count', { code: 'bad_grouping', suggestion: null }],
    ['1..562', 'count', { code: 'bad_grouping', suggestion: null }],
    ['-5', 'count', { code: 'negative', suggestion: 5 }],
    ['1O5', 'count', { code: 'letter_for_digit', suggestion: 105 }],
    ['12 hồ sơ', 'count', { code: 'not_a_number', suggestion: 12 }],
    ['12 13', 'count', { code: 'several_numbers', suggestion: null }],
    ['1 562', 'count', { code: 'several_numbers', suggestion: 1562 }],
    ['8/12', 'count', { code: 'several_numbers', suggestion: null }],
    ['93%', 'count', { code: 'percent_sign', suggestion: 93 }],
    ['1e5', 'count', { code: 'several_numbers', suggestion: null }],
    ['99999999999999999999', 'count', { code: 'too_large' }],
    ['', 'count', { code: 'not_a_number', suggestion: null }],
    ['không', 'count', { code: 'not_a_number', suggestion: null }],
  ])('%s as %s is refused with the likely slip', (text, kind, problem) => {
    expect(read(text, kind)).toEqual(problem);
  });

  it('are read back as printed', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const reading = readNumber(formatNumber(value), 'count', { negative: true });
        expect(reading).toEqual({ ok: true, value: value + 0 });
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (hundredths) => {
        const printed = formatNumber(hundredths / 100);
        const reading = readNumber(printed, 'decimal');
        const unclear = /^\d+\.\d{3}$/.test(printed);
        expect(reading.ok ? reading.value : reading.problem.code).toBe(
          unclear ? 'ambiguous' : hundredths / 100,
        );
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        expect(read(`${formatNumber(hundredths / 100)}%`, 'percent')).toBe(hundredths / 100);
      }),
    );
  });

  it('are whole and not negative as counts, or nothing, whatever is typed', () => {
    const marks = fc.stringMatching(/^[0-9.,\- %OlI]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), marks), (text) => {
        const reading = readNumber(text, 'count');
        expect(!reading.ok || (Number.isSafeInteger(reading.value) && reading.value >= 0)).toBe(
          true,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
