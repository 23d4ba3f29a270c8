import { Temporal } from 'temporal-polyfill';

/** A calendar day without a time zone, ISO 8601: `2023-03-08`. Compares correctly as a string. */
export type LocalDate = string & { readonly __localDate: unique symbol };

/** Checks and brands an ISO date; throws RangeError for anything that is not a real day. */
export function localDate(iso: string): LocalDate {
  return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString() as LocalDate;
}

/** The day of year/month/day, or null where no such day exists (30/2). Months count from 1. */
export function dateOf(year: number, month: number, day: number): LocalDate | null {
  try {
    return Temporal.PlainDate.from(
      { year, month, day },
      { overflow: 'reject' },
    ).toString() as LocalDate;
  } catch {
    return null;
  }
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' })
    .days;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function lastDayOfMonth(year: number, month: number): LocalDate {
  const yearMonth = Temporal.PlainYearMonth.from({ year, month });
  return yearMonth.toPlainDate({ day: yearMonth.daysInMonth }).toString() as LocalDate;
}

/** Year, month (from 1) and day of a local date. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  const { year, month, day } = Temporal.PlainDate.from(date);
  return { year, month, day };
}
