import { groupBy } from '../collections/group-by.ts';
import { calendarPeriod, isFewDays } from '../periods/calendar-period.ts';
import { dateOf, type LocalDate, lastDayOfMonth, partsOf } from '../time/local-date.ts';
import { instantAt, localDateAt, minuteOfDay } from '../time/zone.ts';
import { type Countable, type Tally, tallyOf } from './summarise.ts';

export const AGAINST = ['previous', 'last_year'] as const;

/** The period just before, or the same one a year ago. */
export type Against = (typeof AGAINST)[number];

/** How many months a period is set back. */
export interface EarlierPeriod {
  /** "2022-Q4". */
  code: string;
  months: number;
}

/** Months of a period that has one of its kind just before it. */
const LENGTHS: Readonly<Record<string, number>> = { M: 1, Q: 3, H: 6, Y: 12 };

/**
 * The period to hold another against. "Nine months" have none just before them, and of a year the
 * one before is last year's: both are compared once. Null for codes that are no part of a year.
 */
export function earlierPeriod(code: string, against: Against): EarlierPeriod | null {
  const period = calendarPeriod(code);
  if (!period) return null;
  const { year, part, from } = period;
  if (isFewDays(period)) return null;
  if (against === 'last_year') {
    return { code: code.replace(/^\d{4}/, String(year - 1)), months: 12 };
  }
  const months = part === 'Y' || part === '9M' ? 0 : (LENGTHS[part.charAt(0)] ?? 0);
  if (months === 0) return null;
  const place = year * 12 + partsOf(from).month - 1 - months;
  const number = (place % 12) / months + 1;
  const name = part === 'M' ? `M${String(number).padStart(2, '0')}` : `${part.charAt(0)}${number}`;
  return { code: `${Math.floor(place / 12)}-${name}`, months };
}

/**
 * How many months a named earlier period lies before another of the same length; null where they
 * differ in length, so that no moment of one corresponds to a moment of the other.
 */
export function monthsApart(code: string, earlier: string): number | null {
  const [one, other] = [calendarPeriod(code), calendarPeriod(earlier)];
  if (!one || !other || isFewDays(one) || isFewDays(other)) return null;
  const index = (day: LocalDate) => partsOf(day).year * 12 + partsOf(day).month;
  if (index(one.to) - index(one.from) !== index(other.to) - index(other.from)) return null;
  return index(one.from) - index(other.from);
}

/**
 * The same moment some months earlier: 12 May 10:00 three months earlier is 12 February 10:00. The
 * last day of a month stays the last day, and a day the earlier month lacks becomes its last.
 */
export function monthsBefore(now: Date, months: number, timeZone: string): Date {
  const today = localDateAt(now, timeZone);
  const { year, month, day } = partsOf(today);
  const place = year * 12 + month - 1 - months;
  const [thatYear, thatMonth] = [Math.floor(place / 12), (place % 12) + 1];
  const last = lastDayOfMonth(thatYear, thatMonth);
  const same = today === lastDayOfMonth(year, month) ? null : dateOf(thatYear, thatMonth, day);
  return instantAt(same ?? last, minuteOfDay(now, timeZone), timeZone);
}

/** One figure then and now. */
export interface Change {
  now: Tally;
  before: Tally;
  /** On-time rate now minus then, in percentage points; null where either has nothing due. */
  points: number | null;
}

export interface Comparison {
  /** `named`: the reader has said with which. */
  against: Against | 'named';
  /** The period held against its earlier one. */
  code: string;
  earlier: string;
  /** The moment as of which the earlier period is counted. */
  at: Date;
  all: Change;
  /** Every agency that has something in either. */
  agencies: ReadonlyMap<number, Change>;
}

/** Two sets of obligations, each as it stood at its own moment, for the whole and by agency. */
export function changesOf(
  now: { items: readonly Countable[]; at: Date },
  before: { items: readonly Countable[]; at: Date },
): Pick<Comparison, 'all' | 'agencies'> {
  const change = (these: readonly Countable[], those: readonly Countable[]): Change => {
    const [tally, earlier] = [tallyOf(these, now.at), tallyOf(those, before.at)];
    return { now: tally, before: earlier, points: pointsBetween(tally, earlier) };
  };
  const these = groupBy(now.items, ({ agencyId }) => agencyId);
  const those = groupBy(before.items, ({ agencyId }) => agencyId);
  return {
    all: change(now.items, before.items),
    agencies: new Map(
      [...new Set([...these.keys(), ...those.keys()])].map((id) => [
        id,
        change(these.get(id) ?? [], those.get(id) ?? []),
      ]),
    ),
  };
}

function pointsBetween(now: Tally, before: Tally): number | null {
  if (now.onTimeRate === null || before.onTimeRate === null) return null;
  return (now.onTimeRate - before.onTimeRate) * 100;
}

/** Code of the calendar quarter a day lies in: "2023-Q2". */
export function quarterOf(day: LocalDate): string {
  const { year, month } = partsOf(day);
  return `${year}-Q${Math.ceil(month / 3)}`;
}
