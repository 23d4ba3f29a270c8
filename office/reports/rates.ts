import { groupBy } from '../../core/collections/group-by.ts';
import { isClaimed } from '../../core/obligations/obligation.ts';
import { AGENCY_LEVELS, type AgencyLevel } from '../../core/organisation/agency.ts';
import {
  type ExpectedReport,
  type ReportingRate,
  reportingRate,
} from '../../core/reports/rates.ts';
import type { Queryable } from '../../db/client.ts';
import { allAgencies, subtreeIds } from '../../db/queries/agencies.ts';
import { reportsOfPeriod } from '../../db/queries/figures.ts';
import { loadSendings } from './sending.ts';

export interface AgencyRate {
  agencyId: number;
  level: AgencyLevel;
  /** The agency's own reports. */
  own: ReportingRate;
  /** With all agencies below it. */
  all: ReportingRate;
}

export interface ReportingRates {
  all: ReportingRate;
  /** From the highest level; those without an expected report are left out. */
  levels: { level: AgencyLevel; rate: ReportingRate }[];
  /** Agencies of which, or below which, a report is expected. */
  agencies: AgencyRate[];
}

/**
 * Completeness and timeliness of a period over an agency's subtree. Expected are all reports that
 * are neither withdrawn nor not applicable; received those sent and not returned; on time those of
 * them first sent in time (`sendingOf`: once late, late for ever).
 */
export async function reportingRates(
  tx: Queryable,
  periodId: number,
  rootAgencyId: number,
  { timeZone }: { timeZone: string },
): Promise<ReportingRates> {
  const ids = await subtreeIds(tx, rootAgencyId);
  const obligations = await reportsOfPeriod(tx, periodId, ids);
  const sendings = await loadSendings(tx, obligations, timeZone);
  const agencies = await allAgencies(tx);
  const levelOf = new Map(agencies.map(({ id, level }) => [id, level]));
  const reports = obligations.map(({ id, agencyId, state }) => {
    const received = isClaimed(state);
    const sending = sendings.get(id);
    const inTime = sending !== undefined && sending.firstAt !== null && !sending.late;
    return { agencyId, received, onTime: received && inTime };
  });
  const byAgency = groupBy(reports, ({ agencyId }) => agencyId);
  const bySubtree = groupBySubtree(reports, new Map(agencies.map((one) => [one.id, one.parentId])));
  const scope = new Set(ids);
  return {
    all: reportingRate(reports),
    levels: AGENCY_LEVELS.flatMap((level) => {
      const its = reports.filter(({ agencyId }) => levelOf.get(agencyId) === level);
      return its.length === 0 ? [] : [{ level, rate: reportingRate(its) }];
    }),
    agencies: agencies.flatMap(({ id, level }) => {
      const below = scope.has(id) ? bySubtree.get(id) : undefined;
      if (!below) return [];
      const own = byAgency.get(id) ?? [];
      return [{ agencyId: id, level, own: reportingRate(own), all: reportingRate(below) }];
    }),
  };
}

/** Each report under its agency and everyone above it. */
function groupBySubtree(
  reports: readonly ExpectedReport[],
  parentOf: ReadonlyMap<number, number | null>,
): Map<number, ExpectedReport[]> {
  const groups = new Map<number, ExpectedReport[]>();
  for (const report of reports) {
    const seen = new Set<number>();
    for (let id: number | null = report.agencyId; id !== null && !seen.has(id); ) {
      seen.add(id);
      const group = groups.get(id);
      if (group) group.push(report);
      else groups.set(id, [report]);
      id = parentOf.get(id) ?? null;
    }
  }
  return groups;
}
