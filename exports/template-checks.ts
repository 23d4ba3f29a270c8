import type { Cell, Workbook, Worksheet } from 'exceljs';
import { bodyLook, drawHeader, fitHeight, font, linesIn, setWidths } from './excel-table.ts';
import { cellString, formulaString, quotedSheet } from './excel-text.ts';
import { setPrint } from './tables-excel.ts';
import { formulaText, letters, type TemplateGrid } from './template-grid.ts';
import { type FormTemplate, rowLabel, type TemplateCheck } from './template-shape.ts';

export const OK = 'OK';
const FAILS = { error: 'Lệch', warning: 'Cần giải trình' } as const;
const RESULT_COLUMN = 4;
const LABEL_COLUMN = 3;
const FIRST = 2;
const HEADINGS = [
  { heading: 'TT', width: 10, align: 'center' as const },
  { heading: 'Dòng', width: 45 },
  { heading: 'Nội dung kiểm tra', width: 110 },
  { heading: 'Kết quả', width: 32, align: 'center' as const },
];

/** The sheet that lists every check with its result, and where each row's checks stand on it. */
export interface CheckSheet {
  name: string;
  /** First and last line of the checks of each template row. */
  lines: ReadonlyMap<string, { first: number; last: number }>;
  last: number;
}

/** Draws the sheet of checks; checks of one row stand together so that one formula can count them. */
export function drawChecks(
  workbook: Workbook,
  name: string,
  template: FormTemplate,
  grid: TemplateGrid,
): CheckSheet {
  const sheet = workbook.addWorksheet(name);
  setWidths(sheet, HEADINGS);
  drawHeader(sheet, HEADINGS, 1);
  const lines = new Map<string, { first: number; last: number }>();
  let at = FIRST;
  const possible = template.checks.flatMap((check) => {
    const holds = formulaText(grid, check.holds);
    return holds === null ? [] : [{ ...check, holds }];
  });
  const order = [...template.rows.map((row): string | undefined => row.key), undefined];
  for (const key of order) {
    const checks = possible.filter((check) => check.row === key);
    if (key !== undefined && checks.length > 0) {
      lines.set(key, { first: at, last: at + checks.length - 1 });
    }
    const row = template.rows.find((candidate) => candidate.key === key);
    const where = row && key ? (rowLabel(row)?.text ?? `Dòng ${grid.rows.get(key)}`) : 'Cả biểu';
    for (const check of checks) {
      drawCheck(sheet, at, check, where);
      at += 1;
    }
  }
  setPrint(sheet, 'landscape', '1:1');
  sheet.views = [{ state: 'frozen', ySplit: 1, showGridLines: false }];
  return { name, lines, last: at - 1 };
}

function drawCheck(
  sheet: Worksheet,
  at: number,
  check: Omit<TemplateCheck, 'holds'> & { holds: string },
  where: string,
): void {
  const texts = [at - FIRST + 1, where, check.label];
  for (const [index, text] of texts.entries()) {
    const cell = sheet.getCell(at, index + 1);
    bodyLook(cell, index === 0 ? 'center' : 'left');
    cell.value = typeof text === 'string' ? cellString(text) : text;
  }
  const lines = HEADINGS.map((leaf, index) => linesIn(String(texts[index] ?? ''), leaf));
  fitHeight(sheet, at, Math.max(1, ...lines));
  const result = sheet.getCell(at, RESULT_COLUMN);
  bodyLook(result, 'center');
  const bad = formulaString(FAILS[check.level]);
  // A word where a number belongs makes the comparison itself fail: that is no OK.
  result.value = {
    formula: `IFERROR(IF(${check.holds},"${OK}",${bad}),${bad})`,
  };
  colour(sheet, result);
}

/** The cell beside a row: OK, or the first check that fails. */
export function drawRowResult(sheet: Worksheet, cell: Cell, checks: CheckSheet, key: string): void {
  bodyLook(cell, 'left');
  cell.protection = { locked: true };
  const lines = checks.lines.get(key);
  if (!lines) return;
  const results = rangeOf(checks, RESULT_COLUMN, lines);
  const labels = rangeOf(checks, LABEL_COLUMN, lines);
  const failing = (word: string) => `MATCH(${formulaString(word)},${results},0)`;
  const said = (word: string) => `${formulaString(`${word}: `)}&INDEX(${labels},${failing(word)})`;
  cell.value = {
    formula:
      `IF(COUNTIF(${results},"${OK}")=ROWS(${results}),"${OK}",` +
      `IFERROR(${said(FAILS.error)},${said(FAILS.warning)}))`,
  };
  colour(sheet, cell);
}

/** One line above the table: how many checks fail. */
export function drawSummary(sheet: Worksheet, cell: Cell, checks: CheckSheet): void {
  if (checks.last < FIRST) return;
  const results = rangeOf(checks, RESULT_COLUMN, { first: FIRST, last: checks.last });
  const count = `(ROWS(${results})-COUNTIF(${results},"${OK}"))`;
  cell.value = {
    formula: `IF(${count}=0,"Kiểm tra: ${OK}","Kiểm tra: còn "&${count}&" chỗ chưa khớp")`,
  };
  cell.font = font({ bold: true });
  colour(sheet, cell);
}

function rangeOf(
  { name }: CheckSheet,
  column: number,
  { first, last }: { first: number; last: number },
): string {
  const letter = letters(column);
  return `${quotedSheet(name)}!$${letter}$${first}:$${letter}$${last}`;
}

/** Green for OK, red for anything else. */
function colour(sheet: Worksheet, cell: Cell): void {
  const good = `RIGHT(${cell.address},2)="${OK}"`;
  sheet.addConditionalFormatting({
    ref: cell.address,
    rules: [
      {
        type: 'expression',
        priority: 1,
        formulae: [good],
        style: { font: { color: { argb: 'FF1E7B34' } } },
      },
      {
        type: 'expression',
        priority: 2,
        formulae: [`NOT(${good})`],
        style: {
          font: { color: { argb: 'FFC00000' }, bold: true },
          fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFCE4E4' } },
        },
      },
    ],
  });
}
