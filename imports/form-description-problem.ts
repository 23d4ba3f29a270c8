import type { PrintedProblem } from '../core/indicators/printed-expression.ts';

/** Something wrong in a description, and where: "Cột!E7". */
export type DescriptionProblem = { place: string } & (
  | { code: 'missing'; heading: string; example: string }
  | { code: 'not_one_of'; found: string; allowed: readonly string[] }
  | { code: 'not_a_number'; found: string; example: string }
  | { code: 'not_a_code'; found: string; example: string }
  /** A word of the language of formulas, which no row or column may be called. */
  | { code: 'reserved_code'; found: string }
  /** Stands at `other` already. */
  | { code: 'duplicate'; found: string; other: string }
  | { code: 'too_long' | 'too_many'; max: number }
  | { code: 'no_sheet' | 'no_heading'; expected: string }
  | { code: 'no_columns' | 'no_rows' | 'no_text_column' | 'not_computable' }
  | { code: 'condition'; text: string; problem: PrintedProblem }
  /** The formula of another column than the one it stands beside. */
  | { code: 'other_column'; found: string; expected: string }
  | { code: 'unknown_row' | 'unknown_column'; found: string }
  /** Columns, or rows that are totals, that follow from each other. */
  | { code: 'circle'; found: string }
  /** Kinds and levels, or names, that cannot be said in one. */
  | { code: 'mixed_who'; found: string }
  | { code: 'unusable'; reason: string }
);
