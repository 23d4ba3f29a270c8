import type { Consolidated } from '../../core/reports/consolidated.ts';
import { openInAppendices, openPlaces } from '../report-document.ts';
import { writeAppendicesWord, writeReportWord } from '../report-word.ts';
import { sheetsOfAppendices, writeTablesExcel } from '../tables-excel.ts';
import { attachedForms, attachedProgress, consolidatedReport } from './report.ts';
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
  const code = values.period.code.replace(/[^\w-]+/g, '-');
  const file = { name: `${NAMES[kind]}-${code}.${format}`, mime: MIME[format] };
  if (kind === 'report') {
    const report = consolidatedReport(values);
    return { ...file, bytes: await writeReportWord(report), open: openPlaces(report).length };
  }
  const appendices = kind === 'appendix' ? attachedForms(values) : attachedProgress(values);
  const about = { title: `${NAMES[kind]} ${code}`, creator: values.body.name };
  return {
    ...file,
    bytes:
      format === 'docx'
        ? await writeAppendicesWord(appendices, about)
        : await writeTablesExcel(sheetsOfAppendices(appendices).map(withShortNotes)),
    open: openInAppendices(appendices).length,
  };
}
