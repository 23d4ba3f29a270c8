import { isClaimed } from '../../core/obligations/obligation.ts';
import { AGENCY_LEVELS, type AgencyLevel } from '../../core/organisation/agency.ts';
import { type Duty, dutyFrom } from '../../core/reports/duty.ts';
import { type ReportingRate, reportingRate } from '../../core/reports/rates.ts';
import type { Sending } from '../../core/reports/sending.ts';
import { daysBetween, type LocalDate } from '../../core/time/local-date.ts';
import { endOfDay, localDateAt } from '../../core/time/zone.ts';
import type { Queryable } from '../../db/client.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import { extendedOnes } from '../../db/queries/extensions.ts';
import { reportsOfPeriod } from '../../db/queries/figures.ts';
import { type ObligationView, obligationsById } from '../../db/queries/obligations.ts';
import { papersOf, type ReportPapers, type ReportPeriodRow } from '../../db/queries/reports.ts';
import type { At } from './report.ts';
import { loadSendings } from './sending.ts';

/** How far one expected report is, as the one who collects it sees it. */
export type Stage =
  /** Nobody has begun. */
  | 'not_sent'
  /** Begun in the chat, or said to be in progress. */
  | 'writing'
  | 'blocked'
  /** Sent, returned, and not yet corrected. */
  | 'returned'
  /** Sent; waits to be accepted or returned. */
  | 'waiting'
  | 'accepted';

export interface CollectedReport {
  obligation: ObligationView;
  duty: Duty;
  level: AgencyLevel;
  stage: Stage;
  /**
   * Days past its own due day: until today while it is owed, until it first came once it is sent.
   * 0 = not late.
   */
  daysLate: number;
  /** Received, and first sent in time. */
  onTime: boolean;
  /** When it came last; null where nothing was sent. */
  sentAt: Date | null;
  /** The later due day it was granted. */
  extendedTo: LocalDate | null;
  /** Its figures were given after the last day of the data window. */
  afterWindow: boolean;
  hasDraft: boolean;
}

export interface Collection {
  period: ReportPeriodRow;
  /** In the order of the organisation; those withdrawn or not applicable are left out. */
  reports: CollectedReport[];
  /** Completeness and timeliness as `reportingRates` has them. */
  rate: ReportingRate;
  /** From the highest level; those without an expected report are left out. */
  levels: { level: AgencyLevel; rate: ReportingRate }[];
}

/** How the collecting of a period's reports stands among these agencies. */
export async function loadCollection(
  tx: Queryable,
  period: ReportPeriodRow,
  agencyIds: Iterable<number>,
  at: At,
): Promise<Collection> {
  const expected = await reportsOfPeriod(tx, period.id, [...agencyIds]);
  const ids = expected.map(({ id }) => id);
  const views = await obligationsById(tx, ids);
  const agencies = await agenciesById(
    tx,
    expected.map(({ agencyId }) => agencyId),
  );
  const sendings = await loadSendings(tx, expected, at.timeZone);
  const papers = await papersOf(tx, ids);
  const extended = await extendedOnes(tx, ids);
  const reports = expected.flatMap(({ id, agencyId }) => {
    const [obligation, sending] = [views.get(id), sendings.get(id)];
    const level = agencies.get(agencyId)?.level;
    if (!obligation || !sending || !level) return [];
    const known = { papers: papers.get(id), extended: extended.has(id), period };
    return [collected({ obligation, level, sending, ...known }, at)];
  });
  reports.sort((a, b) => a.obligation.agencyId - b.obligation.agencyId);
  const rateOf = (some: readonly CollectedReport[]) =>
    reportingRate(
      some.map(({ obligation: { agencyId }, stage, onTime }) => {
        return { agencyId, received: isReceived(stage), onTime };
      }),
    );
  return {
    period,
    reports,
    rate: rateOf(reports),
    levels: AGENCY_LEVELS.flatMap((level) => {
      const its = reports.filter((report) => report.level === level);
      return its.length === 0 ? [] : [{ level, rate: rateOf(its) }];
    }),
  };
}

