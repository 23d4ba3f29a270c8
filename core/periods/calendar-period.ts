import { addDays, dateOf, type LocalDate } from '../time/local-date.ts';

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
  /** `M` is the one month that `month` names. */
  part: keyof typeof MONTHS | 'M';
  month: number | null;
  /** First and last day. */
  from: LocalDate;
  to: LocalDate;
}

/**
 * The part of a year that the code of a report period or of a recurring duty means: "2023-Q1" is
 * January to March, whatever days its report covers; "2023-M04" is April. Null for other codes.
 */
export function calendarPeriod(code: string): CalendarPeriod | null {
  const [, figures, written = ''] = /^(\d{4})-(\w+)$/.exec(code) ?? [];
  const year = Number(figures);
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

function isPart(text: string): text is keyof typeof MONTHS {
  return Object.hasOwn(MONTHS, text);
}
