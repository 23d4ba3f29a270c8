import type { CellPlace, CellValue } from './cells.ts';
import type { Severity } from './definition.ts';
import type { Comparison, Period } from './expression.ts';

/** A cell a finding is about, with its names for people. */
export interface FindingCell extends CellPlace {
  rowLabel: string;
  /** From the outermost heading to the column's own. */
  columnLabel: readonly string[];
  /** What stands in it. */
  value: CellValue;
  /** Of a blank that follows from other cells: what it comes to; absent where that is not known. */
  comesTo?: number;
}

/**
 * What the stated value should be to the other: a comparison, `rounds` (a percentage or other
 * number up to rounding), `holds` (any other condition), `required` (something must stand there),
 * `kind` (it is no value of the column's kind).
 */
export type Relation = Comparison | 'rounds' | 'holds' | 'required' | 'kind';

/** Something wrong or odd in a filled-in form. */
export interface Finding {
  /** Unique within a result and stable while the form's version is: `outcomes@r6`. */
  id: string;
  /**
   * A check of the form, or `computed.<column>` (a cell is not what its row gives),
   * `sum.<total row>` (a total is not what its rows give), `required`, `kind`.
   */
  check: string;
  severity: Severity;
  /** The check in people's words, where the form has them. */
  label: string | null;
  relation: Relation;
  /** Which report the value is compared with. */
  against: Period;
  /** All cells that take part; the stated one, if there is one, first. */
  cells: readonly FindingCell[];
  /** The value that was given, and what it should be (or be at most, at least…). */
  stated: number | null;
  expected: number | null;
  likelySlip: LikelySlip | null;
}

/** What most likely happened. `shouldBe` is the value with which the figures agree. */
export type LikelySlip =
  | {
      kind: /** 1.526 for 1.562. */
        | 'transposed_digits'
        | 'digit_wrong'
        | 'digit_missing'
        | 'digit_extra'
        /** 1 for 1.176, 11760 for 1176: the thousands or a nought. */
        | 'magnitude'
        /** A blank where a figure belongs. */
        | 'left_blank'
        /** A figure where none belongs. */
        | 'stray_figure'
        /** Wrong without a pattern. */
        | 'wrong_value';
      cell: FindingCell;
      shouldBe: number;
    }
  | {
      kind: /** The sum was made without this cell. */
        | 'left_out'
        | 'counted_twice'
        /** The sum is off by the value of a cell that has no part in it. */
        | 'off_by_cell';
      /** The sum. */
      cell: FindingCell;
      shouldBe: number;
      other: FindingCell;
    }
  /** Two cells of a row stand in each other's place. */
  | { kind: 'swapped'; cells: readonly [FindingCell, FindingCell] }
  /** Figures of a row stand one column too far to the `direction`. */
  | { kind: 'shifted'; direction: 'left' | 'right'; from: FindingCell; to: FindingCell }
  /** Nothing new: it follows from these findings. */
  | { kind: 'follows'; findings: readonly string[] }
  /** Off by the same as these findings of the same row: one slip, its cell not certain. */
  | { kind: 'same_difference'; findings: readonly string[] };
