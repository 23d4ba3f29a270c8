import type { Alignment, Borders, Cell, Fill, Font, Worksheet } from 'exceljs';
import { cellString } from './excel-text.ts';
import {
  alignOf,
  headerOf,
  isOpen,
  type LeafColumn,
  leavesOf,
  type NumberFormat,
  openText,
  type PrintedCell,
  type PrintedColumn,
  type PrintedRow,
  spansOf,
} from './printed-table.ts';
import { headerHeights, linesOf } from './text-lines.ts';

const FONT = 'Times New Roman';
const SIZE = 11;
const LINE = 15;
/** A column one unit wide shows one figure: about this many millimetres. */
const UNIT = 1.9;
const THIN = { style: 'thin' } as const;
const BORDER: Partial<Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const BAND: Fill = solid('FFF2F2F2');
const OPEN: Fill = solid('FFFFFF00');

export interface TitleLine {
  text: string;
  /** `label` "Phụ lục V", `title` the heading, `remark` in italics. */
  look: 'label' | 'title' | 'remark';
}

export function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

export function font(look: Partial<Font> = {}): Partial<Font> {
  return { name: FONT, size: SIZE, ...look };
}

/** Sets the widths of the columns, from millimetres. */
export function setWidths(sheet: Worksheet, leaves: readonly LeafColumn[]): void {
  for (const [index, leaf] of leaves.entries()) {
    sheet.getColumn(index + 1).width = Math.max(3, leaf.width / UNIT);
  }
}

/** Lines above the table, each merged over its width. Returns the next free row. */
export function drawTitles(
  sheet: Worksheet,
  titles: readonly TitleLine[],
  leaves: readonly LeafColumn[],
  top: number,
): number {
  const letters = widthOf(leaves, 0, leaves.length) / UNIT;
  for (const [index, { text, look }] of titles.entries()) {
    const row = top + index;
    if (leaves.length > 1) sheet.mergeCells(row, 1, row, leaves.length);
    const cell = sheet.getCell(row, 1);
    const size = look === 'remark' ? 12 : 13;
    cell.value = cellString(text);
    cell.font = font({ size, bold: look !== 'remark', italic: look === 'remark' });
    cell.alignment = middle('center');
    // Excel does not find the height of merged rows itself.
    sheet.getRow(row).height = linesOf(text, letters * 0.75) * 18;
  }
  return top + titles.length;
}

/** The merged header, `numbered` with "(1) (2)…" below. Returns the row after it. */
export function drawHeader(
  sheet: Worksheet,
  columns: readonly PrintedColumn[],
  top: number,
  numbered = false,
): number {
  const leaves = leavesOf(columns);
  const header = headerOf(columns);
  const letters = leaves.map((leaf) => (leaf.width / UNIT) * 0.8);
  for (const { text, row, column, rowSpan, columnSpan } of header.cells) {
    const first = top + row;
    const last = first + rowSpan - 1;
    for (let line = first; line <= last; line += 1) {
      for (let at = column + 1; at <= column + columnSpan; at += 1) {
        headerLook(sheet.getCell(line, at));
      }
    }
    if (rowSpan > 1 || columnSpan > 1) {
      sheet.mergeCells(first, column + 1, last, column + columnSpan);
    }
    sheet.getCell(first, column + 1).value = cellString(text);
  }
  for (const [index, lines] of headerHeights(header, letters).entries()) {
    sheet.getRow(top + index).height = lines * LINE + 3;
  }
  const next = top + header.rows;
  if (!numbered) return next;
  for (const index of leaves.keys()) {
    const cell = sheet.getCell(next, index + 1);
    headerLook(cell);
    cell.font = font({ italic: true });
    cell.value = `(${index + 1})`;
  }
  return next + 1;
}

function headerLook(cell: Cell): void {
  cell.font = font({ bold: true });
  cell.alignment = middle('center');
  cell.border = BORDER;
}

/** One row of the body; group rows are merged to the end of the table. */
export function drawRow(
  sheet: Worksheet,
  row: PrintedRow,
  leaves: readonly LeafColumn[],
  at: number,
): void {
  const bold = row.kind === 'total' || row.kind === 'group';
  let lines = 1;
  for (const { cell, column, span } of spansOf(row, leaves.length)) {
    for (let index = column + 1; index <= column + span; index += 1) {
      const target = sheet.getCell(at, index);
      bodyLook(target, alignOf(leaves[column], cell), bold);
      if (row.kind === 'group') target.fill = BAND;
    }
    if (span > 1) sheet.mergeCells(at, column + 1, at, column + span);
    writeValue(sheet.getCell(at, column + 1), cell, leaves[column]?.format);
    lines = Math.max(lines, linesOf(shown(cell), (widthOf(leaves, column, span) / UNIT) * 1.1));
  }
  fitHeight(sheet, at, lines);
}

/** Not every program finds the height of wrapped rows when it opens a workbook. */
export function fitHeight(sheet: Worksheet, row: number, lines: number): void {
  if (lines > 1) sheet.getRow(row).height = Math.min(409, lines * LINE);
}

/** About how many lines a text takes in a cell of this column. */
export function linesIn(text: string, leaf: LeafColumn | undefined): number {
  return leaf === undefined ? 1 : linesOf(text, (leaf.width / UNIT) * 1.1);
}

function shown(cell: PrintedCell): string {
  if (isOpen(cell)) return openText(cell);
  return typeof cell === 'string' ? cell : '';
}

function widthOf(leaves: readonly LeafColumn[], from: number, count: number): number {
  return leaves.slice(from, from + count).reduce((sum, leaf) => sum + leaf.width, 0);
}

export function bodyLook(cell: Cell, align: 'left' | 'center' | 'right', bold = false): void {
  cell.font = font({ bold });
  cell.alignment = middle(align);
  cell.border = BORDER;
}

/**
 * Numbers stay numbers; the format is Excel's own, so that a Vietnamese Excel shows 1.562 and an
 * English one 1,562. Percents are stored as fractions, as Excel does.
 */
export function writeValue(cell: Cell, value: PrintedCell, format: NumberFormat = 'integer'): void {
  if (value === null || value === '') return;
  if (isOpen(value)) {
    cell.value = cellString(openText(value));
    cell.fill = OPEN;
    return;
  }
  if (typeof value === 'string') {
    cell.value = cellString(value);
    cell.numFmt = '@';
    return;
  }
  if (!Number.isFinite(value)) throw new RangeError(`not a number to write: ${value}`);
  const whole = Number.isInteger(value);
  cell.value = format === 'percent' ? value / 100 : value;
  if (format === 'percent') cell.numFmt = whole ? '0%' : '0.00%';
  else cell.numFmt = whole ? '#,##0' : '#,##0.00';
}

function middle(horizontal: 'left' | 'center' | 'right'): Partial<Alignment> {
  return { horizontal, vertical: 'middle', wrapText: true };
}
