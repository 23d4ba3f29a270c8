import { groupBy } from '../collections/group-by.ts';
import {
  type Due,
  type SourceKind,
  STANDINGS,
  type Standing,
  standing,
} from '../obligations/obligation.ts';
import type { LocalDate } from '../time/local-date.ts';

/** One obligation as the summary sees it. */
export interface Countable extends Due {
  id: number;
  agencyId: number;
  sourceKind: SourceKind;
  periodId: number | null;
  areaNo: string;
  area: string;
  dueOn: LocalDate | null;
}

/** Obligations by where they stand, and by what their agencies say of those still open. */
export interface Tally {
  total: number;
  by: Record<Standing, number>;
  /** Open or late, and work has begun. */
  inProgress: number;
  /** Open or late, returned for correction. */
  returned: number;
  /**
   * Done on time ÷ (done on time + done late + late), 0 to 1; null before anything fell due or was
   * done. Blocked, undated and not applicable work does not count either way.
   */
  onTimeRate: number | null;
}

export interface AreaTally extends Tally {
  areaNo: string;
  area: string;
}

export interface AgencyTally extends Tally {
  agencyId: number;
}

/** Reports of one period: received of due. */
export interface ReportTally {
  periodId: number;
  dueOn: LocalDate | null;
  due: number;
  received: number;
  /** Of the received ones. */
  onTime: number;
  /** Agencies that still owe one. */
  missing: number[];
}

export interface Summary {
  tally: Tally;
  /** Plan work by area of reform, in the plan's order. */
  areas: AreaTally[];
  /** Most late first, then least on time. */
  agencies: AgencyTally[];
  /** By due day. */
  reports: ReportTally[];
  /** Late ones, the longest late first. */
  late: Countable[];
  /** Blocked ones, the longest due first, undated last. */
  blocked: Countable[];
  /** Open ones with a date, the next first. */
  next: Countable[];
}

/** The one place where figures of progress are made: every message and page shows these. */
export function summarise(items: readonly Countable[], now: Date): Summary {
  const stood = items.map((item) => ({ item, stands: standing(item, now) }));
  const pick = (wanted: Standing) =>
    stood.flatMap(({ item, stands }) => (stands === wanted ? [item] : [])).sort(byDue);
  const areas = groupBy(
    items.filter((item) => item.sourceKind === 'plan'),
    (item) => item.areaNo,
  );
  const agencies = groupBy(items, (item) => item.agencyId);
  return {
    tally: tallyOf(items, now),
    areas: [...areas]
      .map(([areaNo, group]) => ({ areaNo, area: group[0]?.area ?? '', ...tallyOf(group, now) }))
      .sort((a, b) => a.areaNo.localeCompare(b.areaNo, 'vi', { numeric: true })),
    agencies: [...agencies]
      .map(([agencyId, group]) => ({ agencyId, ...tallyOf(group, now) }))
      .sort(byAttention),
    reports: reportsOf(items, now),
    late: pick('late'),
    blocked: pick('blocked'),
    next: pick('open'),
  };
}

export function tallyOf(items: readonly Countable[], now: Date): Tally {
  const by = Object.fromEntries(STANDINGS.map((name) => [name, 0])) as Record<Standing, number>;
  let inProgress = 0;
  let returned = 0;
  for (const item of items) {
    by[standing(item, now)] += 1;
    if (item.state === 'in_progress') inProgress += 1;
    if (item.state === 'returned') returned += 1;
  }
  const judged = by.done_on_time + by.done_late + by.late;
  return {
    total: items.length,
    by,
    inProgress,
    returned,
    onTimeRate: judged === 0 ? null : by.done_on_time / judged,
  };
}

function reportsOf(items: readonly Countable[], now: Date): ReportTally[] {
  const reports = items.filter((item) => item.sourceKind === 'report' && item.periodId !== null);
  return [...groupBy(reports, (item) => item.periodId ?? 0)]
    .map(([periodId, group]) => {
      const { by, total } = tallyOf(group, now);
      const missing = group.filter((item) => {
        const stands = standing(item, now);
        return stands !== 'done_on_time' && stands !== 'done_late' && stands !== 'not_applicable';
      });
      return {
        periodId,
        dueOn: group[0]?.dueOn ?? null,
        due: total - by.not_applicable,
        received: by.done_on_time + by.done_late,
        onTime: by.done_on_time,
        missing: [...new Set(missing.map((item) => item.agencyId))],
      };
    })
    .sort((a, b) => compare(a.dueOn ?? '', b.dueOn ?? ''));
}

/** What needs attention comes first. */
export function byAttention(a: Tally, b: Tally): number {
  return (
    b.by.late - a.by.late ||
    b.by.blocked - a.by.blocked ||
    (a.onTimeRate ?? 2) - (b.onTimeRate ?? 2) ||
    b.total - a.total
  );
}

function byDue(a: Countable, b: Countable): number {
  return compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || a.id - b.id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
