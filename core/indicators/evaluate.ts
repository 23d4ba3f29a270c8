import type { Comparison, Expression, Reference } from './expression.ts';

/** Where references get their values from. */
export interface Values {
  /** Null when it is not known. */
  number(reference: Reference & { type: 'cell' }): number | null;
  /** The cells of all rows that are no totals. */
  numbers(reference: Reference & { type: 'rows' }): readonly (number | null)[];
  /** Something stands in the cell. */
  given(reference: Reference & { type: 'cell' }): boolean;
}

/** Values this close are the same: sums of decimals are never exact. */
const near = 1e-9;

/**
 * The value of a formula; null when it rests on something that is not known, or divides by zero.
 * Conditions follow the same rule, except where one side alone decides (`false && unknown`).
 */
export function evaluate(expression: Expression, values: Values): number | boolean | null {
  switch (expression.type) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'cell':
      return values.number(expression);
    case 'rows':
      return null;
    case 'negate': {
      const value = numberOf(expression.operand, values);
      return value === null ? null : -value;
    }
    case 'not': {
      const value = evaluate(expression.operand, values);
      return typeof value === 'boolean' ? !value : null;
    }
    case 'binary':
      return binary(expression, values);
    case 'call':
      return call(expression, values);
  }
}

/** The value of a formula that is a number. */
export function numberOf(expression: Expression, values: Values): number | null {
  const value = evaluate(expression, values);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function compare(left: number, operator: Comparison, right: number): boolean {
  const same = Math.abs(left - right) <= near * Math.max(1, Math.abs(left), Math.abs(right));
  switch (operator) {
    case '==':
      return same;
    case '!=':
      return !same;
    case '<':
      return left < right && !same;
    case '<=':
      return left < right || same;
    case '>':
      return left > right && !same;
    case '>=':
      return left > right || same;
  }
}

/** True when `value` is `exact` rounded or cut to 0 to 4 places after the comma. */
export function isRounded(value: number, exact: number): boolean {
  return [0, 1, 2, 3, 4].some(
    (places) =>
      compare(value, '==', roundTo(exact, places)) || compare(value, '==', cutTo(exact, places)),
  );
}

/** Half away from zero, as people and spreadsheets round. */
export function roundTo(value: number, places: number): number {
  const factor = 10 ** places;
  // The tiny push undoes what binary fractions lose: 1.005 is stored as 1.00499….
  return (Math.sign(value) * Math.round(Math.abs(value) * factor * (1 + near / 1000))) / factor;
}

function cutTo(value: number, places: number): number {
  const factor = 10 ** places;
  return Math.trunc(value * factor * (1 + near / 1000)) / factor;
}

function binary(
  { operator, left, right }: Expression & { type: 'binary' },
  values: Values,
): number | boolean | null {
  const a = evaluate(left, values);
  const b = evaluate(right, values);
  if (operator === '&&') {
    if (a === false || b === false) return false;
    return a === null || b === null ? null : true;
  }
  if (operator === '||') {
    if (a === true || b === true) return true;
    return a === null || b === null ? null : false;
  }
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  switch (operator) {
    case '+':
      return finite(a + b);
    case '-':
      return finite(a - b);
    case '*':
      return finite(a * b);
    case '/':
      return b === 0 ? null : finite(a / b);
    default:
      return compare(a, operator, b);
  }
}

function call(
  { name, args }: Expression & { type: 'call' },
  values: Values,
): number | boolean | null {
  const [first, second, third] = args;
  if (!first) return null;
  if (name === 'given') return first.type === 'cell' && values.given(first);
  if (name === 'if') {
    const test = evaluate(first, values);
    const chosen = test === true ? second : third;
    return test === null || !chosen ? null : evaluate(chosen, values);
  }
  const numbers = args.flatMap((arg) =>
    arg.type === 'rows' ? values.numbers(arg) : [numberOf(arg, values)],
  );
  if (!allKnown(numbers)) return null;
  const [a = 0, b = 0] = numbers;
  switch (name) {
    case 'sum':
      return finite(numbers.reduce((total, value) => total + value, 0));
    case 'min':
      return numbers.length === 0 ? null : Math.min(...numbers);
    case 'max':
      return numbers.length === 0 ? null : Math.max(...numbers);
    case 'abs':
      return Math.abs(a);
    case 'round':
      return finite(roundTo(a, Math.min(10, Math.max(0, Math.trunc(b)))));
    case 'percent':
      return b === 0 ? null : finite((a / b) * 100);
    case 'rounds':
      return isRounded(a, b);
  }
}

function allKnown(numbers: (number | null)[]): numbers is number[] {
  return numbers.every((value) => value !== null);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
