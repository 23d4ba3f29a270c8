import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './local-date.ts';

/** The local day an instant falls on. */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
  return zoned(instant, timeZone).toPlainDate().toString() as LocalDate;
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteOfDay(instant: Date, timeZone: string): number {
  const { hour, minute } = zoned(instant, timeZone);
  return hour * 60 + minute;
}

/** The instant of a local wall-clock time; `minutes` since local midnight. */
export function instantAt(date: LocalDate, minutes: number, timeZone: string): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const at = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time });
  return fromEpoch(at.epochMilliseconds);
}

/** The first moment after a local day: a thing due that day is late from here on. */
export function endOfDay(date: LocalDate, timeZone: string): Date {
  const next = Temporal.PlainDate.from(date).add({ days: 1 });
  return fromEpoch(next.toZonedDateTime({ timeZone }).epochMilliseconds);
}

/** True when the name is a zone this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.PlainDate.from('2023-01-01').toZonedDateTime({ timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function zoned(instant: Date, timeZone: string) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

function fromEpoch(milliseconds: number): Date {
  return new Date(milliseconds);
}
