import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { instantAt, localDateAt, minuteOfDay } from '../time/zone.ts';

/** Local minutes of a day: from the first, up to but without the second. */
export interface MinuteSpan {
  fromMinute: number;
  untilMinute: number;
}

/** The part of a working day in which people may be written to unasked; local minutes. */
export interface OfficeHours extends MinuteSpan {
  /** The midday rest, in which nobody is written to either. */
  pause?: MinuteSpan | null;
}

/** What counts until the office says otherwise. */
export const DEFAULT_HOURS: OfficeHours & { pause: null } = {
  fromMinute: 8 * 60,
  untilMinute: 17 * 60 + 30,
  pause: null,
};

export function isOfficeTime(
  now: Date,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): boolean {
  return (
    calendar.isWorkingDay(localDateAt(now, timeZone)) &&
    isWithinHours(minuteOfDay(now, timeZone), hours)
  );
}

/**
 * `now` in office time, otherwise the end of the midday rest or the next office morning: when a
 * notice may go out.
 */
export function nextOfficeTime(
  now: Date,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): Date {
  if (isOfficeTime(now, hours, calendar, timeZone)) return now;
  const today = localDateAt(now, timeZone);
  const minute = minuteOfDay(now, timeZone);
  const rests = hours.pause && isWithin(minute, hours.pause) && isWithin(minute, hours);
  if (hours.pause && rests && calendar.isWorkingDay(today)) {
    return instantAt(today, hours.pause.untilMinute, timeZone);
  }
  const day =
    minute < hours.fromMinute
      ? calendar.workingDayOnOrAfter(today)
      : calendar.nextWorkingDay(today);
  return instantAt(day, hours.fromMinute, timeZone);
}

/**
 * The first moment from `now` on that is office time and within a person's own hours, which only
 * narrow the office's; their beginning on the next working day where they are over.
 */
export function nextOwnTime(
  now: Date,
  own: MinuteSpan,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): Date {
  const narrowed = {
    ...hours,
    fromMinute: Math.max(own.fromMinute, hours.fromMinute),
    untilMinute: Math.min(own.untilMinute, hours.untilMinute),
  };
  const used = narrowed.fromMinute < narrowed.untilMinute ? narrowed : hours;
  const start = nextOfficeTime(now, used, calendar, timeZone);
  // Hours of one's own may begin in the midday rest.
  return nextOfficeTime(start, hours, calendar, timeZone);
}

/**
 * When what belongs to today's office hours may go out: now, or after the midday rest; null before
 * and after the hours, and on a day off.
 */
export function sendingTime(
  now: Date,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): Date | null {
  const { pause: _, ...whole } = hours;
  return isOfficeTime(now, whole, calendar, timeZone)
    ? nextOfficeTime(now, hours, calendar, timeZone)
    : null;
}

/** Hours a day can have: an opening before the closing, and the rest inside them. */
export function areHours({ fromMinute, untilMinute, pause }: OfficeHours): boolean {
  if (!isSpan({ fromMinute, untilMinute })) return false;
  return (
    !pause || (isSpan(pause) && fromMinute < pause.fromMinute && pause.untilMinute < untilMinute)
  );
}

/** Whether a local minute lies in the hours and not in the midday rest. */
export function isWithinHours(minute: number, hours: OfficeHours): boolean {
  return isWithin(minute, hours) && !(hours.pause && isWithin(minute, hours.pause));
}

function isSpan({ fromMinute, untilMinute }: MinuteSpan): boolean {
  return fromMinute >= 0 && fromMinute < untilMinute && untilMinute < 24 * 60;
}

function isWithin(minute: number, { fromMinute, untilMinute }: MinuteSpan): boolean {
  return minute >= fromMinute && minute < untilMinute;
}
