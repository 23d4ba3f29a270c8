import { addDays, dateOf, type LocalDate, partsOf, weekday } from '../time/local-date.ts';

/** The parts of a year that codes name, by their first and last month. */
export const MONTHS = {
  Q1: [1, 3],
  Q2: [4, 6],
  Q3: [7, 9],
  Q4: [10, 12],
  H1: [1, 6],
  H2: [7, 12],
  '9M': [1, 9],
  Y: [1, 12],
} as const;

export interface CalendarPeriod {
  year: number;
  /** `M` is the one month that `month` names, `W` the week and `D` the day that begin at `from`. */
  part: keyof typeof MONTHS | 'M' | 'W' | 'D';
  month: number | null;
  /** First and last day. */
  from: LocalDate;
  to: LocalDate;
}

/**
 * The part of a year that the code of a report period or of a recurring duty means: "2023-Q1" is
 * January to March, whatever days its report covers; "2023-M04" is April, "2023-W0410" the week
 * that begins on 10 April, "2023-D0412" one day. Null for other codes.
 */
export function calendarPeriod(code: string): CalendarPeriod | null {
  const [, figures, written = ''] = /^(\d{4})-(\w+)$/.exec(code) ?? [];
  const year = Number(figures);
  const days = /^([WD])(\d\d)(\d\d)$/.exec(written);
  if (days) return fewDays(year, days[1] === 'W' ? 'W' : 'D', Number(days[2]), Number(days[3]));
  const month = Number(/^M(\d\d)$/.exec(written)?.[1] ?? 0);
  const part = written === 'M9' ? '9M' : written;
  if (month === 0 && !isPart(part)) return null;
  const [first, last] = isPart(part) ? MONTHS[part] : [month, month];
  const from = dateOf(year, first, 1);
  const next = last === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, last + 1, 1);
  if (!from || !next) return null;
  return {
    year,
    part: isPart(part) ? part : 'M',
    month: isPart(part) ? null : month,
    from,
    to: addDays(next, -1),
  };
}

function fewDays(year: number, part: 'W' | 'D', month: number, day: number): CalendarPeriod | null {
  const from = dateOf(year, month, day);
  return from && { year, part, month: null, from, to: part === 'W' ? addDays(from, 6) : from };
}

/** The code of the week (Monday to Sunday) in which a day lies, or of the day alone. */
export function codeOfDays(part: 'W' | 'D', day: LocalDate): string {
  const from = part === 'W' ? addDays(day, 1 - weekday(day)) : day;
  return `${partsOf(from).year}-${part}${from.slice(5).replace('-', '')}`;
}

/** Weeks and days are no periods of any report: everything in them counts by its due day. */
export function isFewDays({ part }: CalendarPeriod): boolean {
  return part === 'W' || part === 'D';
}

function isPart(text: string): text is keyof typeof MONTHS {
  return Object.hasOwn(MONTHS, text);
}
