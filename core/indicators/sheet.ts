import { type CellPlace, type Cells, type CellValue, cellAt, numberIn, placeKey } from './cells.ts';
import { evaluate, type Values } from './evaluate.ts';
import { type Expression, type Period, type Reference, referencesIn } from './expression.ts';
import type { Column, FormRow, IndicatorForm } from './form.ts';
import { type RowAgency, rowsOf } from './rows.ts';

/** A filled-in form with the values that follow from others worked out. */
export interface Sheet {
  form: IndicatorForm;
  rows: readonly FormRow[];
  /** Rows that are no totals. */
  items: readonly string[];
  cell(place: CellPlace): CellValue;
  /** Something stands in the cell. */
  given(place: CellPlace): boolean;
  /** What counts: the number given, else what follows, else what a blank means; null = unknown. */
  number(place: CellPlace): number | null;
  /** How a cell that can be computed follows from others; null for all others. */
  formula(place: CellPlace): Formula | null;
  /** The same sheet with other numbers in some cells. */
  with(changes: ReadonlyMap<string, number>): Sheet;
}

/** Either the column's own formula in the cell's row, or the sum of the column over rows. */
export type Formula =
  | { kind: 'row'; expression: Expression }
  | { kind: 'sum'; rows: readonly string[] };

export function sheetOf(
  form: IndicatorForm,
  cells: Cells,
  {
    agencies = [],
    absent = 'blank',
  }: {
    agencies?: readonly RowAgency[];
    /**
     * Rows and columns without a single entry are blank, or unknown: another period's report may
     * have been made before an agency or a column existed.
     */
    absent?: 'blank' | 'unknown';
  } = {},
): Sheet {
  const rows = rowsOf(form, cells, agencies);
  const unknown = absent === 'unknown' ? absentFrom(cells) : () => false;
  return build(form, rows, cells, unknown, new Map());
}

function absentFrom(cells: Cells): (place: CellPlace) => boolean {
  const columns = new Set(Object.values(cells).flatMap((line) => Object.keys(line)));
  return ({ row, column }) => !Object.hasOwn(cells, row) || !columns.has(column);
}

function build(
  form: IndicatorForm,
  rows: readonly FormRow[],
  cells: Cells,
  unknown: (place: CellPlace) => boolean,
  changes: ReadonlyMap<string, number>,
): Sheet {
  const columns = new Map(form.columns.map((column) => [column.key, column]));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const items = rows.filter((row) => row.sumOf === null).map((row) => row.key);
  const known = new Map<string, number | null>();

  const cell = (place: CellPlace) =>
    changes.get(placeKey(place)) ?? cellAt(cells, place.row, place.column);
  const given = (place: CellPlace) => {
    const value = cell(place);
    return value !== null && value !== '';
  };
  const formula = ({ row, column }: CellPlace): Formula | null => {
    const definition = columns.get(column);
    const line = byKey.get(row);
    if (!definition || !line) return null;
    if (line.sumOf !== null && definition.addUp === 'sum') return { kind: 'sum', rows: line.sumOf };
    if (definition.computed === null) return null;
    return { kind: 'row', expression: definition.computed };
  };
  const worked = (place: CellPlace, column: Column): number | null => {
    const stated = numberIn(cell(place));
    if (stated !== null) return stated;
    const follows = formula(place);
    const value = follows === null ? null : compute(follows, place);
    if (value !== null) return value;
    if (unknown(place)) return null;
    return follows === null && column.blank === 'zero' ? 0 : null;
  };
  const compute = (follows: Formula, place: CellPlace): number | null => {
    if (follows.kind === 'row') {
      const value = evaluate(follows.expression, valuesFor(place));
      return typeof value === 'number' ? value : null;
    }
    let total = 0;
    for (const row of follows.rows) {
      const value = number({ row, column: place.column });
      if (value === null) return null;
      total += value;
    }
    return total;
  };
  const number = (place: CellPlace): number | null => {
    const key = placeKey(place);
    const before = known.get(key);
    if (before !== undefined) return before;
    const column = columns.get(place.column);
    const value = column ? worked(place, column) : null;
    known.set(key, value);
    return value;
  };
  const valuesFor = (at: CellPlace): Values => valuesOf({ this: sheet }, at);
  const sheet: Sheet = {
    form,
    rows,
    items,
    cell,
    given,
    number,
    formula,
    with: (more) => build(form, rows, cells, unknown, new Map([...changes, ...more])),
  };
  return sheet;
}

/** The reports that formulas may look at; those that are missing are unknown. */
export type Sheets = { this: Sheet } & { [period in Exclude<Period, 'this'>]?: Sheet };

/** Values for formulas applied to a place, with its row and column for those they leave open. */
export function valuesOf(
  sheets: Sheets,
  at: { row: string | null; column: string | null },
): Values {
  return {
    number: (reference) => {
      const place = placeOf(reference, at);
      return place ? (sheets[reference.period]?.number(place) ?? null) : null;
    },
    numbers: (reference) => {
      const sheet = sheets[reference.period];
      const column = reference.column ?? at.column;
      if (!sheet || column === null) return [null];
      return sheet.items.map((row) => sheet.number({ row, column }));
    },
    given: (reference) => {
      const place = placeOf(reference, at);
      return place !== null && (sheets[reference.period]?.given(place) ?? false);
    },
  };
}

/** The cell a reference means where it is applied; null where no row or column is current. */
export function placeOf(
  reference: Reference,
  at: { row: string | null; column: string | null },
): CellPlace | null {
  const row = reference.type === 'cell' ? (reference.row ?? at.row) : null;
  const column = reference.column ?? at.column;
  return row === null || column === null ? null : { row, column };
}

/** All cells of this report that an expression names where it is applied, each once. */
export function placesIn(
  expression: Expression,
  at: { row: string | null; column: string | null },
  sheet: Sheet,
): CellPlace[] {
  const places = new Map<string, CellPlace>();
  for (const reference of referencesIn(expression)) {
    if (reference.period !== 'this') continue;
    const column = reference.column ?? at.column;
    const found =
      reference.type === 'rows'
        ? sheet.items.flatMap((row) => (column === null ? [] : { row, column }))
        : [placeOf(reference, at)];
    for (const place of found) if (place) places.set(placeKey(place), place);
  }
  return [...places.values()];
}
