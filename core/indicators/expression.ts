/**
 * Which report a value is taken from: this one; the one whose data window ended where this one's
 * begins; the one before in the same year-to-date series (both windows begin on one day); the one
 * of the same period last year.
 */
export type Period = 'this' | 'previous' | 'earlier' | 'last_year';

/** A cell; null stands for the row or column the expression is applied to. */
export interface CellReference {
  type: 'cell';
  row: string | null;
  column: string | null;
  period: Period;
}

/** A column's cells in all rows that are no totals. */
export interface RowsReference {
  type: 'rows';
  column: string | null;
  period: Period;
}

export type Reference = CellReference | RowsReference;

export const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Arithmetic = '+' | '-' | '*' | '/';

/**
 * Functions and their numbers of arguments. `percent(part, whole)` is in percent; `rounds(a, b)`
 * is true when a is b rounded or cut to 0 to 4 decimals; `given(cell)` when something stands there.
 */
export const FUNCTIONS = {
  sum: [1, 100],
  min: [1, 100],
  max: [1, 100],
  abs: [1, 1],
  round: [1, 2],
  percent: [2, 2],
  rounds: [2, 2],
  if: [3, 3],
  given: [1, 1],
} as const satisfies Record<string, readonly [number, number]>;
export type FunctionName = keyof typeof FUNCTIONS;

/** A checked formula: every name in it is known, and its parts fit each other. */
export type Expression =
  | { type: 'number'; value: number }
  | { type: 'boolean'; value: boolean }
  | Reference
  | { type: 'negate' | 'not'; operand: Expression }
  | {
      type: 'binary';
      operator: Arithmetic | Comparison | '&&' | '||';
      left: Expression;
      right: Expression;
    }
  | { type: 'call'; name: FunctionName; args: readonly Expression[] };

export function isComparison(operator: string): operator is Comparison {
  return (COMPARISONS as readonly string[]).includes(operator);
}

/** All references of an expression, in the order written. */
export function referencesIn(expression: Expression): Reference[] {
  switch (expression.type) {
    case 'cell':
    case 'rows':
      return [expression];
    case 'negate':
    case 'not':
      return referencesIn(expression.operand);
    case 'binary':
      return [...referencesIn(expression.left), ...referencesIn(expression.right)];
    case 'call':
      return expression.args.flatMap(referencesIn);
    default:
      return [];
  }
}

/** Somewhere in it one number is divided by another, so that the result is rounded when printed. */
export function divides(expression: Expression): boolean {
  switch (expression.type) {
    case 'binary':
      return expression.operator === '/' || divides(expression.left) || divides(expression.right);
    case 'call':
      return expression.name === 'percent' || expression.args.some(divides);
    case 'negate':
    case 'not':
      return divides(expression.operand);
    default:
      return false;
  }
}
