import { type Cells, type CellValue, cellAt, cellsOf, numberIn, placeKey } from './cells.ts';
import { numberOf, roundTo } from './evaluate.ts';
import { divides, type Expression } from './expression.ts';
import { columnOf, type IndicatorForm } from './form.ts';
import { placeOf, sheetOf, valuesOf } from './sheet.ts';

/**
 * Cells of a form with fixed rows that its checks work out as a rate of other cells,
 * `rounds(r3.value, percent(r2.value, r1.value))`, by `placeKey`: in a column of mixed units these
 * rows are no more to be added up than a column of percentages.
 */
export function derivedRates(form: IndicatorForm): ReadonlyMap<string, Expression> {
  const rates = new Map<string, Expression>();
  for (const { each, columns, expression } of form.checks) {
    if (expression.type !== 'call' || expression.name !== 'rounds' || each === 'row') continue;
    const [left, right] = expression.args;
    if (left?.type !== 'cell' || left.period !== 'this' || !right || !divides(right)) continue;
    for (const column of each === 'column' ? columns : [null]) {
      const place = placeOf(left, { row: null, column });
      if (place) rates.set(placeKey(place), right);
    }
  }
  return rates;
}

/** The cells with these rates worked out anew; blank where what they rest on is not known. */
export function withRates(
  form: IndicatorForm,
  cells: Cells,
  rates: ReadonlyMap<string, Expression>,
  units: ReadonlyMap<string, string>,
): Cells {
  const sheets = { this: sheetOf(form, cells) };
  const entries = Object.entries(cells).flatMap(([row, line]) =>
    Object.keys(line).map((column) => {
      const place = { row, column };
      const rate = rates.get(placeKey(place));
      if (!rate) return { ...place, value: cellAt(cells, row, column) };
      const exact = numberOf(rate, valuesOf(sheets, place));
      const value = exact === null ? null : roundTo(exact, columnOf(form, column)?.decimals ?? 2);
      const unit = units.get(placeKey(place));
      const rated: CellValue =
        value === null || unit === undefined ? value : { number: value, unit };
      return { ...place, value: rated };
    }),
  );
  return cellsOf(entries);
}

/** Percentages written with their sign are not added up in any column. */
export function isShare(value: CellValue): boolean {
  return typeof value === 'object' && value?.unit === '%' && numberIn(value) !== null;
}
