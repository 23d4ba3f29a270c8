import { type Standing, standing } from '../../core/obligations/obligation.ts';
import { findIn } from '../../core/summary/find.ts';
import { type TrendPoint, trendOf } from '../../core/summary/trend.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { type NamedPeriod, periodsByNearness } from '../exports/periods.ts';
import { loadSummary, type SummaryPage } from '../summary.ts';

/** What the page is asked for; null = all. */
export interface DashboardQuery {
  agencyId: number | null;
  periodId: number | null;
  areaNo: string | null;
  stands: Standing | null;
  /** Words to look for in the table. */
  words: string;
  /** Page of the table, from 0. */
  page: number;
}

/** A page that is asked for nothing in particular. */
export const NOTHING: DashboardQuery = {
  agencyId: null,
  periodId: null,
  areaNo: null,
  stands: null,
  words: '',
  page: 0,
};

/** An obligation in the table. */
export interface DashboardRow {
  item: ObligationView;
  stands: Standing;
}

export interface Dashboard {
  /** The place the link was made for; the figures may be of a part of it. */
  root: { id: number; name: string };
  query: DashboardQuery;
  /** Figures of what is chosen: the same that `/tiendo` shows for it. */
  source: SummaryPage;
  /** The report period chosen. */
  period: NamedPeriod | null;
  /** Over the last quarters, whatever period is chosen. */
  trend: TrendPoint[];
  /** What the table can be narrowed by. */
  periods: { id: number; code: string; name: string }[];
  areas: { areaNo: string; area: string }[];
  agencies: { id: number; name: string }[];
  /** Every row that was looked for, what needs attention first. */
  rows: DashboardRow[];
}

/**
 * The page of a place: everything from the one query behind `/tiendo`, narrowed by what is asked.
 * Null when the place is not among `visible`. An agency outside the place is as if none was asked.
 */
export async function loadDashboard(
  tx: Queryable,
  rootId: number,
  visible: ReadonlySet<number>,
  asked: DashboardQuery,
  at: { now: Date; today: LocalDate },
): Promise<Dashboard | null> {
  const periods = await periodsByNearness(tx, at.today);
  const period = periods.find(({ id }) => id === asked.periodId) ?? null;
  const whole = await loadSummary(tx, rootId, visible, at.now);
  if (!whole) return null;
  const agencyId = whole.agencyNames.has(asked.agencyId ?? -1) ? asked.agencyId : null;
  const query = { ...asked, agencyId, periodId: period?.id ?? null };
  const filter = { area: asked.areaNo };
  const source = await loadSummary(tx, agencyId ?? rootId, visible, at.now, period, filter);
  if (!source) return null;
  const rows = [...source.obligations.values()].map((item) => ({
    id: item.id,
    item,
    stands: standing(item, at.now),
    dueOn: item.dueOn,
    words: [
      item.agencyName,
      item.agencyShortName,
      item.title,
      item.product,
      item.periodName,
      item.reason,
      item.area,
    ],
  }));
  return {
    root: whole.scope,
    query,
    source,
    trend: trendOf(source.everything, at.today, at.now),
    period,
    periods: periods.map(({ id, code, name }) => ({ id, code, name })),
    areas: whole.summary.areas.map(({ areaNo, area }) => ({ areaNo, area })),
    agencies: [...whole.agencyNames]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    rows: findIn(rows, query).map(({ item, stands }) => ({ item, stands })),
  };
}
