import type { FormDefinition, Severity } from './definition.ts';
import type { Expression } from './expression.ts';

export type ColumnKind = 'integer' | 'decimal' | 'percent' | 'text' | 'date';
export type BlankMeaning = 'zero' | 'unknown' | 'required';

/** A column that holds values, with every choice made. */
export interface Column {
  key: string;
  label: string;
  /** Labels from the outermost heading to its own. */
  path: readonly string[];
  kind: ColumnKind;
  unit: string | null;
  units: readonly string[];
  decimals: number;
  blank: BlankMeaning;
  dash: 'zero' | 'blank';
  none: 'zero' | 'blank';
  negative: boolean;
  max: number | null;
  computed: Expression | null;
  /** What stands in total rows: a sum, the column's own formula again, or nothing that is known. */
  addUp: 'sum' | 'recompute' | 'none';
  note: string | null;
}

export interface FormRow {
  key: string;
  /** As printed in the column of numbers; '' where nothing is. */
  number: string;
  label: string;
  /** Rows a total adds up; null for rows that are none. */
  sumOf: readonly string[] | null;
}

export interface FormCheck {
  id: string;
  severity: Severity;
  label: string | null;
  each: 'row' | 'column' | 'form';
  /** Which rows a check of rows holds for. */
  rows: 'all' | 'items' | 'totals' | readonly string[];
  /** Which columns a check of columns holds for. */
  columns: readonly string[];
  expression: Expression;
}

/** A form ready for use: its formulas are read and every name in them is known. */
export interface IndicatorForm {
  code: string;
  version: number;
  name: string;
  columns: readonly Column[];
  checks: readonly FormCheck[];
  definition: FormDefinition;
}

export function columnOf(form: IndicatorForm, key: string): Column | null {
  return form.columns.find((column) => column.key === key) ?? null;
}

export function isNumeric(column: Pick<Column, 'kind'>): boolean {
  return column.kind === 'integer' || column.kind === 'decimal' || column.kind === 'percent';
}
