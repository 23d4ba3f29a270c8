import type { Worksheet } from 'exceljs';
import { drawHeader, drawRow, drawTitles, font, setWidths, type TitleLine } from './excel-table.ts';
import { cellString, sheetNames } from './excel-text.ts';
import { isWide, joinedCells, leavesOf, type PrintedTable } from './printed-table.ts';
import type { ReportAppendix } from './report-document.ts';

export interface ExcelSheet {
  /** Made to fit Excel's rules for names. */
  name: string;
  titles: readonly TitleLine[];
  table: PrintedTable;
  /** Columns that stay in sight when scrolling, 2 by default (STT and name). */
  frozenColumns?: number;
  /** Landscape where the table does not fit an upright page, unless it is said here. */
  orientation?: 'portrait' | 'landscape';
}

const A4 = 9;
const INCH = 25.4;

/**
 * Tables as an Excel workbook (.xlsx), one worksheet each: titles, the header merged as printed,
 * borders, frozen header, print setup A4 fitted to the page's width with the header repeated.
 * Numbers are numbers; texts can never run as formulas (see `cellString`). Without sheets the
 * workbook has one empty sheet, as Excel opens none without. Throws RangeError for numbers that are
 * not finite.
 */
export async function writeTablesExcel(sheets: readonly ExcelSheet[]): Promise<Uint8Array> {
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const names = sheetNames(sheets.map((sheet) => sheet.name));
  for (const [index, sheet] of sheets.entries()) {
    draw(workbook.addWorksheet(names[index] ?? `Trang ${index + 1}`), sheet);
  }
  if (sheets.length === 0) workbook.addWorksheet('Trang 1');
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A worksheet for each table of the appendices, under its appendix's headings. */
export function sheetsOfAppendices(appendices: readonly ReportAppendix[]): ExcelSheet[] {
  return appendices.flatMap(({ label, title, remarks, blocks, orientation }) =>
    blocks.flatMap((block): ExcelSheet[] => {
      if (block.kind !== 'table') return [];
      const above: TitleLine[] = [
        ...(label ? [{ text: label, look: 'label' as const }] : []),
        { text: title, look: 'title' },
        ...remarks.map((text) => ({ text, look: 'remark' as const })),
        ...(block.caption ? [{ text: block.caption, look: 'label' as const }] : []),
      ];
      const turn = orientation ? { orientation } : {};
      return [{ name: label ?? title, titles: above, table: block.table, ...turn }];
    }),
  );
}

function draw(sheet: Worksheet, { titles, table, ...options }: ExcelSheet): void {
  const leaves = leavesOf(table.columns);
  setWidths(sheet, leaves);
  const top = drawTitles(sheet, titles, leaves, 1) + 1;
  let next = drawHeader(sheet, table.columns, top, table.numbered);
  const body = next;
  for (const row of table.rows) {
    drawRow(sheet, row, leaves, next);
    next += 1;
  }
  for (const { column, first, last } of joinedCells(table.rows)) {
    sheet.mergeCells(body + first, column + 1, body + last, column + 1);
  }
  for (const note of table.notes ?? []) {
    const cell = sheet.getCell(next, 1);
    cell.value = cellString(note);
    cell.font = font({ italic: true });
    next += 1;
  }
  const frozen = Math.min(options.frozenColumns ?? 2, Math.max(0, leaves.length - 1));
  sheet.views = [{ state: 'frozen', xSplit: frozen, ySplit: body - 1, showGridLines: false }];
  const orientation = options.orientation ?? (isWide(table) ? 'landscape' : 'portrait');
  setPrint(sheet, orientation, body > top ? `${top}:${body - 1}` : null);
}

/** A4 fitted to the width, margins of official papers, the header repeated on every page. */
export function setPrint(
  sheet: Worksheet,
  orientation: 'portrait' | 'landscape',
  repeated: string | null,
): void {
  sheet.pageSetup = {
    paperSize: A4,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    // Each appendix counts its own pages, as in the report.
    firstPageNumber: 1,
    margins: {
      top: 20 / INCH,
      bottom: 20 / INCH,
      left: 20 / INCH,
      right: 15 / INCH,
      header: 10 / INCH,
      footer: 10 / INCH,
    },
    ...(repeated ? { printTitlesRow: repeated } : {}),
  };
  sheet.headerFooter = { differentFirst: true, oddHeader: '&C&"Times New Roman,Regular"&13&P' };
}
