import {
  bodyLook,
  drawHeader,
  drawRow,
  drawTitles,
  font,
  setWidths,
  solid,
  type TitleLine,
} from './excel-table.ts';
import { cellString, sheetNames } from './excel-text.ts';
import { type LeafColumn, leavesOf, type PrintedRow } from './printed-table.ts';
import { setPrint } from './tables-excel.ts';

const INPUT = solid('FFFFF7CC');

/** A worksheet in which points are filled in. */
export interface ScoreSheet {
  name: string;
  titles: readonly TitleLine[];
  /** Small lines between titles and table. */
  instructions: readonly string[];
  columns: readonly LeafColumn[];
  rows: readonly ScoreRow[];
  /** Columns (from 0) to fill in: the points, and words. */
  points: number;
  words: number;
  /** What a spreadsheet says when points are typed that cannot be. */
  wrong: { title: string; text: (max: number) => string };
}

export interface ScoreRow {
  row: PrintedRow;
  /** Points at most; null where nothing is filled in. */
  max: number | null;
}

/**
 * The worksheet as .xlsx: cells to fill in are yellow, points outside 0 to the most are refused by
 * the spreadsheet itself. Texts can never run as formulas.
 */
export async function writeScoreSheet(wanted: ScoreSheet): Promise<Uint8Array> {
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const [name = 'Trang 1'] = sheetNames([wanted.name]);
  const sheet = workbook.addWorksheet(name);
  const leaves = leavesOf(wanted.columns);
  setWidths(sheet, leaves);
  let next = drawTitles(sheet, wanted.titles, leaves, 1);
  for (const line of wanted.instructions) {
    const cell = sheet.getCell(next, 1);
    cell.value = cellString(line);
    cell.font = font({ italic: true });
    next += 1;
  }
  const header = next + 1;
  const body = drawHeader(sheet, wanted.columns, header);
  for (const [index, { row, max }] of wanted.rows.entries()) {
    const at = body + index;
    drawRow(sheet, row, leaves, at);
    if (max === null) continue;
    const points = sheet.getCell(at, wanted.points + 1);
    bodyLook(points, 'center', true);
    points.numFmt = 'General';
    points.fill = INPUT;
    points.dataValidation = {
      type: 'decimal',
      operator: 'between',
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: wanted.wrong.title.slice(0, 32),
      error: wanted.wrong.text(max).slice(0, 250),
      formulae: [0, max],
    };
    sheet.getCell(at, wanted.words + 1).fill = INPUT;
  }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: body - 1, showGridLines: false }];
  setPrint(sheet, 'landscape', `${header}:${body - 1}`);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
