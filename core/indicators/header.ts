import { type ColumnDefinition, type FormDefinition, isGroup } from './definition.ts';

/** A cell of the printed heading; rows and columns count from 0. */
export interface HeaderCell {
  label: string;
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  /** Column key under a heading of its own; null for group headings, numbers and row labels. */
  key: string | null;
}

export interface Header {
  /** Rows of the heading. */
  depth: number;
  /** Columns of the table, with those of numbers and row labels. */
  width: number;
  /** Columns before the first one that holds values. */
  lead: number;
  cells: HeaderCell[];
}

/**
 * The heading as printed, with merged cells: group headings span their columns, headings without
 * anything below them reach to the last row.
 */
export function headerOf(definition: FormDefinition): Header {
  const leads = [
    ...(definition.numberLabel === undefined ? [] : [definition.numberLabel]),
    ...(definition.rows.kind === 'free' ? [] : [definition.rows.label]),
  ];
  const depth = depthOf(definition.columns);
  const cells: HeaderCell[] = leads.map((label, column) => ({
    label,
    row: 0,
    column,
    rowSpan: depth,
    columnSpan: 1,
    key: null,
  }));
  const width = place(definition.columns, 0, leads.length, depth, cells);
  return { depth, width, lead: leads.length, cells };
}

/** Returns the column after the last one placed. */
function place(
  columns: readonly ColumnDefinition[],
  row: number,
  from: number,
  depth: number,
  cells: HeaderCell[],
): number {
  let column = from;
  for (const definition of columns) {
    const cell: HeaderCell = {
      label: definition.label,
      row,
      column,
      rowSpan: isGroup(definition) ? 1 : depth - row,
      columnSpan: 1,
      key: isGroup(definition) ? null : definition.key,
    };
    cells.push(cell);
    column = isGroup(definition)
      ? place(definition.columns, row + 1, column, depth, cells)
      : column + 1;
    cell.columnSpan = column - cell.column;
  }
  return column;
}

function depthOf(columns: readonly ColumnDefinition[]): number {
  return Math.max(...columns.map((column) => (isGroup(column) ? 1 + depthOf(column.columns) : 1)));
}
