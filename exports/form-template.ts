import type { Workbook, Worksheet } from 'exceljs';
import { fold } from '../core/text/fold.ts';
import { columnName, LINE, MARK, rowName } from '../imports/template-mark.ts';
import { drawHeader, drawTitles, fitHeight, font, linesIn, setWidths } from './excel-table.ts';
import { cellString, exactString, quotedSheet, sheetNames } from './excel-text.ts';
import { type LeafColumn, leavesOf, type PrintedColumn } from './printed-table.ts';
import { setPrint } from './tables-excel.ts';
import { drawCell } from './template-cells.ts';
import { type CheckSheet, drawChecks, drawRowResult, drawSummary } from './template-checks.ts';
import { gridOf, letters, type TemplateGrid } from './template-grid.ts';
import { type FormTemplate, rowLabel, type TemplateRow } from './template-shape.ts';

const CHECK_COLUMN: PrintedColumn = { heading: 'Kiểm tra', width: 110 };
/** What a failing check says, which is not known before. */
const LINES_OF_RESULT = 2;
const UNLOCKED = { formatColumns: true, formatRows: true } as const;

/**
 * A workbook to fill in: headings, labels and formulas locked (no password: it guards against slips,
 * not against people), input cells yellow with what may be typed, the checks as formulas beside each
 * row and on a sheet of their own, and a very hidden sheet that says what the workbook is for.
 * `readFormTemplate` reads it back. Throws RangeError for keys that repeat or do not exist, rows of
 * the wrong width and numbers that are not finite.
 */
export async function writeFormTemplate(template: FormTemplate): Promise<Uint8Array> {
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.calcProperties = { fullCalcOnLoad: true };
  const [name = '', checkName = ''] = sheetNames([template.sheetName, 'Kiểm tra', MARK.sheet]);
  const checked = template.checks.length > 0;
  const columns = checked ? [...template.columns, CHECK_COLUMN] : [...template.columns];
  const leaves = leavesOf(columns);

  const sheet = workbook.addWorksheet(name);
  setWidths(sheet, leaves);
  const below = drawAbove(sheet, template, leaves);
  const header = below + (checked ? 2 : 1);
  const grid = gridOf(template, name, drawHeader(sheet, columns, header));
  const checks = checked ? drawChecks(workbook, checkName, template, grid) : null;
  if (checks) drawSummary(sheet, sheet.getCell(below, 1), checks);
  for (const [index, row] of template.rows.entries()) {
    drawTemplateRow(sheet, grid.body + index, row, { leaves, grid, checks });
  }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: grid.body - 1, showGridLines: false }];
  setPrint(sheet, 'landscape', `${header}:${grid.body - 1}`);
  await sheet.protect('', UNLOCKED);
  if (checks) await workbook.getWorksheet(checks.name)?.protect('', UNLOCKED);
  writeMark(workbook, template, grid);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Titles and instructions; returns the next free row. */
function drawAbove(
  sheet: Worksheet,
  { titles, instructions }: FormTemplate,
  leaves: readonly LeafColumn[],
): number {
  let next = drawTitles(sheet, titles, leaves, 1);
  for (const line of instructions) {
    const cell = sheet.getCell(next, 1);
    cell.value = cellString(line);
    cell.font = font({ italic: true });
    next += 1;
  }
  return next;
}

function drawTemplateRow(
  sheet: Worksheet,
  at: number,
  row: TemplateRow,
  parts: { leaves: readonly LeafColumn[]; grid: TemplateGrid; checks: CheckSheet | null },
): void {
  const { leaves, grid, checks } = parts;
  const bold = row.kind === 'total';
  for (const [index, content] of row.cells.entries()) {
    drawCell(sheet.getCell(at, index + 1), content, { leaf: leaves[index], grid, bold });
  }
  if (checks) drawRowResult(sheet, sheet.getCell(at, row.cells.length + 1), checks, row.key);
  const least = checks ? LINES_OF_RESULT : 1;
  const lines = row.cells.map((cell, index) => {
    const text = 'value' in cell && typeof cell.value === 'string' ? cell.value : '';
    return linesIn(text, leaves[index]);
  });
  fitHeight(sheet, at, Math.max(least, ...lines));
}

/** The hidden list the reader finds its way by; see `template-mark.ts`. */
function writeMark(workbook: Workbook, template: FormTemplate, grid: TemplateGrid): void {
  const { identity } = template;
  const leaves = leavesOf(template.columns);
  const sheet = workbook.addWorksheet(MARK.sheet, { state: 'veryHidden' });
  const lines: string[][] = [
    [LINE.signature, MARK.signature, String(MARK.layout)],
    [LINE.identity, identity.form, String(identity.version), identity.agency, identity.period],
    [LINE.sheet, grid.sheet, String(grid.body - 1)],
  ];
  for (const [index, key] of template.columnKeys.entries()) {
    lines.push([LINE.column, key, fold(leaves[index]?.heading ?? ''), String(index + 1)]);
    const letter = letters(index + 1);
    const place = `${quotedSheet(grid.sheet)}!$${letter}$${grid.body - 1}`;
    workbook.definedNames.add(place, columnName(index));
  }
  for (const [index, row] of template.rows.entries()) {
    const at = grid.body + index;
    lines.push([LINE.row, row.key, ...labelOf(row), String(at), inputsOf(row)]);
    workbook.definedNames.add(`${quotedSheet(grid.sheet)}!$A$${at}`, rowName(index));
  }
  for (const line of lines) {
    sheet.addRow(line.map(exactString)).eachCell((cell) => {
      cell.numFmt = '@';
    });
  }
}

/** The words by which a row is recognised and the column they stand in; '' where there are none. */
function labelOf(row: TemplateRow): [string, string] {
  const label = rowLabel(row);
  return label ? [fold(label.text), String(label.column)] : ['', ''];
}

/** Which columns are filled in or computed: "1c,2,3r", `r` where an answer is required. */
function inputsOf(row: TemplateRow): string {
  return row.cells
    .flatMap((cell, index) => {
      if (cell.kind === 'computed') return [`${index}c`];
      return cell.kind === 'input' ? [`${index}${cell.required ? 'r' : ''}`] : [];
    })
    .join(',');
}
