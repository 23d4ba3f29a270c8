import { calendarPeriod } from '../core/periods/calendar-period.ts';
import { asOf } from '../core/summary/as-of.ts';
import {
  AGAINST,
  type Against,
  type Comparison,
  changesOf,
  type EarlierPeriod,
  earlierPeriod,
  monthsApart,
  monthsBefore,
  quarterOf,
} from '../core/summary/compare.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { endOfDay } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { historiesOf } from '../db/queries/histories.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { countsIn, type SummaryPage } from './summary.ts';

export interface At {
  now: Date;
  today: LocalDate;
  timeZone: string;
}

/** With the short names of all agencies in them. */
export interface Comparisons {
  comparisons: Comparison[];
  agencyNames: ReadonlyMap<number, string>;
}

/**
 * A period (the quarter of today where none is given) held against the one before and the same one
 * last year, each as it stood on the same day of its own: an unfinished quarter is never compared
 * with a finished one. Earlier states and due dates come from the append-only history; obligations
 * that were not on the books yet on that day are not counted. A period that names another is held
 * against that one alone; periods of different length are both counted as they stand now. A comparison is left out where the
 * period has no such earlier one.
 */
export async function loadComparisons(
  tx: Queryable,
  { everything, period }: Pick<SummaryPage, 'everything' | 'period'>,
  { now, today, timeZone }: At,
): Promise<Comparisons> {
  const code = period && calendarPeriod(period.code) ? period.code : quarterOf(today);
  const histories = await historiesOf(tx, new Set(everything.map(({ agencyId }) => agencyId)));
  /** With a period, reports belong to it by its name; in a bare quarter by their due day. */
  const belongs = (item: ObligationView, dueOn: LocalDate | null, its: string) =>
    period
      ? countsIn({ ...item, dueOn }, { ...(its === code ? period : NO_ID), code: its })
      : isDueIn(dueOn, its);
  const current = everything.filter((item) => belongs(item, item.dueOn, code));
  const named = period?.against ?? null;
  const comparisons = wantedOf(code, named).flatMap(({ against, earlier }) => {
    const at = monthsBefore(now, earlier.months, timeZone);
    const before = everything.flatMap((item) => {
      const history = histories.get(item.id) ?? [];
      const then = asOf(item, history, at, (day) => endOfDay(day, timeZone));
      return then && belongs(item, then.dueOn, earlier.code) ? [then] : [];
    });
    const changes = changesOf({ items: current, at: now }, { items: before, at });
    return [{ against, code, earlier: earlier.code, at, ...changes }];
  });
  return {
    comparisons,
    agencyNames: new Map(everything.map((item) => [item.agencyId, item.agencyShortName])),
  };
}

/** A named period is shown as it stood on the corresponding day and as it stands now. */
function wantedOf(
  code: string,
  named: string | null,
): { against: Against | 'named'; earlier: EarlierPeriod }[] {
  if (named === null || !calendarPeriod(named)) {
    return AGAINST.flatMap((against) => {
      const earlier = earlierPeriod(code, against);
      return earlier ? [{ against, earlier }] : [];
    });
  }
  const apart = monthsApart(code, named);
  return [...(apart === null ? [] : [apart]), 0].map((months) => ({
    against: 'named',
    earlier: { code: named, months },
  }));
}

const NO_ID = { id: null, name: '' };

function isDueIn(dueOn: LocalDate | null, code: string): boolean {
  const span = calendarPeriod(code);
  return span !== null && dueOn !== null && span.from <= dueOn && dueOn <= span.to;
}

/** The comparison with the period before, of several. */
export function withPrevious(comparisons: readonly Comparison[]): Comparison | null {
  return comparisons.find(({ against }) => against === 'previous') ?? null;
}
