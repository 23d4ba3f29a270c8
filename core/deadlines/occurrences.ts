import { addDays, dateOf, type LocalDate, lastDayOfMonth, weekday } from '../time/local-date.ts';
import {
  type Deadline,
  type Failure,
  failure,
  type Occurrence,
  RHYTHMS,
  type Rhythm,
} from './deadline.ts';
import type { WrittenRecurrence } from './recurring.ts';

/** The occurrences of "hàng quý và năm": each stretch is due on its last day, weeks on Sunday. */
export function recurrenceOf(written: WrittenRecurrence, planYear: number): Deadline | Failure {
  const year = written.year ?? planYear;
  if (year < 2000 || year > 2099) return failure('impossible_date');
  const yearly = written.rhythms.some(({ rhythm }) => rhythm === 'year');
  const occurrences = written.rhythms
    .flatMap(({ rhythm, side }) => occurrencesOf(rhythm, side, year, yearly))
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
  const every = RHYTHMS.filter((rhythm) => written.rhythms.some((r) => r.rhythm === rhythm));
  const { alsoOnRequest } = written;
  return { kind: 'recurring', every, year, occurrences, conditional: false, alsoOnRequest };
}

function occurrencesOf(
  rhythm: Rhythm,
  side: 'first' | 'last' | null,
  year: number,
  yearly: boolean,
): Occurrence[] {
  const monthEnd = (key: string, month: number): Occurrence => ({
    key: `${year}-${key}`,
    due: lastDayOfMonth(year, month),
  });
  switch (rhythm) {
    case 'week':
      return weeksOf(year);
    case 'month':
      return upTo(12).map((n) => monthEnd(`M${twoFigures(n)}`, n));
    case 'quarter':
      return upTo(4).map((n) => monthEnd(`Q${n}`, n * 3));
    case 'half': {
      const halves = [monthEnd('H1', 6), monthEnd('H2', 12)];
      if (side === 'last') return halves.slice(1);
      // The yearly report takes the place of the second half's.
      return side === 'first' || yearly ? halves.slice(0, 1) : halves;
    }
    case 'nine_months':
      return [monthEnd('9M', 9)];
    case 'year':
      return [monthEnd('Y', 12)];
  }
}

/** ISO weeks: the first is the one with 4 January. */
function weeksOf(year: number): Occurrence[] {
  const weeks: Occurrence[] = [];
  const end = firstSunday(year + 1);
  for (let due = firstSunday(year), n = 1; due < end; due = addDays(due, 7), n++) {
    weeks.push({ key: `${year}-W${twoFigures(n)}`, due });
  }
  return weeks;
}

function firstSunday(year: number): LocalDate {
  const fourth = dateOf(year, 1, 4);
  if (fourth === null) throw new RangeError(`not a year: ${year}`);
  return addDays(fourth, 7 - weekday(fourth));
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

function twoFigures(n: number): string {
  return String(n).padStart(2, '0');
}
