import { type Standing, standing } from '../../core/obligations/obligation.ts';
import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { findIn } from '../../core/summary/find.ts';
import { groupOfToken } from '../../core/summary/group-token.ts';
import { hidesLateOf, namesLate } from '../../core/summary/ranking.ts';
import { type TrendPoint, trendOf } from '../../core/summary/trend.ts';
import { fold } from '../../core/text/fold.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { type Comparisons, loadComparisons, withPrevious } from '../comparison.ts';
import { type NamedPeriod, periodsByNearness } from '../exports/periods.ts';
import { type InspectionBoard, inspectionBoard } from '../inspections/board.ts';
import { type RankingPage, rankingOf, rankingRule } from '../ranking.ts';
import { type CountedPeriod, loadSummary, type SummaryPage } from '../summary.ts';
import { loadTargets, type TargetsPage } from '../targets.ts';
import { type GroupChoice, groupChoices, type PeriodChoice, periodChoices } from './choices.ts';
import type { DashboardQuery } from './query.ts';

/** An obligation in the table. */
export interface DashboardRow {
  item: ObligationView;
  stands: Standing;
}

export interface AgencyChoice {
  id: number;
  name: string;
}

export interface Dashboard {
  /** The place the link was made for; the figures may be of a part of it. */
  root: { id: number; name: string };
  query: DashboardQuery;
  /** Figures of what is chosen: the same that `/tiendo` shows for it. */
  source: SummaryPage;
  /** The report period chosen; null for a part of a year. */
  period: NamedPeriod | null;
  /** Over the last quarters, whatever period is chosen. */
  trend: TrendPoint[];
  /** Whether late agencies may be named to whoever looks. */
  namesLate: boolean;
  /** What the levels of `/tiendo` show besides, made by the same functions. */
  more: Comparisons & { ranking: RankingPage; targets: TargetsPage | null };
  inspections: InspectionBoard;
  /** What the page can be narrowed by. */
  periods: PeriodChoice[];
  groups: GroupChoice[];
  areas: { areaNo: string; area: string }[];
  /** In the order of their names. */
  agencies: AgencyChoice[];
  /** Agencies that the words looked for mean. */
  found: AgencyChoice[];
  /** Every row that was looked for, what needs attention first. */
  rows: DashboardRow[];
  /** Rows left out because they would name late agencies. */
  unnamed: number;
}

/** Who looks, and when. */
export interface DashboardAt {
  now: Date;
  today: LocalDate;
  timeZone: string;
  /** A link that was made in a group counts as the group. */
  where: 'private' | 'group';
}

/**
 * The page of a place: everything from the functions behind `/tiendo`, narrowed by what is asked.
 * Null when the place is not among `visible`. An agency outside the place, or outside the group
 * that is asked for, is as if none was asked.
 */
export async function loadDashboard(
  tx: Queryable,
  rootId: number,
  visible: ReadonlySet<number>,
  asked: DashboardQuery,
  at: DashboardAt,
): Promise<Dashboard | null> {
  const reports = await periodsByNearness(tx, at.today);
  const whole = await loadSummary(tx, rootId, visible, at.now);
  if (!whole) return null;
  const within = (await subtreeIds(tx, rootId)).filter((id) => visible.has(id));
  const counted = countedPeriod(asked.period, reports);
  const group = asked.group === null ? null : groupOfToken(asked.group);
  const grouped = group ? await loadSummary(tx, rootId, visible, at.now, null, { group }) : whole;
  const agencyId = grouped?.agencyNames.has(asked.agencyId ?? -1) ? asked.agencyId : null;
  const query = {
    ...asked,
    agencyId,
    group: group ? asked.group : null,
    period: counted ? asked.period : null,
  };
  const narrowed = agencyId ?? group ?? counted ?? asked.areaNo;
  const filter = { area: asked.areaNo, group: agencyId === null ? group : null };
  const source =
    narrowed === null
      ? whole
      : await loadSummary(tx, agencyId ?? rootId, visible, at.now, counted, filter);
  if (!source) return null;
  const rule = await rankingRule(tx, source.scope.id);
  const named = namesLate(rule, at.where);
  const comparisons = await loadComparisons(tx, source, at);
  const previous = withPrevious(comparisons.comparisons);
  const isWholePlace = asked.areaNo === null && filter.group === null;
  const found = findIn(rowsOf(source, at.now), query);
  const rows = hidesLateOf(named, source.summary)
    ? found.filter(({ stands }) => stands !== 'late')
    : found;
  const agencies = byName(grouped?.agencyNames ?? whole.agencyNames);
  return {
    root: whole.scope,
    query,
    source,
    trend: trendOf(source.everything, at.today, at.now),
    period: reports.find(({ id }) => id === counted?.id) ?? null,
    namesLate: named,
    more: {
      ...comparisons,
      ranking: rankingOf(source, rule, previous, at.timeZone),
      targets: isWholePlace ? await loadTargets(tx, source.scope.id, at.today) : null,
    },
    inspections: await inspectionBoard(
      tx,
      await inspected(tx, within, query, grouped ?? whole),
      at.now,
    ),
    periods: periodChoices(
      reports,
      whole.everything.flatMap(({ dueOn }) => dueOn ?? []),
      at.today,
    ),
    groups: await groupChoices(tx, within),
    areas: whole.summary.areas.map(({ areaNo, area }) => ({ areaNo, area })),
    agencies,
    found: agenciesMeant(query.words, agencies),
    rows: rows.map(({ item, stands }) => ({ item, stands })),
    unnamed: found.length - rows.length,
  };
}

/** A report period by its id, any part of a year by its code. */
function countedPeriod(
  asked: string | null,
  reports: readonly NamedPeriod[],
): CountedPeriod | null {
  if (asked === null) return null;
  const report = reports.find(({ id }) => String(id) === asked);
  if (report) return report;
  return calendarPeriod(asked) ? { id: null, code: asked, name: '' } : null;
}

function rowsOf({ obligations }: SummaryPage, now: Date) {
  return [...obligations.values()].map((item) => ({
    id: item.id,
    item,
    stands: standing(item, now),
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
}

/** Agencies whose inspections belong to what is chosen. */
async function inspected(
  tx: Queryable,
  within: readonly number[],
  { agencyId, group }: DashboardQuery,
  grouped: SummaryPage,
): Promise<readonly number[]> {
  if (agencyId === null) return group === null ? within : [...grouped.agencyNames.keys()];
  const below = new Set(await subtreeIds(tx, agencyId));
  return within.filter((id) => below.has(id));
}

function byName(names: ReadonlyMap<number, string>): AgencyChoice[] {
  const collator = new Intl.Collator('vi');
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

function agenciesMeant(typed: string, agencies: readonly AgencyChoice[]): AgencyChoice[] {
  const words = fold(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  return agencies.filter(({ name }) => {
    const text = fold(name);
    return words.every((word) => text.includes(word));
  });
}
