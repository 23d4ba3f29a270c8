import { addDays, dateOf, type LocalDate, weekday } from '../time/local-date.ts';
import { type AnnouncedYear, announcedYears } from './announced.ts';
import { hungKingsDay, lunarNewYear } from './lunar.ts';

export type HolidayCode =
  | 'new_year'
  | 'tet'
  | 'hung_kings'
  | 'reunification'
  | 'labour'
  | 'national_day';

export interface PublicHoliday {
  date: LocalDate;
  code: HolidayCode;
  /** True for a working day given off because the holiday fell on a weekend. */
  madeUp: boolean;
}

/**
 * The public holidays of a year in order of date, days made up included (Labour Code 2019,
 * articles 111.3 and 112): 1/1; five days of Tết; 10th of the 3rd lunar month; 30/4; 1/5; 2/9 and
 * one day beside it. A holiday on a Saturday or Sunday is made up on the next working day.
 * Years that were announced use the announcement, others `defaultArrangement`.
 * Throws RangeError outside 1200 to 2199.
 */
export function publicHolidays(year: number): PublicHoliday[] {
  const arrangement = announcedYears[year] ?? defaultArrangement(year);
  const taken = new Map<LocalDate, PublicHoliday>();
  const put = (date: LocalDate, code: HolidayCode, madeUp = false) => {
    if (!taken.has(date)) taken.set(date, { date, code, madeUp });
  };

  const newYear = lunarNewYear(year);
  put(day(year, 1, 1), 'new_year');
  for (let i = 0; i < 5; i++) put(addDays(newYear, i - arrangement.tetDaysBefore), 'tet');
  put(hungKingsDay(year), 'hung_kings');
  put(day(year, 4, 30), 'reunification');
  put(day(year, 5, 1), 'labour');
  put(day(year, 9, 2), 'national_day');
  if (arrangement.besideNationalDay === 'before') put(day(year, 9, 1), 'national_day');
  if (arrangement.besideNationalDay === 'after') put(day(year, 9, 3), 'national_day');

  for (const holiday of inOrder(taken)) {
    if (!isWeekend(holiday.date)) continue;
    let date = holiday.date;
    while (isWeekend(date) || taken.has(date)) date = addDays(date, 1);
    put(date, holiday.code, true);
  }
  return inOrder(taken);
}

/**
 * The arrangement assumed until a year is announced; it gives the announced one for every year
 * from 2020 to 2026. Tết: two days before and three from the first day, but one and four when the
 * first day is a Tuesday (the whole week is then free). 2/9: the neighbour that joins the weekend
 * (3/9 when 2/9 is a Sunday, Monday or Thursday, otherwise 1/9). No days are swapped.
 */
export function defaultArrangement(year: number): AnnouncedYear {
  const nationalDay = weekday(day(year, 9, 2));
  const after = nationalDay === 7 || nationalDay === 1 || nationalDay === 4;
  return {
    tetDaysBefore: weekday(lunarNewYear(year)) === 2 ? 1 : 2,
    besideNationalDay: year < 2021 ? null : after ? 'after' : 'before',
    swaps: [],
  };
}

/** Saturday and Sunday: the days off of state offices. */
export function isWeekend(date: LocalDate): boolean {
  return weekday(date) >= 6;
}

function inOrder(holidays: ReadonlyMap<LocalDate, PublicHoliday>): PublicHoliday[] {
  return [...holidays.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function day(year: number, month: number, dayOfMonth: number): LocalDate {
  const date = dateOf(year, month, dayOfMonth);
  if (date === null) throw new RangeError(`not a day: ${dayOfMonth}/${month}/${year}`);
  return date;
}
