/** One expected report. */
export interface ExpectedReport {
  agencyId: number;
  received: boolean;
  /** First sent in time; counts only once received. */
  onTime: boolean;
}

/**
 * Reporting rates as DHIS2 defines them (user guide, "reporting rates"): completeness is reports
 * received of those expected, timeliness reports received on time of those expected. 0 to 1; null
 * when none is expected.
 */
export interface ReportingRate {
  expected: number;
  received: number;
  onTime: number;
  completeness: number | null;
  timeliness: number | null;
  /** Agencies of which something is still to come, each once. */
  missing: number[];
}

export function reportingRate(reports: readonly ExpectedReport[]): ReportingRate {
  const expected = reports.length;
  const received = reports.filter((report) => report.received).length;
  const onTime = reports.filter((report) => report.received && report.onTime).length;
  return {
    expected,
    received,
    onTime,
    completeness: expected === 0 ? null : received / expected,
    timeliness: expected === 0 ? null : onTime / expected,
    missing: [...new Set(reports.flatMap((one) => (one.received ? [] : [one.agencyId])))],
  };
}
