import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { DEFAULT_LADDER } from '../../../core/reminders/ladder.ts';
import { isOfficeTime, nextOfficeTime } from '../../../core/reminders/office-hours.ts';

import { at, VIETNAM } from '../../support/vietnam.ts';

const calendar = workCalendar();

describe('office hours', () => {
  it.each([
    // Now, and the first moment at which somebody may be written to unasked.
    ['2023-03-08T07:59', '2023-03-08T08:00'],
    ['2023-03-08T08:00', '2023-03-08T08:00'],
    ['2023-03-08T17:29', '2023-03-08T17:29'],
    ['2023-03-08T17:30', '2023-03-09T08:00'],
    ['2023-03-10T20:00', '2023-03-13T08:00'],
    ['2023-03-11T10:00', '2023-03-13T08:00'],
    ['2023-04-28T18:00', '2023-05-04T08:00'],
    ['2023-09-01T06:00', '2023-09-05T08:00'],
  ])('%s: next is %s', (now, next) => {
    const found = nextOfficeTime(at(now), DEFAULT_LADDER, calendar, VIETNAM);
    expect(found).toEqual(at(next));
    expect(isOfficeTime(at(now), DEFAULT_LADDER, calendar, VIETNAM)).toBe(now === next);
    expect(isOfficeTime(found, DEFAULT_LADDER, calendar, VIETNAM)).toBe(true);
  });
});
