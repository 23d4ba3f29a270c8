import { groupBy } from '../collections/group-by.ts';
import { isClaimed, standing } from '../obligations/obligation.ts';
import { type ReportingRate, reportingRate } from '../reports/rates.ts';
import type { Countable, Tally } from './summarise.ts';

/** `count` of `of`; `share` is 0 to 1, null where there is nothing to divide by. */
export interface Share {
  count: number;
  of: number;
  share: number | null;
}

/**
 * How obligations stand, as shares. All but `onTimeRate` are of everything that applies (not
 * applicable work is left out), so that they add up to one.
 */
export interface ProgressRates {
  /** Done on time ÷ (done on time + done late + late): the rate of `Tally`, with its counts. */
  onTimeRate: Share;
  doneOnTime: Share;
  doneLate: Share;
  /** Past its date and not done. */
  late: Share;
  /** Waits for somebody else, whatever its date. */
  blocked: Share;
  /** Has a date that has not come. */
  notDue: Share;
  /** Continuous work without a date. */
  undated: Share;
}

export function progressRates({ total, by }: Tally): ProgressRates {
  const applies = total - by.not_applicable;
  const judged = by.done_on_time + by.done_late + by.late;
  return {
    onTimeRate: shareOf(by.done_on_time, judged),
    doneOnTime: shareOf(by.done_on_time, applies),
    doneLate: shareOf(by.done_late, applies),
    late: shareOf(by.late, applies),
    blocked: shareOf(by.blocked, applies),
    notDue: shareOf(by.open, applies),
    undated: shareOf(by.undated, applies),
  };
}

function shareOf(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of };
}

export interface ReportRates {
  /** Over all periods, of the reports that are due by now or came early. */
  all: ReportingRate;
  /** Of all reports of a period, due or not, by due day. */
  periods: { periodId: number; rate: ReportingRate }[];
  /** By agency, of its reports that are due by now or came early. */
  agencies: { agencyId: number; rate: ReportingRate }[];
}

/**
 * Completeness and timeliness of the reports among these obligations, as `reportingRate` defines
 * them. Expected are reports that are not "not applicable"; received those claimed and not
 * returned; on time those of them first sent in time.
 */
export function reportRates(items: readonly Countable[], now: Date): ReportRates {
  const reports = items
    .filter(({ sourceKind, state }) => sourceKind === 'report' && state !== 'not_applicable')
    .map((item) => {
      const received = isClaimed(item.state);
      const due = received || (item.dueAt !== null && now >= item.dueAt);
      const { agencyId, periodId, dueOn } = item;
      const onTime = standing(item, now) === 'done_on_time';
      return { agencyId, periodId, dueOn, due, received, onTime };
    });
  const due = reports.filter((report) => report.due);
  const periods = groupBy(reports, ({ periodId }) => periodId);
  return {
    all: reportingRate(due),
    periods: [...periods]
      .flatMap(([periodId, its]) => (periodId === null ? [] : [{ periodId, its }]))
      .sort((a, b) => order(a.its[0]?.dueOn, b.its[0]?.dueOn) || a.periodId - b.periodId)
      .map(({ periodId, its }) => ({ periodId, rate: reportingRate(its) })),
    agencies: [...groupBy(due, ({ agencyId }) => agencyId)].map(([agencyId, its]) => {
      return { agencyId, rate: reportingRate(its) };
    }),
  };
}

function order(a: string | null = '', b: string | null = ''): number {
  const [one, other] = [a ?? '', b ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
