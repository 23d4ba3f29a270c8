import { fold } from '../core/text/fold.ts';
import { daysBetween, type LocalDate } from '../core/time/local-date.ts';
import type { ReportPeriodRow } from '../db/queries/reports.ts';

/** A period with the folded words people call it by, the longest first. */
export type NamedPeriod = Pick<ReportPeriodRow, 'code' | 'name' | 'dueOn'> & {
  words: readonly string[];
};

/** Shorter words are no part of a name worth looking for. */
const NAME_PART = 5;

/**
 * The period whose name stands in what somebody typed ("tiến độ quý I phòng y tế"); the longest name
 * decides, without a year the one due nearest to `today`.
 */
export function periodIn<P extends NamedPeriod>(
  typed: string,
  periods: readonly P[],
  today: LocalDate,
): { period: P; word: string } | null {
  const words = ` ${fold(typed)} `;
  const named = periods.flatMap((period) => {
    const word = period.words.find((one) => words.includes(` ${one} `));
    return word === undefined ? [] : [{ period, word }];
  });
  const away = ({ period }: { period: P }) => Math.abs(daysBetween(today, period.dueOn));
  return named.sort((a, b) => b.word.length - a.word.length || away(a) - away(b))[0] ?? null;
}

/** The period that somebody means by a code, a name, or a part of one; null when none is. */
export function periodNamed<P extends NamedPeriod>(
  typed: string,
  periods: readonly P[],
  today: LocalDate,
): P | null {
  const wanted = fold(typed);
  if (wanted === '') return null;
  const exact = periods.find(({ code, name }) => [fold(code), fold(name)].includes(wanted));
  const found = exact ?? periodIn(typed, periods, today)?.period;
  if (found) return found;
  const part = periods.filter(({ name }) => fold(name).includes(wanted));
  return (wanted.length >= NAME_PART ? part.at(-1) : undefined) ?? null;
}
