import { type LocalDate, localDate } from '../time/local-date.ts';

/** The parts of a year a period's code may name. */
const MONTHS = {
  Q1: [1, 3],
  Q2: [4, 6],
  Q3: [7, 9],
  Q4: [10, 12],
  H1: [1, 6],
  M9: [1, 9],
  Y: [1, 12],
} as const;

export type PeriodPart = keyof typeof MONTHS;

export interface CalendarPeriod {
  year: number;
  part: PeriodPart;
  /** First and last day. */
  from: LocalDate;
  to: LocalDate;
}

/**
 * The part of a year that a report period's code means: "2023-Q1" is January to March, whatever
 * days its report covers. Null for a code of another form.
 */
export function calendarPeriod(code: string): CalendarPeriod | null {
  const [, year, part] = /^(\d{4})-(\w+)$/.exec(code) ?? [];
  if (year === undefined || part === undefined || !isPart(part)) return null;
  const [first, last] = MONTHS[part];
  // No part of a year ends in February.
  const lastDay = last === 6 || last === 9 ? 30 : 31;
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    year: Number(year),
    part,
    from: localDate(`${year}-${two(first)}-01`),
    to: localDate(`${year}-${two(last)}-${lastDay}`),
  };
}

function isPart(text: string): text is PeriodPart {
  return Object.hasOwn(MONTHS, text);
}