interface Known {
  obligation: ObligationView;
  level: AgencyLevel;
  sending: Sending;
  papers: ReportPapers | undefined;
  /** The agency was given more time. */
  extended: boolean;
  period: ReportPeriodRow;
}

function collected(known: Known, at: At): CollectedReport {
  const { obligation, level, sending, papers, extended, period } = known;
  const { dueOn, sourceDueOn } = obligation;
  const sentAt = sending.correctedAt ?? sending.firstAt;
  // What was only said to be done, outside the forms, has no version that would know.
  const saidLate = sentAt !== null && sentAt >= endOfDay(period.dataTo, at.timeZone);
  const claimed = isClaimed(obligation.state);
  return {
    obligation,
    duty: dutyFrom(obligation.occurrence) ?? 'own',
    level,
    stage: stageOf(obligation, papers),
    daysLate: daysLateOf(obligation, sending, at),
    onTime: claimed && sending.firstAt !== null && !sending.late,
    sentAt,
    extendedTo:
      extended && dueOn !== null && sourceDueOn !== null && dueOn > sourceDueOn ? dueOn : null,
    afterWindow: papers?.afterWindow ?? (claimed && saidLate),
    hasDraft: papers?.hasDraft ?? false,
  };
}

function stageOf({ state }: ObligationView, papers: ReportPapers | undefined): Stage {
  switch (state) {
    case 'accepted':
    case 'returned':
    case 'blocked':
      return state;
    case 'done':
      return 'waiting';
    case 'in_progress':
      return 'writing';
    default:
      return papers?.hasDraft ? 'writing' : 'not_sent';
  }
}

function daysLateOf({ state, dueOn, dueAt }: ObligationView, sending: Sending, at: At): number {
  const day = (instant: Date) => localDateAt(instant, at.timeZone);
  if (isClaimed(state)) {
    if (!sending.late || !sending.firstAt || !sending.dueAt) return 0;
    // The due moment is the first instant that is late: the due day ends right before it.
    const dueDay = day(new Date(sending.dueAt.getTime() - 1));
    return Math.max(1, daysBetween(dueDay, day(sending.firstAt)));
  }
  if (dueOn === null || dueAt === null || at.now < dueAt) return 0;
  return Math.max(1, daysBetween(dueOn, day(at.now)));
}

/** Sent and not returned: what counts as received in the rates. */
export function isReceived(stage: Stage): boolean {
  return stage === 'waiting' || stage === 'accepted';
}

/** The reports of a period as they are read out when it is due: each is in one group. */
export interface DueGroups {
  onTime: CollectedReport[];
  late: CollectedReport[];
  /** Owed, and none of the following. */
  missing: CollectedReport[];
  /** Not sent, and still within the later due day it was granted. */
  extended: CollectedReport[];
  returned: CollectedReport[];
  blocked: CollectedReport[];
}

export function dueGroups(reports: readonly CollectedReport[]): DueGroups {
  const groups: DueGroups = {
    onTime: [],
    late: [],
    missing: [],
    extended: [],
    returned: [],
    blocked: [],
  };
  for (const report of reports) groups[groupOf(report)].push(report);
  return groups;
}

function groupOf({ stage, daysLate, onTime, extendedTo }: CollectedReport): keyof DueGroups {
  if (isReceived(stage)) return onTime ? 'onTime' : 'late';
  if (stage === 'returned' || stage === 'blocked') return stage;
  return extendedTo !== null && daysLate === 0 ? 'extended' : 'missing';
}

/** The lists of an overview: each report is on one. */
export const LISTS = ['missing', 'writing', 'returned', 'waiting', 'accepted'] as const;
export type List = (typeof LISTS)[number];

/** One list: what is late longest first, then what is due first. */
export function listed({ reports }: Pick<Collection, 'reports'>, list: List): CollectedReport[] {
  return reports
    .filter(({ stage }) => listOf(stage) === list)
    .sort(
      (a, b) =>
        b.daysLate - a.daysLate ||
        (a.obligation.dueOn ?? '').localeCompare(b.obligation.dueOn ?? '') ||
        a.obligation.agencyId - b.obligation.agencyId,
    );
}

function listOf(stage: Stage): List {
  return stage === 'not_sent' || stage === 'blocked' ? 'missing' : stage;
}
