import { isClaimed } from '../../core/obligations/obligation.ts';
import type { Reporting, ReportStanding } from '../../core/reports/consolidated.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import type { AgencyRow } from '../../db/queries/agencies.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { reportingRates } from '../reports/rates.ts';
import type { At } from '../reports/report.ts';
import type { OwedReport } from './sent.ts';

/** Who reported in time, late and not at all, by name, with the rates of `reportingRates`. */
export async function loadReporting(
  tx: Tx,
  known: {
    period: ReportPeriodRow;
    rootAgencyId: number;
    owed: readonly OwedReport[];
    agencies: ReadonlyMap<number, AgencyRow>;
  },
  at: At,
): Promise<Reporting> {
  const { period, rootAgencyId, owed, agencies } = known;
  const { all, levels } = await reportingRates(tx, period.id, rootAgencyId, at);
  const standing = ({ agency, duty, sending }: OwedReport): ReportStanding => {
    const firstAt = sending?.firstAt ?? null;
    const sentOn = firstAt && localDateAt(firstAt, at.timeZone);
    return { agency: agency.name, duty, sentOn };
  };
  const received = owed.filter(({ obligation }) => isClaimed(obligation.state));
  const inTime = ({ sending }: OwedReport) => sending?.firstAt != null && !sending.late;
  return {
    all,
    levels,
    onTime: received.filter(inTime).map(standing),
    late: received.filter((report) => !inTime(report)).map(standing),
    missing: owed
      .filter(({ obligation }) => !isClaimed(obligation.state))
      .map((report) => {
        return { ...standing(report), returned: report.obligation.state === 'returned' };
      }),
    missingAgencies: all.missing.flatMap((id) => agencies.get(id)?.name ?? []),
  };
}
