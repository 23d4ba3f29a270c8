import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcedYears } from '../../../core/calendar/announced.ts';
import {
  defaultArrangement,
  isWeekend,
  publicHolidays,
} from '../../../core/calendar/public-holidays.ts';

/** Holidays as `mm-dd`, made-up days with a `+`. */
function days(year: number): string {
  return publicHolidays(year)
    .map(({ date, madeUp }) => date.slice(5) + (madeUp ? '+' : ''))
    .join(' ');
}

describe('public holidays', () => {
  it.each([
    [2020, '01-01 01-23 01-24 01-25 01-26 01-27 01-28+ 01-29+ 04-02 04-30 05-01 09-02'],
    [
      2021,
      '01-01 02-10 02-11 02-12 02-13 02-14 02-15+ 02-16+ 04-21 04-30 05-01 05-03+ 09-02 09-03',
    ],
    [
      2022,
      '01-01 01-03+ 01-31 02-01 02-02 02-03 02-04 04-10 04-11+ 04-30 05-01 05-02+ 05-03+ 09-01 09-02',
    ],
    [
      2023,
      '01-01 01-02+ 01-20 01-21 01-22 01-23 01-24 01-25+ 01-26+ 04-29 04-30 05-01 05-02+ 05-03+ 09-01 09-02 09-04+',
    ],
    [2024, '01-01 02-08 02-09 02-10 02-11 02-12 02-13+ 02-14+ 04-18 04-30 05-01 09-02 09-03'],
    [2025, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02'],
    [2026, '01-01 02-16 02-17 02-18 02-19 02-20 04-26 04-27+ 04-30 05-01 09-01 09-02'],
  ])('of %i are those announced', (year, expected) => {
    expect(days(year)).toBe(expected);
  });

  it('names the holiday that a made-up day stands for', () => {
    const may = publicHolidays(2023).filter(({ date }) => date.startsWith('2023-05'));
    expect(may).toEqual([
      { date: '2023-05-01', code: 'labour', madeUp: false },
      { date: '2023-05-02', code: 'hung_kings', madeUp: true },
      { date: '2023-05-03', code: 'reunification', madeUp: true },
    ]);
  });

  it('has a default rule that gives what was announced', () => {
    for (const [year, { tetDaysBefore, besideNationalDay }] of Object.entries(announcedYears)) {
      expect(defaultArrangement(Number(year))).toMatchObject({ tetDaysBefore, besideNationalDay });
    }
  });

  it('always gives eleven days free of work besides weekends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2021, max: 2199 }), (year) => {
        const holidays = publicHolidays(year);
        expect(holidays.filter(({ date }) => !isWeekend(date))).toHaveLength(11);
        expect(holidays.map(({ date }) => date)).toEqual(
          [...new Set(holidays.map(({ date }) => date))].sort(),
        );
        expect(holidays.every(({ date, madeUp }) => !(madeUp && isWeekend(date)))).toBe(true);
      }),
    );
  });
});
