import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { instantAt, localDateAt, minuteOfDay } from '../time/zone.ts';

/** The part of a working day in which people may be written to unasked; local minutes. */
export interface OfficeHours {
  fromMinute: number;
  untilMinute: number;
}

export function isOfficeTime(
  now: Date,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): boolean {
  const minute = minuteOfDay(now, timeZone);
  return (
    calendar.isWorkingDay(localDateAt(now, timeZone)) &&
    minute >= hours.fromMinute &&
    minute < hours.untilMinute
  );
}

/** `now` in office time, otherwise the next office morning: when a notice may go out. */
export function nextOfficeTime(
  now: Date,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): Date {
  if (isOfficeTime(now, hours, calendar, timeZone)) return now;
  const today = localDateAt(now, timeZone);
  const early = minuteOfDay(now, timeZone) < hours.fromMinute;
  const day = early ? calendar.workingDayOnOrAfter(today) : calendar.nextWorkingDay(today);
  return instantAt(day, hours.fromMinute, timeZone);
}
