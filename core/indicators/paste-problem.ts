import type { CellPlace } from './cells.ts';
import type { CellProblem } from './read-cell.ts';

/** Why something pasted was not taken. Lines count from 1, those with nothing in them left out. */
export type PasteProblem =
  | { code: 'empty' }
  | { code: 'too_long'; max: number }
  /** As many values as no choice of columns has; `possible` are the numbers that would fit. */
  | { code: 'width_unclear'; found: number; possible: number[] }
  /** The values fit several choices of columns; ask, then pass one as `columns`. */
  | { code: 'columns_ambiguous'; options: string[][] }
  | { code: 'too_many_cells'; line: number; found: number; expected: number }
  /** Without labels, the number of lines must be one that the form has. */
  | { code: 'rows_unclear'; lines: number; possible: number[] }
  | { code: 'row_unknown'; line: number; text: string }
  | { code: 'row_twice'; line: number; row: string }
  | ({ code: 'cell'; line: number; text: string; problem: CellProblem } & CellPlace);
