import { calendarPeriod } from '../periods/calendar-period.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/** As much of a report period as finding its neighbours needs. */
export interface PeriodWindow {
  code: string;
  dataFrom: LocalDate;
  dataTo: LocalDate;
}

/** The reports that another one's figures are held against; null where there is none. */
export interface Neighbours<P> {
  /** Its window ends where this one's begins: on the same day or the day before. */
  previous: P | null;
  /** The one before in a year-to-date series: both windows begin on one day. */
  earlier: P | null;
  /** The same part of the year before. */
  lastYear: P | null;
}

/**
 * Finds them among the periods for which there are figures, of whatever regime. Where several end
 * on one day the shortest counts: its figures are of the time right before.
 */
export function neighboursOf<P extends PeriodWindow>(
  period: PeriodWindow,
  others: readonly P[],
): Neighbours<P> {
  const { dataFrom, dataTo } = period;
  const touching = others.filter(
    (other) =>
      other.dataFrom < dataFrom &&
      (other.dataTo === dataFrom || addDays(other.dataTo, 1) === dataFrom),
  );
  const series = others.filter((other) => other.dataFrom === dataFrom && other.dataTo < dataTo);
  const part = calendarPeriod(period.code);
  const lastYear = others.filter((other) => {
    const its = calendarPeriod(other.code);
    return part !== null && its?.part === part.part && its.year === part.year - 1;
  });
  return {
    previous: latest(touching, ({ dataFrom: from }) => from),
    earlier: latest(series, ({ dataTo: to }) => to),
    lastYear: latest(lastYear, ({ dataTo: to }) => to),
  };
}

function latest<P>(periods: readonly P[], dayOf: (period: P) => LocalDate): P | null {
  return periods.reduce<P | null>(
    (best, one) => (best === null || dayOf(one) > dayOf(best) ? one : best),
    null,
  );
}
