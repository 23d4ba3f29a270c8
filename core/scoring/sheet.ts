/** Headings of the worksheet in which an agency scores itself; by them it is read back. */
export const SHEET_COLUMNS = {
  number: 'STT',
  title: 'Tiêu chí',
  max: 'Điểm tối đa',
  evidence: 'Tài liệu kiểm chứng',
  score: 'Điểm tự chấm',
  reason: 'Giải trình, số văn bản, đường dẫn',
  files: 'Tệp đã gửi',
} as const;

/** Name of the worksheet handed out to an agency; by it a filled-in file is known again. */
export function sheetMark(entryId: number): string {
  return `Tự chấm điểm CD${entryId}`;
}

/** The entry whose worksheet it is; null for any other sheet. */
export function readSheetMark(sheet: string): number | null {
  const [, id] = /\bCD(\d{1,9})$/.exec(sheet.trim()) ?? [];
  return id === undefined ? null : Number(id);
}
