import type { CellPlace } from '../../core/indicators/cells.ts';
import type { FormRow, IndicatorForm } from '../../core/indicators/form.ts';
import type { RowAgency } from '../../core/indicators/rows.ts';
import { emptyContent, formCells, type ReportContent } from '../../core/reports/content.ts';
import type { Duty } from '../../core/reports/duty.ts';
import { type NarrativeArea, type Section, sectionsOf } from '../../core/reports/narrative.ts';
import type { Neighbours } from '../../core/reports/neighbours.ts';
import { owedCells, owedRows } from '../../core/reports/owed-form.ts';
import { type ReportStatus, reportStatus } from '../../core/reports/status.ts';
import type { Queryable } from '../../db/client.ts';
import { contentOf, type ReportDraftRow, type VersionEntry } from '../../db/queries/figures.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import {
  type At,
  currentContent,
  loadReport,
  type NeighbourReport,
  neighbourCells,
  type Report,
} from './report.ts';

/** A form as one agency owes it. */
export interface FormDuty {
  form: IndicatorForm;
  /** The rows of a form with one row per agency; empty for other forms. */
  agencies: readonly RowAgency[];
  /** Rows to fill in, of a form with free rows those there are so far. */
  rows: FormRow[];
  /** Cells the agency owes; notes, totals and computed cells may be given besides. */
  owed: CellPlace[];
}

/** What a periodic report asks of its agency. */
export interface ReportDuty {
  obligation: ObligationView;
  duty: Duty;
  /** `dataFrom` and `dataTo` are its data window. */
  period: ReportPeriodRow;
  windowClosesAt: Date;
  windowClosed: boolean;
  /** First instant at which it is late. */
  dueAt: Date | null;
  pastDue: boolean;
  forms: FormDuty[];
  areas: NarrativeArea[];
  sections: Section[];
  draft: ReportDraftRow | null;
  /** What is being written or, where nothing is, what was sent last; empty before the first word. */
  content: ReportContent;
  /** What is given and what is still missing. */
  status: ReportStatus;
  /** Versions sent, oldest first. */
  versions: VersionEntry[];
  /** The place the report is of, for titles: "huyện Khánh Sơn". */
  place: string;
  /** What the agency's other reports say; see `neighbourCells`. */
  neighbours: Neighbours<NeighbourReport>;
}

/** Null when there is no such obligation, or it is no periodic report. */
export async function dutyOf(
  tx: Queryable,
  obligationId: number,
  at: At,
): Promise<ReportDuty | null> {
  const report = await loadReport(tx, obligationId, at);
  if (!report) return null;
  const { obligation, duty, period, windowClosesAt, areas, draft } = report;
  const current = currentContent(report);
  const content = current ? contentOf(current) : emptyContent();
  return {
    obligation,
    duty,
    period,
    windowClosesAt,
    windowClosed: at.now >= windowClosesAt,
    dueAt: obligation.dueAt,
    pastDue: obligation.dueAt !== null && at.now >= obligation.dueAt,
    forms: report.forms.map((owed) => {
      const cells = formCells(content, owed.form.code);
      return { ...owed, rows: owedRows(owed, cells), owed: owedCells(owed, cells) };
    }),
    areas,
    sections: sectionsOf(areas),
    draft,
    content,
    status: statusOf(report, content),
    versions: report.versions,
    place: report.place,
    neighbours: report.neighbours,
  };
}

/** How far what is being written is; null as for `dutyOf`. */
export async function draftStatus(
  tx: Queryable,
  obligationId: number,
  at: At,
): Promise<ReportStatus | null> {
  const report = await loadReport(tx, obligationId, at);
  return report && statusOf(report, currentContent(report) ?? emptyContent());
}

/** Checks a report's content as if it were to be sent now. */
export function statusOf(report: Report, content: ReportContent): ReportStatus {
  return reportStatus(content, report.forms, report.areas, (code) => neighbourCells(report, code));
}
