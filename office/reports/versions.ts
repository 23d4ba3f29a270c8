import type { Sending } from '../../core/reports/sending.ts';
import type { Queryable } from '../../db/client.ts';
import type { VersionEntry } from '../../db/queries/figures.ts';
import { type At, loadReport } from './report.ts';
import { loadSending } from './sending.ts';

/** A version of a report in its history: who sent it when and why, and what was said about it. */
export interface ReportVersion extends VersionEntry {
  /** Its figures count. */
  standing: boolean;
  /** Sent after the due moment as it was then. */
  afterDue: boolean;
  /** Accepted before, this one changes what was accepted. */
  amendment: boolean;
}

export interface ReportHistory {
  /** Oldest first. */
  versions: ReportVersion[];
  /** On time or late for ever, by the first sending. */
  sending: Sending;
}

/** The life of a report; null when it is no periodic report. */
export async function versionsOf(
  tx: Queryable,
  obligationId: number,
  at: At,
): Promise<ReportHistory | null> {
  const report = await loadReport(tx, obligationId, at);
  if (!report) return null;
  const { versions, standing, obligation } = report;
  return {
    versions: versions.map((version, index) => ({
      ...version,
      standing: version.number === standing?.number,
      afterDue: version.dueAt !== null && version.submittedAt >= version.dueAt,
      amendment: versions.slice(0, index).some(({ verdict }) => verdict === 'accepted'),
    })),
    sending: await loadSending(tx, obligation, at.timeZone),
  };
}
