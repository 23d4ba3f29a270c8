import type { CellPlace } from '../indicators/cells.ts';
import { type Column, type FormRow, type IndicatorForm, isNumeric } from '../indicators/form.ts';
import { freeRowKey, type RowAgency, rowsOf } from '../indicators/rows.ts';
import { type FormCells, valuesIn } from './content.ts';

/** A form as one agency owes it. */
export interface OwedForm {
  form: IndicatorForm;
  /** The rows of a form with one row per agency; empty for other forms. */
  agencies: readonly RowAgency[];
  /** It has no total there: the agency owes only its own row, and a sum of one row says nothing. */
  ownRowOnly: boolean;
}

/** `agencies` are the rows that a form with one row per agency has here. */
export function owedForm(
  form: IndicatorForm,
  agencies: readonly RowAgency[],
  whole: boolean,
): OwedForm {
  const perAgency = form.definition.rows.kind === 'per_agency';
  return { form, agencies: perAgency ? agencies : [], ownRowOnly: perAgency && !whole };
}

/** The rows to fill in; of a form with free rows those that there are so far. */
export function owedRows(owed: OwedForm, cells: FormCells): FormRow[] {
  const { form, agencies, ownRowOnly } = owed;
  const rows = rowsOf(form, valuesIn(cells), agencies);
  if (form.definition.rows.kind !== 'per_agency') return rows;
  const keys = new Set(agencies.map(({ key }) => key));
  return rows.filter(({ key, sumOf }) => (sumOf === null ? keys.has(key) : !ownRowOnly));
}

/**
 * The cells the agency owes: of rows that are no totals, those that nothing else gives and that
 * are figures or required. Notes and other optional cells may be given besides, totals and computed
 * cells too: they are then checked.
 */
export function owedCells(owed: OwedForm, cells: FormCells): CellPlace[] {
  const columns = owed.form.columns.filter(isOwed);
  return owedRows(owed, cells)
    .filter(({ sumOf }) => sumOf === null)
    .flatMap((row) => columns.map((column) => ({ row: row.key, column: column.key })));
}

function isOwed(column: Column): boolean {
  return column.computed === null && (isNumeric(column) || column.blank === 'required');
}

const MOST_FREE_ROWS = 500;

/** Whether the agency may put something into this cell. */
export function takesCell(owed: OwedForm, { row, column }: CellPlace): boolean {
  const { form } = owed;
  if (!form.columns.some(({ key }) => key === column)) return false;
  if (owedRows(owed, {}).some(({ key }) => key === row)) return true;
  if (form.definition.rows.kind !== 'free') return false;
  const number = Number(/^r([1-9]\d*)$/.exec(row)?.[1] ?? Number.NaN);
  return number <= MOST_FREE_ROWS && row === freeRowKey(number);
}
