import type { Cells } from '../../core/indicators/cells.ts';
import type { FormCheckResult } from '../../core/reports/check-owed-form.ts';
import { emptyContent } from '../../core/reports/content.ts';
import type { Neighbours } from '../../core/reports/neighbours.ts';
import type { Queryable } from '../../db/client.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { statusOf } from './duty.ts';
import { type At, currentContent, loadReport, neighbourCells } from './report.ts';

export interface FormCheckup {
  code: string;
  check: FormCheckResult;
  /** What the agency's other reports say in this form: for showing and for confirming. */
  neighbours: Neighbours<Cells>;
}

export interface Checkup {
  forms: FormCheckup[];
  /** The periods those figures are of. */
  periods: Neighbours<ReportPeriodRow>;
}

/**
 * All findings of what is being written (or was sent last), with the figures of last period, of
 * the report before in a year-to-date series and of last year. Null when it is no periodic report.
 */
export async function checkDraft(
  tx: Queryable,
  obligationId: number,
  at: At,
): Promise<Checkup | null> {
  const report = await loadReport(tx, obligationId, at);
  if (!report) return null;
  const status = statusOf(report, currentContent(report) ?? emptyContent());
  const { previous, earlier, lastYear } = report.neighbours;
  return {
    forms: status.forms.map(({ code, check }) => {
      return { code, check, neighbours: neighbourCells(report, code) };
    }),
    periods: {
      previous: previous?.period ?? null,
      earlier: earlier?.period ?? null,
      lastYear: lastYear?.period ?? null,
    },
  };
}
