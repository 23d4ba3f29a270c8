import { type Duty, dutyFrom } from '../../core/reports/duty.ts';
import type { Sending } from '../../core/reports/sending.ts';
import { standingVersion } from '../../core/reports/standing-version.ts';
import type { AgencyRow } from '../../db/queries/agencies.ts';
import type { VersionEntry } from '../../db/queries/figures.ts';
import type { ObligationRow } from '../../db/queries/obligations.ts';

/** A report owed for a period, with what of it counts. */
export interface OwedReport {
  obligation: ObligationRow;
  agency: AgencyRow;
  duty: Duty;
  /** The version whose figures and words count; null while nothing stands. */
  version: VersionEntry | null;
  sending: Sending | null;
}

/** By agency in the order of the organisation, the agency's own report before that on its field. */
export function owedReports(
  obligations: readonly ObligationRow[],
  known: {
    agencies: ReadonlyMap<number, AgencyRow>;
    versions: ReadonlyMap<number, VersionEntry[]>;
    sendings: ReadonlyMap<number, Sending>;
  },
): OwedReport[] {
  const owed = obligations.flatMap((obligation): OwedReport[] => {
    const agency = known.agencies.get(obligation.agencyId);
    const duty = dutyFrom(obligation.occurrence);
    if (!agency || !duty) return [];
    const version = standingVersion(known.versions.get(obligation.id) ?? [], obligation.state);
    return [
      { obligation, agency, duty, version, sending: known.sendings.get(obligation.id) ?? null },
    ];
  });
  return owed.sort(
    (a, b) => a.agency.id - b.agency.id || Number(a.duty === 'field') - Number(b.duty === 'field'),
  );
}
