/** A table with a header, every cell as text. */
export interface Table {
  /** Name of the worksheet, or of the file. */
  sheet: string;
  /** Column names, unique; a column without one is `#3`, a repeated one gets ` (2)`. */
  header: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Line (CSV) or row (workbook) of the file where the record begins, from 1. */
  line: number;
  cells: Record<string, string>;
}

export type TableProblem =
  | { code: 'unreadable'; name: string; reason: string }
  | { code: 'empty'; name: string }
  /** The file, or what it unpacks to, is over the limit (bytes). */
  | { code: 'too_large'; name: string; limit: number }
  | { code: 'too_many_rows'; name: string; limit: number }
  | { code: 'too_many_columns'; name: string; limit: number }
  /** A binary workbook of Excel 97–2003 (.xls): to be saved as .xlsx. */
  | { code: 'legacy_workbook'; name: string }
  | { code: 'password_protected'; name: string }
  | { code: 'wrong_encoding'; name: string }
  | { code: 'malformed'; name: string; line: number | null }
  | { code: 'not_a_table'; name: string; looksLike: 'word' | 'pdf' | 'image' | 'unknown' };

export type TableResult = { ok: true; table: Table } | { ok: false; problem: TableProblem };

export interface TableOptions {
  /** Column names that tell the header row (and the worksheet) when a file has title lines too. */
  expects?: readonly string[];
}

export const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 20_000;
export const MAX_COLUMNS = 200;
