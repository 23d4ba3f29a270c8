import type { Cell } from 'exceljs';
import { cellText } from './cell-text.ts';
import type { OfficeProblem } from './office-file.ts';
import { readList, type TemplateList } from './template-list.ts';
import type { TemplateIdentity } from './template-mark.ts';
import { findPlaces, type Places } from './template-places.ts';
import { openWorkbook } from './workbook.ts';

export type { TemplateIdentity } from './template-mark.ts';

/** What stands in one input cell. */
export interface FilledCell {
  row: string;
  column: string;
  /** Where it stands in the file, for messages: "D7". */
  address: string;
  /** As typed; numbers with a decimal comma and no thousands dots: "1562", "93,66", "93,66%". */
  text: string;
  /** The number behind the text, a percentage from 0 to 100; null where the cell holds words. */
  number: number | null;
  /** The value came from a formula of the agency's own. */
  formula: boolean;
}

/** Something to tell the sender; all cells that can be read are read all the same. */
export type TemplateNotice =
  | { code: 'row_missing'; row: string }
  | { code: 'column_missing'; column: string }
  /** The words of a row or column are no longer those that were handed out. */
  | { code: 'row_relabelled'; row: string; address: string }
  | { code: 'column_relabelled'; column: string; address: string }
  | {
      code:
        | 'required_blank'
        | 'merged_cell'
        | 'formula_without_result'
        | 'error_value'
        | 'date_value';
      row: string;
      column: string;
      address: string;
    };

export type TemplateProblem =
  | OfficeProblem
  | { code: 'not_a_template' | 'newer_template' | 'sheet_missing' };

export type FilledTemplate =
  | {
      ok: true;
      identity: TemplateIdentity;
      cells: FilledCell[];
      /** Cells the workbook still works out itself. */
      live: { row: string; column: string }[];
      notices: TemplateNotice[];
    }
  | { ok: false; problem: TemplateProblem };

/**
 * Reads a workbook that `writeFormTemplate` wrote and somebody filled in. The identity is what the
 * file says; whether the sender may report for that agency is the caller's to decide. Locked cells
 * are not read, computed ones only where somebody typed over the formula. Never throws for what a
 * file holds.
 */
export async function readFormTemplate(bytes: Uint8Array): Promise<FilledTemplate> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  try {
    const list = readList(opened.workbook);
    if (typeof list === 'string') return { ok: false, problem: { code: list } };
    const places = findPlaces(opened.workbook, list);
    if (!places) return { ok: false, problem: { code: 'sheet_missing' } };
    return { ok: true, identity: list.identity, ...readCells(list, places) };
  } catch {
    // The reader hands out values that its types do not foresee when a file is broken on purpose.
    return { ok: false, problem: { code: 'malformed' } };
  }
}

function readCells(
  list: TemplateList,
  places: Places,
): Pick<FilledTemplate & { ok: true }, 'cells' | 'live' | 'notices'> {
  const cells: FilledCell[] = [];
  const live: { row: string; column: string }[] = [];
  const notices = placeNotices(list, places);
  for (const [index, row] of list.rows.entries()) {
    const line = places.rows[index];
    if (line === null || line === undefined) continue;
    for (const { column: at, required, computed } of row.inputs) {
      const place = places.columns[at];
      const column = list.columns[at]?.key;
      if (place === null || place === undefined || column === undefined) continue;
      const cell = places.sheet.getRow(line).getCell(place);
      const where = { row: row.key, column, address: cell.address };
      if (computed && !isTypedOver(cell)) {
        live.push({ row: row.key, column });
        continue;
      }
      const merged = cell.isMerged && cell.master.address !== cell.address;
      const read = merged ? BLANK : readValue(cell);
      const code = merged ? 'merged_cell' : read.notice;
      if (code) notices.push({ code, ...where });
      else if (required && read.text === '') notices.push({ code: 'required_blank', ...where });
      cells.push({ ...where, text: read.text, number: read.number, formula: read.formula });
    }
  }
  return { cells, live, notices };
}

/** A value of somebody's own stands where the formula was. */
function isTypedOver(cell: Cell): boolean {
  if (cell.isMerged && cell.master.address !== cell.address) return false;
  const read = cell.formula ? BLANK : readValue(cell);
  return read.text !== '';
}

function placeNotices(list: TemplateList, places: Places): TemplateNotice[] {
  const notices: TemplateNotice[] = [];
  for (const [index, { key }] of list.rows.entries()) {
    const place = places.rows[index];
    if (!place) notices.push({ code: 'row_missing', row: key });
    else if (places.changedRows.includes(index)) {
      notices.push({ code: 'row_relabelled', row: key, address: `A${place}` });
    }
  }
  for (const [index, { key }] of list.columns.entries()) {
    const place = places.columns[index];
    if (!place) notices.push({ code: 'column_missing', column: key });
    else if (places.changedColumns.includes(index)) {
      const { address } = places.sheet.getRow(Math.max(1, list.header)).getCell(place);
      notices.push({ code: 'column_relabelled', column: key, address });
    }
  }
  return notices;
}

interface ReadValue {
  text: string;
  number: number | null;
  formula: boolean;
  notice?: 'formula_without_result' | 'error_value' | 'date_value';
}

const BLANK: ReadValue = { text: '', number: null, formula: false };

function readValue(cell: Cell): ReadValue {
  const { value } = cell;
  if (value === null || value === undefined) return BLANK;
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)) {
    const { result } = value;
    if (result === undefined || result === null) {
      return { ...BLANK, formula: true, notice: 'formula_without_result' };
    }
    return { ...plainValue(result, cell), formula: true };
  }
  return plainValue(value, cell);
}

function plainValue(value: unknown, cell: Cell): ReadValue {
  if (typeof value === 'number' && Number.isFinite(value)) return numberValue(value, cell);
  if (value instanceof Date) return { ...BLANK, text: cellText(cell), notice: 'date_value' };
  if (typeof value === 'object' && value !== null && 'error' in value) {
    return { ...BLANK, notice: 'error_value' };
  }
  return { ...BLANK, text: cellText(cell) };
}

/** Excel stores a typed "93,66%" as 0.9366 and marks the cell with a percent format. */
function numberValue(value: number, cell: Cell): ReadValue {
  const format = typeof cell.numFmt === 'string' ? cell.numFmt.replace(/"[^"]*"|\\./g, '') : '';
  const percent = format.includes('%');
  // Fifteen digits is what Excel itself keeps.
  const number = Number((percent ? value * 100 : value).toPrecision(15));
  const digits = number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });
  return { text: `${digits.replace('.', ',')}${percent ? '%' : ''}`, number, formula: false };
}
