import { fold } from '../../core/text/fold.ts';
import { daysBetween, type LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { duePeriods } from '../due-periods.ts';

/** A period with the folded words people call it by. */
export type NamedPeriod = ReportPeriodRow & { words: string[] };

/**
 * All periods, the current one first: that whose due day is nearest, for who consolidates a report
 * does so in the days around it. The others follow by how far they are.
 */
export async function periodsByNearness(tx: Queryable, today: LocalDate): Promise<NamedPeriod[]> {
  const away = ({ dueOn }: NamedPeriod) => Math.abs(daysBetween(today, dueOn));
  return (await duePeriods(tx)).sort((a, b) => away(a) - away(b) || a.id - b.id);
}

/** The period that words or a code mean ("quý I", "2023-Q1"): of several the first of the list. */
export function periodNamed(typed: string, periods: readonly NamedPeriod[]): NamedPeriod | null {
  const wanted = fold(typed).replace(/^(?:bao cao|ky) /, '');
  if (wanted === '') return null;
  return (
    periods.find(({ code, name }) => fold(code) === wanted || fold(name) === wanted) ??
    periods.find(({ words }) => words.includes(wanted)) ??
    null
  );
}
