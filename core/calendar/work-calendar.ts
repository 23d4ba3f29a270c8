import { addDays, type LocalDate, partsOf } from '../time/local-date.ts';
import { announcedYears } from './announced.ts';
import { type HolidayCode, isWeekend, publicHolidays } from './public-holidays.ts';

/**
 * Why nobody works: `swap` is a working day the government moved to a Saturday, `office` a day
 * the office itself recorded. A holiday on a weekend is named as the holiday.
 */
export type DayOffReason = 'weekend' | HolidayCode | 'swap' | 'office';

/** A day the office knows better: given off, or worked although it looks free. */
export interface DayOverride {
  date: LocalDate;
  kind: 'off' | 'working';
}

export interface WorkCalendar {
  isWorkingDay(date: LocalDate): boolean;
  /** Null on working days. */
  dayOffReason(date: LocalDate): DayOffReason | null;
  workingDayOnOrBefore(date: LocalDate): LocalDate;
  workingDayOnOrAfter(date: LocalDate): LocalDate;
  /** The first working day strictly after the date. */
  nextWorkingDay(date: LocalDate): LocalDate;
}

/**
 * The working days of a Vietnamese state office: Monday to Friday without public holidays, with
 * the announced swaps. Overrides win over everything; of two for one day the later one counts.
 * Asking about years outside 1200 to 2199 throws RangeError (no lunar calendar).
 */
export function workCalendar(overrides: readonly DayOverride[] = []): WorkCalendar {
  const byDate = new Map(overrides.map(({ date, kind }) => [date, kind]));
  const years = new Map<number, YearDays>();

  function yearOf(date: LocalDate): YearDays {
    const { year } = partsOf(date);
    const known = years.get(year) ?? yearDays(year);
    years.set(year, known);
    return known;
  }

  function dayOffReason(date: LocalDate): DayOffReason | null {
    const override = byDate.get(date);
    if (override !== undefined) return override === 'off' ? 'office' : null;
    const { off, working } = yearOf(date);
    if (working.has(date)) return null;
    return off.get(date) ?? (isWeekend(date) ? 'weekend' : null);
  }

  function isWorkingDay(date: LocalDate): boolean {
    return dayOffReason(date) === null;
  }

  function nearestWorkingDay(date: LocalDate, step: 1 | -1): LocalDate {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  }

  return {
    isWorkingDay,
    dayOffReason,
    workingDayOnOrBefore: (date) => nearestWorkingDay(date, -1),
    workingDayOnOrAfter: (date) => nearestWorkingDay(date, 1),
    nextWorkingDay: (date) => nearestWorkingDay(addDays(date, 1), 1),
  };
}

interface YearDays {
  off: Map<LocalDate, DayOffReason>;
  working: Set<LocalDate>;
}

function yearDays(year: number): YearDays {
  const off = new Map<LocalDate, DayOffReason>();
  const working = new Set<LocalDate>();
  for (const swap of announcedYears[year]?.swaps ?? []) {
    off.set(swap.off, 'swap');
    working.add(swap.working);
  }
  for (const { date, code } of publicHolidays(year)) off.set(date, code);
  return { off, working };
}
