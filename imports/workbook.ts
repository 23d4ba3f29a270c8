import type { Workbook } from 'exceljs';
import { mergedCells, namedCells } from './covered-cells.ts';
import { IGNORED_PARTS } from './ignored-parts.ts';
import { type OfficeProblem, openOfficeFile } from './office-file.ts';

const LARGEST = 10 * 1024 * 1024;
const MAX_UNPACKED = 32 * 1024 * 1024;
const MAX_CELLS = 200_000;

export type OpenedWorkbook =
  | { ok: true; workbook: Workbook }
  | { ok: false; problem: OfficeProblem };

/**
 * Opens an untrusted .xlsx. The reader makes an object for every cell, merged cell and cell of a
 * defined name, so all three are counted before it sees the file. Never throws for what a file
 * holds.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook> {
  const file = openOfficeFile(bytes, 'excel', { largest: LARGEST, limit: MAX_UNPACKED });
  if (!file.ok) return file;
  const sheets = file.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  const counts = sheets.map((name) => {
    const xml = file.text(name) ?? '';
    return (xml.match(/<(?:\w+:)?c[\s/>]/g)?.length ?? 0) + mergedCells(xml);
  });
  const cells = counts.reduce((sum, count) => sum + count, 0);
  if (cells + namedCells(file.text('xl/workbook.xml') ?? '') > MAX_CELLS) {
    return { ok: false, problem: { code: 'too_large', limit: MAX_CELLS } };
  }
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Uint8Array.from(file.buffer).buffer, {
      ignoreNodes: [...IGNORED_PARTS, 'hyperlinks'],
    });
  } catch {
    return { ok: false, problem: { code: 'malformed' } };
  }
  return { ok: true, workbook };
}
