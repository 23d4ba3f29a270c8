import type { CellPlace } from '../indicators/cells.ts';
import { type FormRow, type IndicatorForm, isNumeric } from '../indicators/form.ts';
import { freeRowKey } from '../indicators/rows.ts';
import { type FormCells, givenAt } from './content.ts';

/** The cells a person is asked for one by one, row after row, of one form. */
export interface Asked {
  form: IndicatorForm;
  rows: readonly FormRow[];
  owed: readonly CellPlace[];
}

/**
 * The cells to ask for, in printed order: those the agency owes; in a form whose rows are free also
 * the texts that name a row.
 */
export function askedCells({ form, rows, owed }: Asked): CellPlace[] {
  if (form.definition.rows.kind !== 'free') return [...owed];
  return rows.filter(({ sumOf }) => sumOf === null).flatMap(({ key }) => askedInRow(form, key));
}

/** The cells of one row, of a free one also before it exists. */
export function askedInRow(form: IndicatorForm, row: string): CellPlace[] {
  return form.columns
    .filter((column) => column.computed === null)
    .map((column) => ({ row, column: column.key }));
}

/** A cell that follows from others by itself: of a total row, or computed from its own row. */
export type Following = 'totals' | 'computed';

/** Which kind of following cell this is; null for a cell that has to be given. */
export function followingKind(
  { form, rows }: Pick<Asked, 'form' | 'rows'>,
  { row, column }: CellPlace,
): Following | null {
  if (rows.some(({ key, sumOf }) => key === row && sumOf !== null)) return 'totals';
  return form.columns.some(({ key, computed }) => key === column && computed !== null)
    ? 'computed'
    : null;
}

/**
 * The numbers nobody has to give because they follow from others. Given all the same, as a signed
 * table prints them, they are checked.
 */
export function followingCells(
  { form, rows }: Pick<Asked, 'form' | 'rows'>,
  kind: Following,
): CellPlace[] {
  const totals = kind === 'totals';
  const columns = form.columns.filter(
    (column) => isNumeric(column) && (totals || column.computed !== null),
  );
  return rows
    .filter(({ sumOf }) => (sumOf !== null) === totals)
    .flatMap((row) => columns.map((column) => ({ row: row.key, column: column.key })));
}

/** The key of the next row of a form whose rows are free; null for other forms. */
export function nextFreeRow({ form, rows }: Asked): string | null {
  if (form.definition.rows.kind !== 'free') return null;
  const numbers = rows.map(({ key }) => Number(/^r(\d+)$/.exec(key)?.[1] ?? 0));
  return freeRowKey(Math.max(0, ...numbers) + 1);
}

/** The first cell after this one that was not given, or the first of all where none is; else null. */
export function nextOpen(
  places: readonly CellPlace[],
  cells: FormCells,
  after: CellPlace | null,
): CellPlace | null {
  const at = after
    ? places.findIndex((place) => place.row === after.row && place.column === after.column)
    : -1;
  const open = (place: CellPlace) => givenAt(cells, place.row, place.column) === null;
  return places.slice(at + 1).find(open) ?? places.slice(0, Math.max(at, 0)).find(open) ?? null;
}

/** Whether numbers belong into a cell. */
export function asksNumber(form: IndicatorForm, { column }: CellPlace): boolean {
  return form.columns.some((one) => one.key === column && isNumeric(one));
}
