import { formatNumber } from '../core/numbers/vietnamese.ts';

export type Align = 'left' | 'center' | 'right';

/** How numbers of a column are shown; a percent is given from 0 to 100. */
export type NumberFormat = 'integer' | 'decimal' | 'percent';

/** A column that holds cells. */
export interface LeafColumn {
  heading: string;
  /** Millimetres on paper; a table wider or narrower than its page is scaled in proportion. */
  width: number;
  align?: Align;
  /** Integer where it is not said. */
  format?: NumberFormat;
}

/** A heading printed over several columns. */
export interface ColumnGroup {
  heading: string;
  columns: readonly PrintedColumn[];
}

export type PrintedColumn = LeafColumn | ColumnGroup;

/** A place the office must still fill in; `open` says what is wanted. */
export interface OpenPlace {
  open: string;
}

/** Strings are printed as they are ("04", "-"), numbers in the Vietnamese way, null is empty. */
export type PrintedCell = string | number | null | OpenPlace;

export interface PrintedRow {
  /** `group`: a band such as "I | CẢI CÁCH THỂ CHẾ", whose last given cell spans the rest. */
  kind?: 'row' | 'total' | 'group';
  cells: readonly PrintedCell[];
  /** Columns (from 0) in which its cell is one with the cell above: rows that tell of one thing. */
  joins?: readonly number[];
}

/** A table as it stands on paper, the same value for Word and for Excel. */
export interface PrintedTable {
  columns: readonly PrintedColumn[];
  rows: readonly PrintedRow[];
  /** Prints "(1) (2) (3)…" below the headings. */
  numbered?: boolean;
  /** Small lines below the table. */
  notes?: readonly string[];
}

/** One heading cell; `row` and `column` count from 0 within the header. */
export interface HeaderCell {
  text: string;
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

export interface Header {
  /** How many rows it is high. */
  rows: number;
  cells: HeaderCell[];
}

/** A table with more columns than this does not fit an upright page. */
const UPRIGHT_COLUMNS = 8;

export function isWide({ columns }: Pick<PrintedTable, 'columns'>): boolean {
  return leavesOf(columns).length > UPRIGHT_COLUMNS;
}

/** Cells over several rows: `first` and `last` are rows of the body, from 0. */
export function joinedCells(
  rows: readonly PrintedRow[],
): { column: number; first: number; last: number }[] {
  return rows.flatMap((row, first) =>
    (rows[first + 1]?.joins ?? []).flatMap((column) => {
      if (row.joins?.includes(column)) return [];
      let last = first + 1;
      while (rows[last + 1]?.joins?.includes(column)) last += 1;
      return [{ column, first, last }];
    }),
  );
}

/** The columns that hold cells, left to right. */
export function leavesOf(columns: readonly PrintedColumn[]): LeafColumn[] {
  return columns.flatMap((column) => ('columns' in column ? leavesOf(column.columns) : [column]));
}

/**
 * Where each heading stands: a group spans its columns, a column without groups reaches down to the
 * last header row, as in printed annexes. Groups without columns are left out.
 */
export function headerOf(columns: readonly PrintedColumn[]): Header {
  const rows = depthOf(columns);
  const cells: HeaderCell[] = [];
  place(columns, 0, 0, rows, cells);
  return { rows, cells };
}

function depthOf(columns: readonly PrintedColumn[]): number {
  const depths = columns.map((column) => {
    if (!('columns' in column)) return 1;
    const below = depthOf(column.columns);
    return below === 0 ? 0 : 1 + below;
  });
  return Math.max(0, ...depths);
}

function place(
  columns: readonly PrintedColumn[],
  row: number,
  from: number,
  rows: number,
  cells: HeaderCell[],
): void {
  let column = from;
  for (const item of columns) {
    if (!('columns' in item)) {
      const text = item.heading;
      cells.push({ text, row, column, rowSpan: rows - row, columnSpan: 1 });
      column += 1;
      continue;
    }
    const columnSpan = leavesOf(item.columns).length;
    if (columnSpan === 0) continue;
    cells.push({ text: item.heading, row, column, rowSpan: 1, columnSpan });
    place(item.columns, row + 1, column, rows, cells);
    column += columnSpan;
  }
}

/** A row's cells with the columns each covers; short rows are filled up with empty cells. */
export function spansOf(
  row: PrintedRow,
  width: number,
): { cell: PrintedCell; column: number; span: number }[] {
  const given = row.cells.slice(0, width);
  const last = given.length - 1;
  if (row.kind === 'group' && last >= 0) {
    return given.map((cell, column) => ({
      cell,
      column,
      span: column === last ? width - last : 1,
    }));
  }
  return Array.from({ length: width }, (_, column) => ({
    cell: given[column] ?? null,
    column,
    span: 1,
  }));
}

/** A cell as text on paper: 1562 → "1.562", 93.66 of a percent column → "93,66%". */
export function printedText(
  cell: string | number | null,
  format: NumberFormat = 'integer',
): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  const text = formatNumber(cell);
  return format === 'percent' ? `${text}%` : text;
}

/** What an open place looks like: it must catch the eye on paper too, where colour is lost. */
export function openText({ open }: OpenPlace): string {
  return open.trim() === '' ? '[…]' : `[… ${open.trim()} …]`;
}

export function isOpen(cell: PrintedCell): cell is OpenPlace {
  return typeof cell === 'object' && cell !== null;
}

/** Where a column says nothing: columns of numbers and numbers right, other things left. */
export function alignOf(column: LeafColumn | undefined, cell: PrintedCell): Align {
  return column?.align ?? (column?.format || typeof cell === 'number' ? 'right' : 'left');
}
