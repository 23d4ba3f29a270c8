import { type Cells, cellAt } from './cells.ts';
import type { FormRow, IndicatorForm } from './form.ts';

/** An agency that has a row of its own in a form with one row per agency. */
export interface RowAgency {
  /** The key of its row; anything but the key of the form's total row. */
  key: string;
  label: string;
  /** Other names it is known by, for recognising pasted rows. */
  aliases?: readonly string[];
}

/**
 * The rows of a filled-in form in printed order. Fixed rows come from the form; rows of agencies
 * from `agencies`, then any others found in the cells, under their key; free rows are those of the
 * cells ("r1", "r2", …, see `freeRowKey`), named by their label column.
 */
export function rowsOf(
  form: IndicatorForm,
  cells: Cells,
  agencies: readonly RowAgency[] = [],
): FormRow[] {
  const { rows } = form.definition;
  if (rows.kind === 'fixed') {
    const items = rows.items.filter((row) => row.sumOf === undefined).map((row) => row.key);
    return rows.items.map((row) => ({
      key: row.key,
      number: row.number ?? '',
      label: row.label,
      sumOf: row.sumOf === 'items' ? items : (row.sumOf ?? null),
    }));
  }
  const named =
    rows.kind === 'per_agency'
      ? agencyRows(cells, agencies)
      : freeRowKeys(cells).map((key) => ({ key, label: textAt(cells, key, rows.labelColumn) }));
  const items = named
    .filter(({ key }) => key !== rows.total?.key)
    .map(({ key, label }, index) => ({ key, number: String(index + 1), label, sumOf: null }));
  if (!rows.total) return items;
  const { key, label, place } = rows.total;
  const total = { key, number: '', label, sumOf: items.map((item) => item.key) };
  return place === 'first' ? [total, ...items] : [...items, total];
}

/** The key of the nth row (from 1) of a form whose rows are free. */
export function freeRowKey(n: number): string {
  return `r${n}`;
}

/** In the order of their numbers, whatever order storage has left them in. */
function freeRowKeys(cells: Cells): string[] {
  return Object.keys(cells)
    .filter((key) => /^r[1-9]\d{0,5}$/.test(key))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

function agencyRows(cells: Cells, agencies: readonly RowAgency[]) {
  const known = new Set(agencies.map((agency) => agency.key));
  const others = Object.keys(cells).filter((key) => !known.has(key));
  return [...agencies, ...others.map((key) => ({ key, label: key }))];
}

function textAt(cells: Cells, row: string, column: string): string {
  const value = cellAt(cells, row, column);
  return typeof value === 'string' && value !== '' ? value : row;
}
