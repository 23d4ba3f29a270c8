import { fold } from '../../core/text/fold.ts';
import { daysBetween, type LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import {
  countsByPeriod,
  type PeriodCount,
  type ReportPeriodRow,
  reportPeriods,
} from '../../db/queries/reports.ts';

/** A period with how many of its reports are in. */
export type CountedPeriod = ReportPeriodRow & PeriodCount & { words: string[] };

/** The periods for which these agencies owe reports, the earliest due first. */
export async function countedPeriods(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<CountedPeriod[]> {
  const counts = await countsByPeriod(tx, agencyIds);
  return (await reportPeriods(tx)).flatMap((period) => {
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

/** Shorter words are no part of a name worth looking for. */
const NAME_PART = 5;

/**
 * The period that folded words name: what it is called stands in them, or they are a part of its
 * name. Without a year the one due nearest to today is meant.
 */
export function periodNamed(
  typed: string,
  periods: readonly CountedPeriod[],
  today: LocalDate,
): CountedPeriod | null {
  const named = periods.flatMap((period) => {
    const word = period.words.find((one) => ` ${typed} `.includes(` ${one} `));
    if (word !== undefined) return [{ period, length: word.length }];
    const isPart = typed.length >= NAME_PART && fold(period.name).includes(typed);
    return isPart ? [{ period, length: 0 }] : [];
  });
  const away = ({ period }: (typeof named)[number]) => Math.abs(daysBetween(today, period.dueOn));
  const [best] = named.sort((a, b) => b.length - a.length || away(a) - away(b));
  return best?.period ?? null;
}
