import { type CellPlace, type Cells, cellAt, numberIn } from './cells.ts';
import { compare, roundTo } from './evaluate.ts';
import { fillComputed } from './fill.ts';
import { type IndicatorForm, isNumeric } from './form.ts';
import { type RowAgency, rowsOf } from './rows.ts';

/** A figure that is not the sum of what the agencies below gave. */
export interface SumDifference extends CellPlace {
  /** Null where the parent gave nothing. */
  own: number | null;
  sum: number | null;
  /** Own minus sum, a missing one as zero. */
  difference: number;
}

/**
 * Compares a parent's own figures with the sum of its children's (`aggregate(…).cells`), cell by
 * cell in printed order. Blanks on both sides, or a blank against a zero, are no difference.
 * Whether the sum is whole is for `aggregate(…).missing` to say.
 */
export function compareWithSum(
  form: IndicatorForm,
  own: Cells,
  sum: Cells,
  rowAgencies: readonly RowAgency[] = [],
): SumDifference[] {
  const [left, right] = [own, sum].map((cells) => fillComputed(form, cells, rowAgencies));
  const rows = rowsOf(form, { ...sum, ...own }, rowAgencies);
  return rows.flatMap(({ key: row }) =>
    form.columns.filter(isNumeric).flatMap(({ key: column }) => {
      const a = numberIn(cellAt(left ?? {}, row, column));
      const b = numberIn(cellAt(right ?? {}, row, column));
      if (compare(a ?? 0, '==', b ?? 0)) return [];
      const difference = roundTo((a ?? 0) - (b ?? 0), 6);
      return { row, column, own: a, sum: b, difference };
    }),
  );
}
