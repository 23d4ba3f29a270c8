import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { handableDuties, usualLeaveEnds } from '../../../core/people/handover.ts';
import { ROLES } from '../../../core/people/role.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

const calendar = workCalendar();

it('offers the last working day of this week, of next week and of the month', () => {
  const ends = (day: string) => usualLeaveEnds(localDate(day), calendar);
  expect(ends('2023-02-27')).toEqual(['2023-02-28', '2023-03-03', '2023-03-10']);
  // On a Saturday this week is over.
  expect(ends('2023-03-04')).toEqual(['2023-03-10', '2023-03-31']);
  // The week of 1 May is short: Saturday to Wednesday are off.
  expect(ends('2023-04-24')).toEqual(['2023-04-28', '2023-05-05']);
});

it('never offers a day that has passed, or one twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (days) => {
      const today = addDays(localDate('2020-01-01'), days);
      const ends = usualLeaveEnds(today, calendar);
      expect(ends.every((day) => day >= today && calendar.isWorkingDay(day))).toBe(true);
      expect(ends).toEqual([...new Set(ends)].sort());
    }),
  );
});

it('leaders and administrators pass nothing on', () => {
  const grants = ROLES.map((role) => ({ role, agencyId: 7, seatId: 7, reach: new Set([7]) }));
  const duties = handableDuties({ personId: 1, name: '', grants });
  expect(duties.map(({ role }) => role)).toEqual(['official', 'head', 'coordinator']);
});
