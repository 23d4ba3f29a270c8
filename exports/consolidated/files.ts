import type { Consolidated } from '../../core/reports/consolidated.ts';
import { openPlaces } from '../report-document.ts';
import { writeReportWord } from '../report-word.ts';
import { sheetsOfAppendices, writeTablesExcel } from '../tables-excel.ts';
import { appendicesReport, attachedForms, attachedProgress, consolidatedReport } from './report.ts';
import { withShortNotes } from './short-notes.ts';

/** The whole report, only the forms with their figures, or only the table of tasks. */
export const EXPORT_KINDS = ['report', 'appendix', 'progress'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export type ExportFormat = 'docx' | 'xlsx';

export interface ExportedFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** Places the office must fill in itself. */
  open: number;
}

const MIME: Record<ExportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const NAMES: Record<ExportKind, string> = {
  report: 'Bao-cao-CCHC',
  appendix: 'Phu-luc-CCHC',
  progress: 'Tien-do-nhiem-vu-CCHC',
};

/** Makes the file. The whole report is a Word document, whatever format is asked for. */
export async function exportFile(
  kind: ExportKind,
  wanted: ExportFormat,
  values: Consolidated,
): Promise<ExportedFile> {
  const format = kind === 'report' ? 'docx' : wanted;
  const report =
    kind === 'report'
      ? consolidatedReport(values)
      : appendicesReport(
          values,
          kind === 'appendix' ? attachedForms(values) : attachedProgress(values),
        );
  const code = values.period.code.replace(/[^\w-]+/g, '-');
  return {
    name: `${NAMES[kind]}-${code}.${format}`,
    mime: MIME[format],
    bytes:
      format === 'docx'
        ? await writeReportWord(report)
        : await writeTablesExcel(sheetsOfAppendices(report.appendices).map(withShortNotes)),
    open: openPlaces(report).length,
  };
}
