import type { CellPlace, Cells } from '../indicators/cells.ts';
import { compare } from '../indicators/evaluate.ts';
import type { IndicatorForm } from '../indicators/form.ts';
import type { RowAgency } from '../indicators/rows.ts';
import { sheetOf } from '../indicators/sheet.ts';

/** A cell in which a parent's report and the sum of its children's differ. */
export interface TotalDifference extends CellPlace {
  stated: number;
  sum: number;
}

/**
 * Holds a parent's figures against a sum. Only columns that are summed are compared (percentages
 * follow from them), and only cells whose value is known on both sides.
 */
export function compareTotals(
  form: IndicatorForm,
  stated: Cells,
  sum: Cells,
  agencies: readonly RowAgency[] = [],
): TotalDifference[] {
  const own = sheetOf(form, stated, { agencies, absent: 'unknown' });
  const added = sheetOf(form, sum, { agencies, absent: 'unknown' });
  const rows = new Set([...added.rows, ...own.rows].map(({ key }) => key));
  return [...rows].flatMap((row) =>
    form.columns.flatMap((column) => {
      if (column.addUp !== 'sum') return [];
      const place = { row, column: column.key };
      const [a, b] = [own.number(place), added.number(place)];
      return a === null || b === null || compare(a, '==', b)
        ? []
        : [{ ...place, stated: a, sum: b }];
    }),
  );
}
