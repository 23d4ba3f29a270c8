import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

const anyDay = fc
  .integer({ min: 0, max: 365 * 12 })
  .map((days) => addDays(localDate('2019-01-01'), days));

describe('the work calendar', () => {
  const calendar = workCalendar();

  it.each([
    ['2023-03-08', null],
    ['2023-03-11', 'weekend'],
    ['2023-04-29', 'hung_kings'], // a Saturday too
    ['2023-05-03', 'reunification'], // made up
    ['2023-05-04', null],
    ['2024-04-29', 'swap'],
    ['2024-05-04', null], // the Saturday worked instead
  ])('%s: %s', (date, reason) => {
    expect(calendar.dayOffReason(localDate(date))).toBe(reason);
  });

  it('steps over a whole break', () => {
    expect(calendar.workingDayOnOrBefore(localDate('2023-01-26'))).toBe('2023-01-19');
    expect(calendar.workingDayOnOrAfter(localDate('2023-01-20'))).toBe('2023-01-27');
    expect(calendar.nextWorkingDay(localDate('2023-01-27'))).toBe('2023-01-30');
  });

  it('lets overrides win over weekends, holidays and swaps', () => {
    const office = workCalendar([
      { date: localDate('2023-03-08'), kind: 'off' },
      { date: localDate('2023-03-11'), kind: 'working' },
      { date: localDate('2023-01-22'), kind: 'working' },
      { date: localDate('2024-05-04'), kind: 'off' },
    ]);
    expect(office.dayOffReason(localDate('2023-03-08'))).toBe('office');
    expect(office.isWorkingDay(localDate('2023-03-11'))).toBe(true);
    expect(office.isWorkingDay(localDate('2023-01-22'))).toBe(true);
    expect(office.dayOffReason(localDate('2024-05-04'))).toBe('office');
    expect(office.workingDayOnOrAfter(localDate('2023-03-08'))).toBe('2023-03-09');
  });

  it('finds the nearest working day and skips none', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const before = calendar.workingDayOnOrBefore(date);
        const after = calendar.workingDayOnOrAfter(date);
        expect(before <= date && date <= after).toBe(true);
        expect(before === after).toBe(calendar.isWorkingDay(date));
        for (let day = addDays(before, 1); day < after; day = addDays(day, 1)) {
          expect(calendar.isWorkingDay(day)).toBe(false);
        }
        expect(calendar.nextWorkingDay(date) > date).toBe(true);
      }),
    );
  });
});
