import type { WorkCalendar } from '../calendar/work-calendar.ts';
import {
  addDays,
  dateOf,
  daysBetween,
  type LocalDate,
  partsOf,
  weekday,
} from '../time/local-date.ts';

/** Dates offered at most: more do not fit under a message. */
const MOST = 4;
/** Dates offered at least, where there are so many working days in between. */
const LEAST = 3;
/** Working days after the present due date that count as "a few". */
const FEW = 3;

/** What a wish for more time moves. */
export interface Wish {
  today: LocalDate;
  /** The present due date; null where there is none. */
  due: LocalDate | null;
  wished: LocalDate;
}

/** A due date proposed instead: after today and the present due date, and not the wished one. */
export function mayPropose(date: LocalDate, { today, due, wished }: Wish): boolean {
  return date > today && (due === null || date > due) && date !== wished;
}

/**
 * Dates a coordinator may want to propose instead of the wished one, earliest first: working days
 * between the present due date (or today, when that is past) and the wished one, of these the last
 * of the month and of the week before the wished date, the middle, and a few days more.
 */
export function proposedDates(wish: Wish, calendar: WorkCalendar): LocalDate[] {
  const { today, due, wished } = wish;
  const from = due !== null && due > today ? due : today;
  const { year, month } = partsOf(wished);
  const monthBegins = dateOf(year, month, 1) ?? wished;
  const ideas = [
    calendar.workingDayOnOrBefore(addDays(monthBegins, -1)),
    calendar.workingDayOnOrBefore(addDays(wished, -weekday(wished))),
    calendar.workingDayOnOrBefore(addDays(from, Math.floor(daysBetween(from, wished) / 2))),
    workingDaysAfter(from, FEW, calendar),
  ];
  const chosen = new Set(ideas.filter((date) => date > from && date < wished));
  for (
    let date = calendar.workingDayOnOrBefore(addDays(wished, -1));
    date > from && chosen.size < LEAST;
    date = calendar.workingDayOnOrBefore(addDays(date, -1))
  ) {
    chosen.add(date);
  }
  return [...chosen].sort().slice(0, MOST);
}

/** The day that comes `count` working days after another. */
export function workingDaysAfter(
  date: LocalDate,
  count: number,
  calendar: WorkCalendar,
): LocalDate {
  let day = date;
  for (let done = 0; done < count; done += 1) day = calendar.nextWorkingDay(day);
  return day;
}
