import { calendarPeriod } from '../periods/calendar-period.ts';
import { type LocalDate, partsOf } from '../time/local-date.ts';
import { type Countable, type Tally, tallyOf } from './summarise.ts';

/** What fell due in one quarter, as it stands at a moment. */
export interface TrendPoint extends Tally {
  /** "2023-Q1". */
  code: string;
  from: LocalDate;
  to: LocalDate;
}

/**
 * The last `count` calendar quarters up to the one `today` lies in, oldest first: the obligations
 * whose due day is in each. Work without a date is in none.
 */
export function trendOf(
  items: readonly Countable[],
  today: LocalDate,
  now: Date,
  count = 5,
): TrendPoint[] {
  const { year, month } = partsOf(today);
  const latest = year * 4 + Math.ceil(month / 3) - 1;
  const quarters = Array.from({ length: count }, (_, index) => latest - count + 1 + index);
  return quarters.flatMap((quarter) => {
    const code = `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
    const span = calendarPeriod(code);
    if (!span) return [];
    const { from, to } = span;
    const due = items.filter(({ dueOn }) => dueOn !== null && from <= dueOn && dueOn <= to);
    return [{ code, from, to, ...tallyOf(due, now) }];
  });
}
