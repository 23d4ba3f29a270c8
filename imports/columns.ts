import { fold } from '../core/text/fold.ts';
import type { Table, TableRow } from './table-shape.ts';

/** For each field the column names that carry it, best first; compared without diacritics and case. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** The columns of a table that carry each field, best first; empty where there is none. */
export type Columns<Field extends string> = Readonly<Record<Field, readonly string[]>>;

export function columnsOf<Field extends string>(
  table: Table,
  names: ColumnNames<Field>,
): Columns<Field> {
  const byName = new Map(table.header.map((header) => [fold(header), header]));
  const found = {} as Record<Field, readonly string[]>;
  for (const field of fieldsOf(names)) {
    found[field] = names[field].flatMap((name) => byName.get(fold(name)) ?? []);
  }
  return found;
}

export function fieldsOf<Field extends string>(names: ColumnNames<Field>): Field[] {
  return Object.keys(names) as Field[];
}

/** The first of the columns that holds something in this row, trimmed; '' when none does. */
export function cellOf(row: TableRow, columns: readonly string[]): string {
  for (const column of columns) {
    const text = (row.cells[column] ?? '').trim();
    if (text !== '') return text;
  }
  return '';
}

/** The items of a cell that lists them with `|`. */
export function listOf(cell: string): string[] {
  return cell
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
