import { type CellPlace, type Cells, type CellValue, cellsOf, placeKey } from './cells.ts';
import { roundTo } from './evaluate.ts';
import { type Expression, referencesIn } from './expression.ts';
import type { IndicatorForm } from './form.ts';
import type { RowAgency } from './rows.ts';
import { placeOf, type Sheet, sheetOf } from './sheet.ts';

/**
 * All cells of a report, with blank cells that follow from others filled in: totals, differences,
 * percentages (rounded to the column's decimals). What was given stays, right or wrong; nothing is
 * filled in where nothing it rests on was given.
 */
export function fillComputed(
  form: IndicatorForm,
  cells: Cells,
  agencies: readonly RowAgency[] = [],
): Cells {
  const sheet = sheetOf(form, cells, { agencies });
  const known = new Map<string, boolean>();
  return cellsOf(
    sheet.rows.flatMap(({ key: row }) =>
      form.columns.map((column) => {
        const place = { row, column: column.key };
        return { ...place, value: filled(sheet, place, column.decimals, known) };
      }),
    ),
  );
}

function filled(
  sheet: Sheet,
  place: CellPlace,
  decimals: number,
  known: Map<string, boolean>,
): CellValue {
  if (sheet.given(place)) return sheet.cell(place);
  if (!restsOnGiven(sheet, place, known)) return null;
  const value = sheet.number(place);
  return value === null ? null : roundTo(value, decimals);
}

/** Formulas share their parts, so what was found out about a cell is kept in `known`. */
function restsOnGiven(sheet: Sheet, place: CellPlace, known: Map<string, boolean>): boolean {
  const before = known.get(placeKey(place));
  if (before !== undefined) return before;
  const formula = sheet.formula(place);
  const parts =
    formula === null
      ? []
      : formula.kind === 'sum'
        ? formula.rows.map((row) => ({ row, column: place.column }))
        : cellsIn(formula.expression, place);
  const rests = sheet.given(place) || parts.some((part) => restsOnGiven(sheet, part, known));
  known.set(placeKey(place), rests);
  return rests;
}

function cellsIn(expression: Expression, at: CellPlace): CellPlace[] {
  return referencesIn(expression).flatMap((reference) => placeOf(reference, at) ?? []);
}
