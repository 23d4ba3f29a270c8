import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import {
  countsByPeriod,
  type PeriodCount,
  type ReportPeriodRow,
} from '../../db/queries/reports.ts';
import { duePeriods } from '../due-periods.ts';

/** A period with how many of its reports are in. */
export type CountedPeriod = ReportPeriodRow & PeriodCount & { words: string[] };

/** The periods for which these agencies owe reports, the earliest due first. */
export async function countedPeriods(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<CountedPeriod[]> {
  const counts = await countsByPeriod(tx, agencyIds);
  return (await duePeriods(tx)).flatMap((period) => {
    const its = counts.get(period.id);
    return its ? [{ ...period, ...its }] : [];
  });
}

/**
 * The period in hand: the last one overdue of which something is still to come, else the next one,
 * else the last. Null when there is none.
 */
export function currentPeriod(
  periods: readonly CountedPeriod[],
  today: LocalDate,
): CountedPeriod | null {
  const open = periods.filter(({ received, expected }) => received < expected);
  const overdue = open.filter(({ dueOn }) => dueOn < today);
  return overdue.at(-1) ?? open[0] ?? periods.at(-1) ?? null;
}
