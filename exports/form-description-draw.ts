import type { Cell, Worksheet } from 'exceljs';
import { font, solid } from './excel-table.ts';
import { cellString, formulaString } from './excel-text.ts';
import type { Described } from './form-description-lines.ts';
import { COMPUTED_FILL, INPUT_FILL } from './template-cells.ts';

/** A column of one of the sheets. */
export interface Part {
  heading: string;
  hint: string;
  width: number;
  list?: readonly string[];
  centred?: true;
  /** Left as it is by people: grey instead of yellow. */
  kept?: boolean;
}

const HEAD_FILL = solid('FFDCE6F1');
const BORDER = { style: 'thin', color: { argb: 'FFB0B0B0' } } as const;
const BORDERS = { top: BORDER, left: BORDER, bottom: BORDER, right: BORDER };
const LINE_HEIGHT = 14;

/** Draws a table of `count` lines from a row on; returns the row after it. */
export function drawTable(
  sheet: Worksheet,
  top: number,
  parts: readonly Part[],
  lines: readonly (readonly Described[])[],
  { count, input }: { count: number; input: boolean },
): number {
  for (const [index, { heading, width }] of parts.entries()) {
    const column = sheet.getColumn(index + 1);
    if (input) column.width = width;
    const cell = sheet.getCell(top, index + 1);
    cell.value = cellString(heading);
    headLook(cell, 'center');
  }
  sheet.getRow(top).height = 34;
  for (let line = 0; line < count; line += 1) {
    const row = top + 1 + line;
    let most = 1;
    for (const [index, part] of parts.entries()) {
      const value = lines[line]?.[index] ?? null;
      drawInput(sheet.getCell(row, index + 1), value, part, input);
      most = Math.max(most, Math.ceil(String(value ?? '').length / (part.width + 1)));
    }
    sheet.getRow(row).height = most * LINE_HEIGHT + 4;
  }
  return top + 1 + count;
}

export function headLook(cell: Cell, horizontal: 'left' | 'center'): void {
  cell.font = font({ bold: true });
  cell.fill = HEAD_FILL;
  cell.border = BORDERS;
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
}

/** Everything but numbers is text, so that Excel leaves "(3)" and "=(2)+(3)" as they are typed. */
export function drawInput(cell: Cell, value: Described, part: Part, input = true): void {
  const { list, hint, centred } = part;
  if (typeof value === 'number') cell.value = value;
  else if (value !== null && value !== '') cell.value = cellString(value);
  if (!centred) cell.numFmt = '@';
  cell.font = font();
  cell.border = BORDERS;
  cell.alignment = { wrapText: true, vertical: 'middle', horizontal: centred ? 'center' : 'left' };
  if (!input) return;
  cell.fill = part.kept ? COMPUTED_FILL : INPUT_FILL;
  const prompt = { showInputMessage: true, promptTitle: 'Gợi ý', prompt: hint.slice(0, 250) };
  if (!list) {
    cell.dataValidation = { type: 'custom', formulae: ['TRUE'], allowBlank: true, ...prompt };
    return;
  }
  cell.dataValidation = {
    type: 'list',
    formulae: [formulaString(list.join(','))],
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: 'Chưa đúng',
    error: `Chọn một trong: ${list.join('; ')}.`,
    ...prompt,
  };
}
