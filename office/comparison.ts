import { calendarPeriod } from '../core/periods/calendar-period.ts';
import { asOf } from '../core/summary/as-of.ts';
import {
  AGAINST,
  type Against,
  type Comparison,
  changesOf,
  earlierPeriod,
  monthsBefore,
  quarterOf,
} from '../core/summary/compare.ts';
import type { Countable } from '../core/summary/summarise.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { endOfDay } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { historiesOf } from '../db/queries/histories.ts';
import { type ReportPeriodRow, reportPeriods } from '../db/queries/reports.ts';
import { loadSummary } from './summary.ts';

export interface At {
  now: Date;
  today: LocalDate;
  timeZone: string;
}

/**
 * A period (the quarter of today where none is given) held against the one before and the same one
 * last year, each as it stood on the same day of its own: an unfinished quarter is never compared
 * with a finished one. Earlier states and due dates come from the append-only history; obligations
 * that were not on the books yet on that day are not counted. A comparison is left out where the
 * period has no such earlier one.
 */
export async function loadComparisons(
  tx: Queryable,
  scopeId: number,
  visible: ReadonlySet<number>,
  { now, today, timeZone }: At,
  period: ReportPeriodRow | null,
): Promise<Comparison[]> {
  const page = await loadSummary(tx, scopeId, visible, now);
  if (!page) return [];
  const code = period && calendarPeriod(period.code) ? period.code : quarterOf(today);
  const items = [...page.obligations.values()];
  const histories = await historiesOf(tx, new Set(items.map(({ agencyId }) => agencyId)));
  const siblings = period
    ? (await reportPeriods(tx)).filter(({ regimeId }) => regimeId === period.regimeId)
    : [];
  const within = (list: readonly Countable[], its: string) => {
    const report = period ? siblings.find((one) => one.code === its) : null;
    return list.filter((item) => isIn(item, its, period ? (report?.id ?? -1) : null));
  };
  const current = within(items, code);
  return AGAINST.flatMap((against: Against) => {
    const earlier = earlierPeriod(code, against);
    if (!earlier) return [];
    const at = monthsBefore(now, earlier.months, timeZone);
    const then = items.flatMap(
      (item) =>
        asOf(item, histories.get(item.id) ?? [], at, (day) => endOfDay(day, timeZone)) ?? [],
    );
    const changes = changesOf(
      { items: current, at: now },
      { items: within(then, earlier.code), at },
    );
    return [{ against, code, earlier: earlier.code, at, ...changes }];
  });
}

/** As `loadSummary` counts a period: its own reports, and other work by its due day. */
function isIn(item: Countable, code: string, reportPeriodId: number | null): boolean {
  if (item.sourceKind === 'report' && reportPeriodId !== null) {
    return item.periodId === reportPeriodId;
  }
  const span = calendarPeriod(code);
  const { dueOn } = item;
  return span !== null && dueOn !== null && span.from <= dueOn && dueOn <= span.to;
}

/** The comparison with the period before, of several. */
export function withPrevious(comparisons: readonly Comparison[]): Comparison | null {
  return comparisons.find(({ against }) => against === 'previous') ?? null;
}
