import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, parseVietnameseDate } from '../../../core/documents/vietnamese-date.ts';
import { addDays, daysBetween, localDate } from '../../../core/time/local-date.ts';

const day = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(localDate('2010-01-01'), n));

describe('typed dates', () => {
  const reference = localDate('2023-06-10');

  it.each([
    ['20/3/2019', '2019-03-20'],
    ['20-3-2019', '2019-03-20'],
    ['20.3.2019', '2019-03-20'],
    ['20/03/23', '2023-03-20'],
    ['2019-03-20', '2019-03-20'],
    ['ngày 20 tháng 3 năm 2019', '2019-03-20'],
    ['Ngay 20 thang 3', '2023-03-20'],
    ['20/3', '2023-03-20'],
    ['20-3', '2023-03-20'],
    ['20.3.', '2023-03-20'],
    ['30/6', '2023-06-30'],
    ['hôm nay', '2023-06-10'],
    ['Hom qua', '2023-06-09'],
    ['ngày mai', '2023-06-11'],
    ['31/2', null],
    ['29/2/2023', null],
    ['20/3/219', null],
    ['ngày 20', null],
    ['tháng 3', null],
    ['20', null],
    ['trước 20/3', null],
    ['20/3 hoặc 21/3', null],
    ['', null],
  ])('%s: %s', (typed, expected) => {
    expect(parseVietnameseDate(typed, { reference })).toBe(expected);
  });

  it('takes the neighbouring year across the turn of the year only', () => {
    const read = (typed: string, on: string) =>
      parseVietnameseDate(typed, { reference: localDate(on) });
    expect(read('28/12', '2024-01-05')).toBe('2023-12-28');
    expect(read('15/1', '2023-12-20')).toBe('2024-01-15');
    expect(read('20/3', '2023-11-10')).toBe('2023-03-20');
    expect(read('30/9', '2023-02-01')).toBe('2023-09-30');
    expect(read('29/2', '2025-01-10')).toBe(null);
  });

  it('reads back every date it prints', () => {
    fc.assert(
      fc.property(day, day, (date, today) => {
        expect(parseVietnameseDate(formatDate(date), { reference: today })).toBe(date);
      }),
    );
  });

  it('without a year stays within nine months', () => {
    fc.assert(
      fc.property(day, day, (date, today) => {
        const typed = formatDate(date).slice(0, 5);
        const read = parseVietnameseDate(typed, { reference: today });
        if (read === null) expect(typed).toBe('29/02');
        else if (typed !== '29/02') {
          expect(read.slice(5)).toBe(date.slice(5));
          expect(Math.abs(daysBetween(today, read))).toBeLessThanOrEqual(275);
        }
      }),
    );
  });

  it('prints days and months with two figures', () => {
    expect(formatDate(localDate('2023-03-08'))).toBe('08/03/2023');
  });
});
