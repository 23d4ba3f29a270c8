import type { TemplateIdentity } from '../imports/template-mark.ts';
import type { TitleLine } from './excel-table.ts';
import type { PrintedColumn } from './printed-table.ts';

/** A cell by the keys of its row and column. */
export interface CellAt {
  row: string;
  column: string;
}

/** Where a cell, or the cells down to another, stand in the workbook; RangeError for unknown keys. */
export type AddressOf = (from: CellAt, to?: CellAt) => string;

/**
 * An Excel formula with English function names and no `=`: in pieces, with cells named by their
 * keys, or made by a function that asks for addresses. Null when the workbook cannot hold it: such a
 * check is left out, such a cell stays empty.
 */
export type Formula =
  | readonly (string | CellAt | { from: CellAt; to: CellAt })[]
  | ((addressOf: AddressOf) => string | null);

/** What Excel lets people type; anything for `text`. Numbers are from `least` to `most`. */
export type Validation =
  | {
      kind: 'integer' | 'decimal' | 'percent';
      /** 0 where it is not said; null for none. */
      least?: number | null;
      /** 100 for a percent where it is not said; null for none. */
      most?: number | null;
      /** Words accepted instead of a number, such as "không" or "-". */
      words?: readonly string[];
    }
  | { kind: 'text' }
  | { kind: 'list'; values: readonly string[] };

export type TemplateCell =
  | { kind: 'locked'; value: string | number | null }
  | {
      kind: 'input';
      /** Filled in beforehand. A percent is given and typed from 0 to 100. */
      value?: string | number | null;
      validation?: Validation;
      required?: boolean;
      /** Shown when the cell is selected: last period's figure, what is counted. */
      note?: string;
    }
  | {
      kind: 'computed';
      formula: Formula;
      /** What the formula gives now, for programs that show files without computing. */
      result?: string | number;
    };

export interface TemplateRow {
  key: string;
  kind?: 'row' | 'total';
  /** One for each column that holds cells. */
  cells: readonly TemplateCell[];
}

/** The first locked words of a row: what people call it. Null where it has none. */
export function rowLabel({ cells }: TemplateRow): { text: string; column: number } | null {
  for (const [column, cell] of cells.entries()) {
    if (cell.kind !== 'locked' || typeof cell.value !== 'string') continue;
    if (/\p{L}/u.test(cell.value)) return { text: cell.value, column };
  }
  return null;
}

export interface TemplateCheck {
  /** In plain words; shown where the check fails. */
  label: string;
  /** Fails: `error` "Lệch", `warning` "Cần giải trình". */
  level: 'error' | 'warning';
  /** True when all is well. */
  holds: Formula;
  /** The row beside which it is shown; without it only on the sheet of checks. */
  row?: string;
}

/** A workbook in which an agency fills in figures. */
export interface FormTemplate {
  identity: TemplateIdentity;
  sheetName: string;
  titles: readonly TitleLine[];
  /** How to fill it in, one line each. */
  instructions: readonly string[];
  columns: readonly PrintedColumn[];
  /** One for each column that holds cells, left to right. */
  columnKeys: readonly string[];
  rows: readonly TemplateRow[];
  checks: readonly TemplateCheck[];
}
